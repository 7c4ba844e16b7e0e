"""What is special about Lemmy: two versions, comments that name their parents by number."""

import json
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from flows.errors import SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources import Gone, Known, client
from flows.sources.budget import Budgets
from flows.sources.lemmy import LemmySettings
from tests.sources.samples import AT, FIRST

POSTS, COMMENTS = "/api/v3/post/list", "/api/v3/comment/list"
CREATOR = {"name": "fern", "actor_id": "https://lemmy.example/u/fern"}


@pytest.fixture(autouse=True)
def _own_budgets(monkeypatch):
    """Leave no port of this machine alone for the tests that come after."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())


@pytest.fixture
def hear(open_source, server):
    """Collect from an instance; return all but the checkpoints."""

    def run(**settings):
        given = {"url": server.url, "allow_private": True, "comments": False, **settings}
        heard = open_source(kind="lemmy", **given).fetch(FIRST)
        return [one for one in heard if isinstance(one, Post | Gone)]

    return run


def post(number, hours=1, **given):
    """Return a post as version 3 views it."""
    said = {
        "id": number,
        "name": "Words.",
        "ap_id": f"https://lemmy.example/post/{number}",
        "published": (AT - timedelta(hours=hours)).isoformat(),
    }
    return {"post": {**said, **given}, "creator": CREATOR, "counts": {"score": 1}}


def comment(number, path, **given):
    """Return a comment as version 3 views it."""
    said = {
        "id": number,
        "content": "Words.",
        "ap_id": f"https://lemmy.example/comment/{number}",
        "published": AT.isoformat().replace("12:00", "11:00"),
        "path": path,
    }
    return {"comment": {**said, **given}, "post": post(1)["post"], "creator": CREATOR}


def said(**answer):
    """Return the body of an answer."""
    return json.dumps(answer).encode()


def test_comments_name_their_parents(hear, server):
    """A parent is the post, a comment of the page, one that is asked for, or one that is gone."""
    server.says(POSTS, said(posts=[]))
    paths = [(5, "0.5"), (6, "0.5.6"), (7, "0.3.7"), (8, "0.2.8")]
    server.says(COMMENTS, said(comments=[comment(*one) for one in paths]))
    server.says("/api/v3/comment", b"<html>Not here</html>", status=404)
    server.says("/api/v3/comment?id=3", said(comment_view=comment(3, "0.3")))
    heard = hear(communities=["kettles"], comments=True)

    here = "https://lemmy.example"
    assert [f"{here}/post/1", f"{here}/comment/5", f"{here}/comment/3", "127.0.0.1/comment/2"] == [
        one.parent_id for one in heard
    ]
    assert {f"{here}/post/1"} == {one.thread_id for one in heard}
    assert {"comment"} == {one.kind for one in heard}


def test_what_is_deleted_or_removed_is_gone(hear, server):
    """By its author or by a moderator: it is erased here as well."""
    removed, deleted = post(1, removed=True), post(2, deleted=True)
    server.says(POSTS, said(posts=[removed, deleted, post(3)]))
    first, second, kept = hear(communities=["kettles"])

    assert [Gone("example", f"https://lemmy.example/post/{number}") for number in (1, 2)] == [
        first,
        second,
    ]
    assert "https://lemmy.example/post/3" == kept.post_id


def test_pages_have_numbers_where_there_is_no_cursor(hear, server):
    """A full page without a cursor is followed by the page of the next number."""
    server.says(POSTS, said(posts=[post(99, hours=3)]))
    full = [post(number) for number in range(50)]
    server.says(f"{POSTS}?type_=All&sort=New&community_name=kettles&limit=50", said(posts=full))

    assert 51 == len(hear(communities=["kettles"]))
    assert server.asked[-1][0].endswith("&page=2")


def test_version_4_is_read_as_well(hear, server):
    """Its lists search themselves, its items stand in one place, its dates end with `_at`."""
    new = post(1)["post"]
    new["published_at"] = new.pop("published")
    view = {
        "post": {**new, "score": 4, "comments": 2},
        "creator": {**CREATOR, "ap_id": "https://x/u"},
    }
    asked = "/api/v4/post/list?type_=all&sort=new&search_term=acme&limit=50"
    server.says(asked, said(items=[view], next_page="P2"))
    server.says(f"{asked}&page_cursor=P2", said(items=[]))
    (heard,) = hear(api="v4", searches=["acme"])

    assert (4, 2, "fern@x") == (heard.likes, heard.replies, heard.author)


def test_a_search_asks_for_posts_and_comments(hear, server):
    """Each of them is a list of its own."""
    server.says("/api/v3/search", said(posts=[post(1)], comments=[comment(2, "0.2")]))
    heard = hear(searches=["acme"], comments=True)

    assert ["post", "comment"] == [one.kind for one in heard]
    assert ["Posts", "Comments"] == [
        dict(parse_qsl(path.partition("?")[2]))["type_"] for path, _ in server.asked
    ]


@pytest.mark.parametrize(
    ("status", "word", "error", "why"),
    [
        (400, "rate_limit_error", SourceUnavailable, "too much was asked"),
        (400, "couldnt_find_community", SourceRefused, "couldnt_find_community"),
        (404, "not_found", SourceRefused, "answered 404"),
    ],
)
def test_what_a_400_means(hear, server, status, word, error, why):
    """Older versions say the same number for too many requests and for what is not there."""
    server.says(POSTS, said(error=word), status=status)
    with pytest.raises(error, match=why):
        hear(communities=["kettles"])


@pytest.mark.parametrize("api", ["v3", "v4"])
def test_posts_are_looked_up_by_name(server, http, api):
    """An edit is news, what was removed is gone, of what is not known nothing is said."""
    settings = LemmySettings(
        id="l", kind="lemmy", url=server.url, allow_private=True, api=api, communities=["x"]
    )
    views = {
        1: post(1, name="Edited."),
        2: comment(2, "0.9.2", removed=True),
        3: comment(3, "0.9.3", content="Still here."),
    }
    names = {number: f"https://lemmy.example/{number}" for number in (1, 2, 3, 4)}
    server.says(f"/api/{api}/resolve_object", said(error="couldnt_find_object"), status=404)
    for number, view in views.items():
        key = "comment" if "comment" in view else "post"
        body = said(**view) if api == "v4" else said(**{key: view})
        path = f"/api/{api}/resolve_object?q=https%3A%2F%2Flemmy.example%2F{number}"
        server.says(path, body)
    known = [Known("lemmy", name, "comment", None, "above", None) for name in names.values()]
    edited, gone, kept = settings.lookup(http, AT).ask(known)

    assert isinstance(edited, Post)
    assert isinstance(kept, Post)
    assert ("Edited.", "Still here.", "above") == (edited.title, kept.text, kept.parent_id)
    assert Gone("lemmy", "https://lemmy.example/comment/2") == gone
