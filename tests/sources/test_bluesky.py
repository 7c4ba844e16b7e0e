"""What is special about Bluesky: a session, two dates, a search that goes on by time."""

import base64
import json
from datetime import timedelta

import pytest
from pydantic import ValidationError

from flows.errors import SourceRefused
from flows.post import Post
from flows.sources import Gone, Http, Known
from flows.sources.bluesky import BlueskySettings
from flows.sources.bluesky import session as sessions
from tests.sources.conftest import SETTINGS
from tests.sources.places.bluesky import LOGIN
from tests.sources.samples import AT, FIRST

LOGIN_PATH = "/xrpc/com.atproto.server.createSession"
SEARCH = "/xrpc/app.bsky.feed.searchPosts"
FEED = "/xrpc/app.bsky.feed.getAuthorFeed"
POSTS = "/xrpc/app.bsky.feed.getPosts"


@pytest.fixture
def hear(collect, server):
    """Collect from Bluesky."""
    server.says(LOGIN_PATH, b'{"accessJwt": "secret-token", "refreshJwt": "secret-refresh"}')

    def run(**settings):
        given = {"url": server.url, "public_url": server.url, "allow_private": True, **settings}
        return collect(kind="bluesky", **given)

    return run


def view(number, hours=1, **record):
    """Return a post that was written some hours ago."""
    at = (AT - timedelta(hours=hours)).isoformat()
    return {
        "uri": f"at://did:plc:fern/app.bsky.feed.post/{number}",
        "author": {"did": "did:plc:fern", "handle": "fern.example"},
        "record": {"createdAt": at, "text": "Words.", **record},
        "indexedAt": at,
    }


def ids(heard):
    """Return the last part of each post's name."""
    return [post.post_id.rpartition("/")[2] for post in heard.posts]


def found(*views, **more):
    """Return the body of an answer of the search."""
    return json.dumps({"posts": views, **more}).encode()


def test_a_deep_search_goes_on_by_time(hear, server):
    """Where the cursor has come to a thousand, the next page begins at the oldest post so far."""
    server.says(SEARCH, found(view(2, hours=5)))
    query = "q=acme&sort=latest&since=2026-02-18T12%3A00%3A00.000Z&limit=100"
    first = query.replace("&limit", "&until=2026-03-20T12%3A00%3A00.000Z&limit")
    server.says(f"{SEARCH}?{first}", found(view(1), cursor="1000"))
    heard = hear(searches=["acme"], **LOGIN)

    assert ["1", "2"] == ids(heard)
    assert "until=2026-03-20T11%3A00%3A00.001Z&limit=100" in server.asked[-1][0]


def test_one_login_a_collection(hear, server):
    """All lists share a session; what the server gave is sent back, and to its own server."""
    server.says(SEARCH, found())
    home = server.url.replace("127.0.0.1", "localhost")
    session = {
        "accessJwt": "secret-token",
        "refreshJwt": "r",
        "didDoc": {"service": [{"id": "#atproto_pds", "serviceEndpoint": f"{home}/"}]},
    }
    server.says(LOGIN_PATH, json.dumps(session).encode())
    hear(searches=["acme"], tags=["#acme"], **LOGIN)

    (login, _), *searches = server.asked
    assert LOGIN_PATH == login
    assert {("Bearer secret-token", home.removeprefix("http://"))} == {
        (said["Authorization"], said["Host"]) for _, said in searches
    }
    assert "q=%23acme" in searches[1][0]
    assert "tag=acme" in searches[1][0]


def test_a_session_that_ran_out_is_opened_anew(hear, server, monkeypatch):
    """A token says until when it is good; after that the account logs in again."""
    ended = base64.urlsafe_b64encode(b'{"exp": 1}').decode().rstrip("=")
    server.says(LOGIN_PATH, json.dumps({"accessJwt": f"a.{ended}.c", "refreshJwt": "r"}).encode())
    server.says(SEARCH, found())
    hear(searches=["acme", "kettle"], **LOGIN)

    assert 2 == [path for path, _ in server.asked].count(LOGIN_PATH)


def test_what_the_server_gave_is_kept_secret(server):
    """Neither password nor tokens stand in a message."""
    server.says(LOGIN_PATH, b'{"accessJwt": "secret-token", "refreshJwt": "secret-refresh"}')
    settings = BlueskySettings(
        id="b", kind="bluesky", url=server.url, allow_private=True, searches=["acme"], **LOGIN
    )
    with Http(keys=lambda _: "app-password") as http:
        sessions.Session(settings, http).signed("x")
        said = http.blotted("app-password, secret-token, secret-refresh")

    assert "***, ***, ***" == said


def test_a_wrong_password_is_refused(hear, server):
    """Who cannot log in hears nothing, and is told so."""
    server.says(LOGIN_PATH, b'{"error": "AuthenticationRequired"}', status=401)
    with pytest.raises(SourceRefused, match=r"createSession` answered 401. Check the credentials"):
        hear(searches=["acme"], **LOGIN)


@pytest.mark.parametrize(
    ("said", "precision", "hours"),
    [(AT - timedelta(hours=3), "exact", 3), (AT + timedelta(days=9), "exact", 1)],
)
def test_the_earlier_of_two_dates_counts(hear, server, said, precision, hours):
    """A program may say any date; none is later than when Bluesky saw the post."""
    server.says(
        FEED, json.dumps({"feed": [{"post": view(1, createdAt=said.isoformat())}]}).encode()
    )
    (post,) = hear(accounts=["fern.example"]).posts

    assert (AT - timedelta(hours=hours), precision) == (post.posted_at, post.posted_precision)


def test_a_feed_needs_no_login_and_its_reposts_are_no_posts(open_source, server):
    """Reposts are left out; a parent that is gone is erased here as well; pages are followed."""
    repost = {"post": view(7, hours=900), "reason": {"by": {}, "indexedAt": AT.isoformat()}}
    gone = "at://did:plc:moss/app.bsky.feed.post/5"
    answered = {"parent": {"uri": gone, "notFound": True}, "root": {"uri": "x", "blocked": True}}
    item = {"post": view(1), "reply": answered}
    server.says(FEED, json.dumps({"feed": [{"post": view(2)}]}).encode())
    server.says(
        f"{FEED}?actor=fern.example&filter=posts_with_replies&limit=100",
        json.dumps({"feed": [repost, item], "cursor": "there"}).encode(),
    )
    given = {"public_url": server.url, "allow_private": True, "accounts": ["@fern.example"]}
    heard = list(open_source(kind="bluesky", **given).fetch(FIRST))

    assert ["1", "2"] == [one.post_id[-1] for one in heard if isinstance(one, Post)]
    assert [Gone("example", gone)] == [one for one in heard if isinstance(one, Gone)]
    assert LOGIN_PATH not in [path for path, _ in server.asked]


def test_what_is_not_shown_any_more_is_gone(server, http):
    """Of posts that are looked up, those that are not shown are gone; the others are news."""
    settings = BlueskySettings(
        id="b", kind="bluesky", public_url=server.url, allow_private=True, accounts=["fern.example"]
    )
    server.says(POSTS, found(view(1, text="Edited.")))
    known = [Known("bluesky", view(number)["uri"], "post", None, None, None) for number in (1, 2)]
    post, gone = settings.lookup(http, AT).ask(known)

    assert isinstance(post, Post)
    assert "Edited." == post.text
    assert Gone("bluesky", known[1].post_id) == gone


def test_who_asks_not_to_be_shown_to_guests_is_heard_only_if_that_is_wanted(hear, server):
    """`members_only` is for those who do not quote."""
    shy = view(1)
    shy["author"]["labels"] = [{"val": "!no-unauthenticated"}]
    server.says(SEARCH, found(shy))

    assert [] == ids(hear(searches=["acme"], **LOGIN))
    assert ["1"] == ids(hear(searches=["acme"], members_only=True, **LOGIN))


@pytest.mark.parametrize(
    ("given", "why"),
    [({}, "asks for nothing"), ({"tags": ["acme"]}, "need a `handle` and a `password`")],
)
def test_settings_that_ask_for_what_cannot_be(given, why):
    """A source without a list, and a search without an account, are refused at once."""
    with pytest.raises(ValidationError, match=why):
        SETTINGS.validate_python({"id": "b", "kind": "bluesky", **given})
