"""What is special about GDELT: sentences instead of errors, and no second page."""

import json

import pytest

from flows.errors import SourceRefused
from flows.sources.gdelt import GdeltSettings
from flows.sources.gdelt.search import Search
from tests.sources.samples import AT, replied

SEARCH = Search(
    GdeltSettings(id="acme", kind="gdelt", searches=["acme"], articles_per_call=10), "acme"
)


def articles(*seen: str) -> bytes:
    """Return an answer with an article for each instant."""
    told = [
        {
            "url": f"https://a.example/{number}",
            "title": "Acme",
            "seendate": at,
            "domain": "a.example",
        }
        for number, at in enumerate(seen)
    ]
    return json.dumps({"articles": told}).encode()


def test_a_sentence_is_a_refusal():
    """GDELT says with status 200 what it does not like about a search; so do we."""
    body = b"The specified phrase is too short.\n"
    with pytest.raises(SourceRefused, match="GDELT says: The specified phrase is too short"):
        SEARCH.read(replied(body), AT)


def test_a_full_answer_goes_on_at_its_oldest_article():
    """Where as many came as were asked for, the walk goes on from the oldest, included."""
    page = SEARCH.read(replied(articles(*["20260318T091500Z"] * 9, "20260318T090000Z")), AT)

    assert ("20260318090000", None) == (page.token, page.limit)


def test_a_quarter_of_an_hour_with_too_many_is_a_limit():
    """More of one instant than an answer holds cannot be had: that is said, and ends the walk."""
    page = SEARCH.read(replied(articles(*["20260318T091500Z"] * 10)), AT)

    assert page.token is None
    assert "Narrow the search" in (page.limit or "")
