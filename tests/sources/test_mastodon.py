"""What is special about Mastodon: ids that tell the time, and posts that live on many instances."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from flows.errors import SourceRefused
from flows.post import Post
from flows.sources import Asked, Gone, Known
from flows.sources.mastodon import MastodonSettings
from flows.sources.mastodon.ids import FLAKE, SCHEMES, SNOWFLAKE, ULID, scheme_of
from tests.sources.conftest import SETTINGS
from tests.sources.samples import AT

TAG = "/api/v1/timelines/tag/acme"
_FIRST, _LAST = (datetime.fromisoformat(day) for day in ("2016-01-01", "2100-01-01"))
MOMENTS = st.datetimes(_FIRST, _LAST, timezones=st.just(UTC))
TOKEN = {"token": "env:TOKEN"}


@pytest.fixture
def hear(collect, server):
    """Collect from an instance."""

    def run(**settings):
        return collect(kind="mastodon", url=server.url, allow_private=True, **settings)

    return run


def status(number, at, **given):
    """Return a status; `number` is its id here and in its name."""
    return {
        "id": str(number),
        "created_at": at.isoformat(),
        "uri": f"https://social.example/{number}",
        "visibility": "public",
        "content": "<p>Words.</p>",
        "account": {"username": "fern", "acct": "fern", "url": "https://social.example/@fern"},
        **given,
    }


def as_said(*statuses):
    """Return the body of an answer."""
    return json.dumps(statuses).encode()


def ids(heard):
    """Return the last part of each post's name."""
    return [post.post_id.rpartition("/")[2] for post in heard.posts]


@given(MOMENTS, st.sampled_from(sorted(SCHEMES)))
def test_ids_tell_the_time(moment, name):
    """An id made for an instant has the shape of its scheme and tells that instant to the ms."""
    scheme = SCHEMES[name]
    made = scheme.at(moment)

    assert scheme is scheme_of(made)
    assert timedelta(0) <= moment - scheme.tells(made) < timedelta(milliseconds=1)
    assert made <= scheme.at(moment + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("scheme", "made", "moment"),
    [
        (SNOWFLAKE, "117020593378945190", "2026-08-01T13:55:50.337"),
        (ULID, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "2016-07-30T23:54:10.259"),
        (FLAKE, "9n2ciuz1wdesFnrGJU", "2019-09-18T08:28:47.357"),
    ],
)
def test_ids_of_real_software(scheme, made, moment):
    """Ids as each software writes them are read as what they are."""
    assert moment == scheme.tells(made).isoformat(timespec="milliseconds").removesuffix("+00:00")


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
def test_the_way_goes_forward_where_ids_tell_the_time(hear, server, scheme):
    """After a look at the newest page, the walk starts at the first instant of its span."""
    newest = AT - timedelta(hours=1)
    server.says(TAG, as_said(status(scheme.at(newest), newest)))
    heard = hear(tags=["acme"], history_days=1)

    first, second = (path for path, _ in server.asked)
    assert f"{TAG}?limit=40" == first
    start, end = AT - timedelta(days=1, minutes=10), AT + timedelta(hours=6)
    assert second.endswith(f"&min_id={scheme.at(start)}&max_id={scheme.at(end)}")
    assert 1 == len(heard.posts)


def test_posts_that_came_late_end_no_walk(hear, server):
    """A page of nothing but old posts, delivered late, is walked past."""
    made = SNOWFLAKE.at(AT - timedelta(hours=2))
    old, new = AT - timedelta(days=9), AT - timedelta(hours=1)
    here = f"{server.url}{TAG}"
    server.says(TAG, as_said(status(SNOWFLAKE.at(new), new)))
    bound = SNOWFLAKE.at(AT + timedelta(hours=6))
    first = SNOWFLAKE.at(AT - timedelta(days=1, minutes=10))
    server.says(
        f"{TAG}?limit=40&min_id={first}&max_id={bound}",
        as_said(status(made, old)),
        Link=f'<{here}?max_id={made}>; rel="next", <{here}?min_id={made}>; rel="prev"',
    )

    assert [SNOWFLAKE.at(new)] == ids(hear(tags=["acme"], history_days=1))


def test_ids_that_tell_nothing_are_walked_backward(hear, server):
    """Software with ids of its own is read from the newest post on, by the pages it links."""
    here = f"{server.url}{TAG}"
    link = f'<{here}?max_id=8>; rel="next", <{here}?min_id=9>; rel="prev"'
    server.says(TAG, as_said(status(9, AT - timedelta(hours=1))), Link=link)
    server.says(f"{TAG}?limit=40&max_id=8", as_said(status(7, AT - timedelta(hours=2))))

    assert ["9", "7"] == ids(hear(tags=["acme"]))


def test_tags_are_asked_for_together(hear, server):
    """Four tags are one list, unless the software does not know how."""
    for tag in "abcde":
        server.says(f"/api/v1/timelines/tag/{tag}", b"[]")
    hear(tags=["#a", "b", "c", "d", "e"])
    together = [path for path, _ in server.asked]
    hear(tags=["a", "b"], tags_together=1)

    assert [
        "/api/v1/timelines/tag/a?any%5B%5D=b&any%5B%5D=c&any%5B%5D=d&limit=40",
        "/api/v1/timelines/tag/e?limit=40",
    ] == together
    assert 2 == len(server.asked) - len(together)


def test_a_reply_names_its_parent_as_every_instance_does(hear, server):
    """The parent is asked for by its id here; reply and thread carry the name it has everywhere."""
    at = AT - timedelta(hours=1)
    server.says(TAG, as_said(status(7, at, in_reply_to_id="5")))
    server.says("/api/v1/statuses", as_said(status(5, at)))
    (reply,) = hear(tags=["acme"]).posts

    assert ("reply", "https://social.example/5", "https://social.example/5") == (
        reply.kind,
        reply.parent_id,
        reply.thread_id,
    )


def test_a_parent_that_is_gone_costs_no_reply(hear, server):
    """A reply to what nobody may see any more is heard."""
    server.says(TAG, as_said(status(7, AT - timedelta(hours=1), in_reply_to_id="5")))

    assert ["127.0.0.1/5"] == [post.parent_id for post in hear(tags=["acme"]).posts]


def test_a_conversation_is_the_same_through_each_instance(open_source, server):
    """Instances number their copies as they come; names, parents and authors are everywhere one."""
    at = AT - timedelta(hours=1)
    told = []
    for number, acct in ((40, "fern"), (70, "fern@social.example")):
        author = {"username": "fern", "acct": acct, "url": "https://social.example/@fern"}
        post = status(number, at, uri="https://social.example/1", account=author)
        names = {"uri": "https://social.example/2", "in_reply_to_id": str(number)}
        reply = status(number + 1, at, **names, account=author)
        server.says(f"/{number}{TAG}", as_said(reply, post))
        given = {"url": f"{server.url}/{number}", "allow_private": True, "tags": ["acme"]}
        heard = open_source(kind="mastodon", **given).fetch(Asked(None, {}, AT))
        told.append([one for one in heard if isinstance(one, Post)])

    assert told[0] == told[1]
    assert ["https://social.example/2", "https://social.example/1"] == [
        one.post_id for one in told[0]
    ]
    assert "https://social.example/1" == told[0][0].parent_id


def test_an_account_is_looked_up_first(hear, server):
    """Its timeline is that of its id on this instance; boosts are not asked for."""
    server.says("/api/v1/accounts/lookup", b'{"id": "44"}')
    server.says("/api/v1/accounts/44/statuses", as_said(status(9, AT - timedelta(hours=1))))
    heard = hear(accounts=["@acme@social.example"])

    assert ["9"] == ids(heard)
    assert [
        "/api/v1/accounts/lookup?acct=acme%40social.example",
        "/api/v1/accounts/44/statuses?exclude_reblogs=true&limit=40",
    ] == [path for path, _ in server.asked]


def test_a_search_is_walked_by_the_second(hear, server):
    """Each page ends at the second of the oldest post before it; the token is sent."""
    new, old = AT - timedelta(hours=1), AT - timedelta(hours=2)
    found = [status(SNOWFLAKE.at(at), at) for at in (new, old)]
    second = SNOWFLAKE.at(new + timedelta(seconds=1))
    bounds = SNOWFLAKE.at(AT - timedelta(days=1, seconds=1))
    asked = f"/api/v2/search?q=acme&type=statuses&limit=40&min_id={bounds}&max_id="
    server.says("/api/v2/search", json.dumps({"statuses": found[1:]}).encode())
    server.says(
        f"{asked}{SNOWFLAKE.at(AT + timedelta(seconds=1))}",
        json.dumps({"statuses": found[:1]}).encode(),
    )
    heard = hear(searches=["acme"], history_days=1, **TOKEN)

    assert 2 == len(heard.posts)
    assert [second, SNOWFLAKE.at(old + timedelta(seconds=1))] == [
        path.rpartition("=")[2] for path, _ in server.asked[1:]
    ]
    assert {"Bearer the secret of env:TOKEN"} == {said["Authorization"] for _, said in server.asked}


@pytest.mark.parametrize(
    ("given", "why"), [({}, "asks for nothing"), ({"searches": ["acme"]}, "need a `token`")]
)
def test_settings_that_ask_for_what_cannot_be(given, why):
    """A source without a list, and a search without a token, are refused at once."""
    with pytest.raises(ValidationError, match=why):
        SETTINGS.validate_python({"id": "m", "kind": "mastodon", **given})


@pytest.fixture
def look_up(server, http):
    """Look posts up that stand on this server."""

    def run(*paths):
        settings = MastodonSettings(id="m", kind="mastodon", tags=["acme"], allow_private=True)
        known = [
            Known("mastodon", server.url + path, "reply", "https://x/1", "parent", "thread")
            for path in paths
        ]
        return list(settings.lookup(http, AT).ask(known))

    return run


def test_posts_are_looked_up_where_they_were_written(look_up, server):
    """An edit is news, with the counts that are said; what its instance does not have is gone."""
    note = {
        "type": "Note",
        "id": f"{server.url}/there",
        "published": "2026-03-18T08:15:20Z",
        "summary": "Kettles",
        "content": "<p>Edited.</p>",
        "contentMap": {"en": "<p>Edited.</p>"},
        "likes": {"totalItems": 4},
        "replies": "https://x/replies",
    }
    server.says("/there", json.dumps(note).encode())
    server.says("/buried", b'{"type": "Tombstone"}')
    server.says("/gone", status=410)
    there, *gone = look_up("/there", "/buried", "/gone", "/lost")

    assert ("Edited.", "Kettles", "en", 4, None, "parent") == (
        there.text,
        there.title,
        there.language_stated,
        there.likes,
        there.replies,
        there.parent_id,
    )
    assert [Gone("mastodon", f"{server.url}/{name}") for name in ("buried", "gone", "lost")] == gone
    assert {"application/activity+json"} == {said["Accept"] for _, said in server.asked}


def test_instances_that_say_nothing_delete_nothing(look_up, server):
    """One that wants a signature, fails, or says something else: its posts were not looked up."""
    server.says("/signed", status=401)
    server.says("/page", b"<html>Hello</html>")
    server.says("/other", b'{"type": "Note", "id": "https://elsewhere.example/1"}')

    assert [] == look_up("/signed", "/page", "/other")
    with pytest.raises(SourceRefused, match="answered 401"):
        look_up("/signed")
