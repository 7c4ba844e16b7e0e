"""What is special about GitHub: limits in many forms, searches by activity, discussions."""

import json
from datetime import timedelta

import pytest

from examples.replay import Said
from examples.replay.github import GitHub
from examples.replay.server import replay
from flows.errors import SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources import Gone, Known, client
from flows.sources.budget import Budgets
from tests.sources.conftest import SETTINGS
from tests.sources.samples import AT

OLD = AT - timedelta(days=400)
TALK = [
    Said("1", OLD, "It reboots.", title="Lid"),
    *(Said(str(n), OLD + timedelta(minutes=n), "Here too.", parent="1") for n in range(2, 7)),
    Said("20", AT - timedelta(hours=3), "Still does.", parent="1", author="wren", likes=2),
    Said("30", OLD, "Nobody answers here.", title="Silence"),
    Said("40", AT - timedelta(hours=2), "Where is the manual?", title="Manual"),
]
NEW = {"acme/kettle#issuecomment-20", "acme/kettle#40"}
_ISSUES = "/repos/acme/kettle/issues"


@pytest.fixture(autouse=True)
def _own_budgets(monkeypatch):
    """Leave no port of this machine alone for the tests that come after."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())


@pytest.fixture
def played():
    """Put GitHub behind a port."""
    platform = GitHub(TALK, per_page=2)
    with replay({"it": platform}) as running:
        platform.settings(running.place("it"))
        yield running


@pytest.fixture
def hear(collect, played):
    """Collect from it."""

    def run(**settings):
        given = {"url": played.place("it"), "allow_private": True, "token": "env:GH"} | settings
        return collect(kind="github", **given)

    return run


@pytest.mark.parametrize("asks", [{"repositories": ["acme/kettle"]}, {"searches": ["kettle"]}])
def test_new_comments_on_old_issues_are_heard(hear, asks):
    """A new comment on an old issue comes, with its parent, however the issue is found."""
    posts = {post.post_id: post for post in hear(**asks).posts}

    assert NEW == posts.keys()
    comment = posts["acme/kettle#issuecomment-20"]
    assert ("acme/kettle#1", "acme/kettle#1", "comment", 2) == (
        comment.parent_id,
        comment.thread_id,
        comment.kind,
        comment.likes,
    )


def test_discussions_are_walked_back_by_their_activity(hear, played):
    """An old discussion with a new comment comes with it; silent ones end the walk."""
    heard = hear(repositories=["acme/kettle"], discussions=True)
    names = [post.post_id for post in heard.posts]

    assert 1 == names.count("acme/kettle#discussioncomment-20")
    assert {"per_page", "since", "sort"} < played.asked[0].query.keys()
    assert "Bearer the secret of env:GH" == played.asked[0].headers["Authorization"]
    comment = heard.posts[names.index("acme/kettle#discussioncomment-20")]
    assert ("acme/kettle#1", "comment") == (comment.parent_id, comment.kind)


def test_the_token_goes_to_no_other_host(collect, server):
    """A link to the next page on another host is asked of GitHub, not of that host."""
    issue = {
        "number": 1,
        "title": "Lid",
        "created_at": "2026-03-20T10:00:00Z",
        "html_url": "https://github.example/acme/kettle/issues/1",
        "repository_url": "https://api.github.example/repos/acme/kettle",
    }
    link = '<https://thief.example/repos/x/y/issues?page=2>; rel="next"'
    server.says(_ISSUES, json.dumps([issue]).encode(), link=link)
    server.says(f"{_ISSUES}?per_page=100&page=2", b"[]")
    server.says(f"{_ISSUES}/comments", b"[]")
    collect(
        kind="github", url=server.url, allow_private=True, token="env:GH",
        repositories=["acme/kettle"],
    )  # fmt: skip
    assert f"{_ISSUES}?per_page=100&page=2" in [path for path, _ in server.asked]


_NOTHING_LEFT = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "900"}
_LIMITED = b'{"message": "You have exceeded a secondary rate limit."}'


@pytest.mark.parametrize(
    ("status", "body", "headers", "error", "said"),
    [
        (403, b"{}", {"Retry-After": "600"}, SourceUnavailable, "asks to wait 600 s"),
        (403, b"{}", _NOTHING_LEFT, SourceUnavailable, "to wait"),
        (429, b"{}", {"Retry-After": "600"}, SourceUnavailable, "asks to wait 600 s"),
        (403, _LIMITED, {}, SourceUnavailable, "secondary rate limit"),
        (403, b'{"message": "Resource not accessible"}', {}, SourceRefused, "answered 403"),
        (422, b'{"message": "Validation Failed"}', {}, SourceRefused, "'Validation Failed'"),
    ],
)  # fmt: skip
def test_every_form_of_too_much_is_busy(collect, server, status, body, headers, error, said):
    """Four ways to say that too much was asked are no refusal; what is no such way is one."""
    server.says(_ISSUES, body, status, **headers)
    server.says(f"{_ISSUES}/comments", body, status, **headers)
    with pytest.raises(error, match=said):
        collect(kind="github", url=server.url, allow_private=True, repositories=["acme/kettle"])


def test_a_query_that_is_limited_is_busy(collect, server):
    """The GraphQL interface says with the status 200 that its limit is reached."""
    server.says(_ISSUES, b"[]")
    server.says(f"{_ISSUES}/comments", b"[]")
    said = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    server.says("/graphql", json.dumps(said).encode())
    with pytest.raises(SourceUnavailable, match="API rate limit exceeded"):
        collect(
            kind="github", url=server.url, allow_private=True, token="env:GH",
            repositories=["acme/kettle"], discussions=True,
        )  # fmt: skip


def test_posts_are_looked_up(played, http):
    """An issue that is there is heard anew; one that was deleted is gone."""
    played.platforms["it"].gone.add("20")
    given = {"kind": "github", "url": played.place("it"), "repositories": ["acme/kettle"]}
    settings = SETTINGS.validate_python({"id": "acme", "allow_private": True, **given})
    names = ("acme/kettle#40", "acme/kettle#issuecomment-20", "acme/kettle#issuecomment-6")
    known = [Known("github", name, "comment", None, None, None) for name in names]
    issue, gone, comment = settings.lookup(http, AT).ask(known)

    assert Gone("github", names[1]) == gone
    assert isinstance(issue, Post)
    assert isinstance(comment, Post)
    assert (names[0], names[2]) == (issue.post_id, comment.post_id)


def test_a_repository_that_was_closed_to_us_deletes_nothing(http, played):
    """What may not be read any more is answered like what is gone: then nothing is told of it."""
    given = {"kind": "github", "url": played.place("it"), "repositories": ["acme/kettle"]}
    settings = SETTINGS.validate_python({"id": "acme", "allow_private": True, **given})
    known = [
        Known("github", f"acme/closed#{number}", "post", None, None, None) for number in (1, 2)
    ]

    assert [] == list(settings.lookup(http, AT).ask(known))
    assert 3 == len(played.asked), "each post, and the repository once"
