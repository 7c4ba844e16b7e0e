"""What is special about Trustpilot: answers of companies, two dates, and reviews taken down."""

import json

import pytest

from flows.sources import Gone, Http, Known
from flows.sources.trustpilot import TrustpilotSettings
from tests.sources.samples import AT

_UNIT = "507f191e810c19729de860ea"
_REVIEW = {
    "id": "r1",
    "stars": 2,
    "text": "It leaks.",
    "createdAt": "2026-03-16T08:00:00Z",
    "experiencedAt": "2025-12-24T00:00:00Z",
    "businessUnit": {"id": _UNIT, "displayName": "Acme"},
    "companyReply": {"text": "Sorry.", "createdAt": "2026-03-17T08:00:00Z"},
}


@pytest.fixture
def hear(collect, server):
    """Collect one review."""

    def run(**settings):
        path = f"/v1/business-units/{_UNIT}/reviews"
        server.says(path, json.dumps({"reviews": [_REVIEW]}).encode())
        server.says(f"{path}?orderBy=createdat.desc&perPage=100&page=2", b'{"reviews": []}')
        given = {"url": server.url, "business_units": [_UNIT], "key": "env:TP", **settings}
        return collect(kind="trustpilot", allow_private=True, **given).posts

    return run


@pytest.fixture
def look_up(server, http: Http):
    """Look one post up."""
    settings = TrustpilotSettings.model_validate(
        {
            "id": "tp", "kind": "trustpilot", "url": server.url, "business_units": [_UNIT],
            "key": "env:TP", "allow_private": True,
        }
    )  # fmt: skip

    def run(post_id, parent_id=None):
        known = Known(
            "trustpilot", post_id, "reply" if parent_id else "review", None, parent_id, parent_id
        )
        return list(settings.lookup(http, AT).ask([known]))

    return run


def test_a_review_is_of_the_day_it_was_published(hear):
    """The experience may be months older than what is said of it."""
    assert "2026-03-16" == f"{hear()[0].posted_at:%Y-%m-%d}"


@pytest.mark.parametrize(("owned", "is_owned"), [([_UNIT], True), ([], False)])
def test_only_answers_of_own_companies_are_owned(hear, owned, is_owned):
    """What a competitor answers on its page is not what the brand says."""
    review, answer = hear(owned=owned)
    assert ("r1:reply", "r1", "reply", is_owned, "Acme") == (
        answer.post_id, answer.parent_id, answer.kind, answer.is_owned, answer.author_name,
    )  # fmt: skip
    assert not review.is_owned


def test_the_key_stands_in_no_address(hear, server):
    """The key is sent in a header, as addresses are logged on the way."""
    hear()
    assert {"the secret of env:TP"} == {headers["apikey"] for _, headers in server.asked}
    assert not any("secret" in path for path, _ in server.asked)


def test_a_review_that_was_taken_down_is_gone(look_up):
    """A review that Trustpilot does not know any more was taken down, with its answer."""
    assert [Gone("trustpilot", "r1")] == look_up("r1")
    assert [Gone("trustpilot", "r1:reply")] == look_up("r1:reply", "r1")


def test_an_answer_that_was_taken_back_is_gone(look_up, server):
    """The review stands without it, so it is gone alone."""
    server.says("/v1/reviews/r1", json.dumps(_REVIEW | {"companyReply": None}).encode())
    gone, review = look_up("r1:reply", "r1")
    assert (Gone("trustpilot", "r1:reply"), "r1") == (gone, review.post_id)
