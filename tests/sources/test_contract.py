"""What every connector promises, proved for each kind in the registry.

A new kind needs a folder in `fixtures` (the reply as it comes, `expected.jsonl` as it is heard),
a place to serve it from, here, and a section in docs/sources.md.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.errors import SchemaDrift, SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources import SOURCE_KINDS, CommonSettings, Expect
from tests.sources.samples import AT, FIRST

FIXTURES = Path(__file__).parent / "fixtures"
DOCS = Path(__file__).parents[2] / "docs" / "sources.md"


@dataclass
class Place:
    """Where a kind of source finds its reply in a test."""

    settings: dict[str, Any]
    serve: Callable[[bytes], object]
    nothing: bytes
    """A reply without a single post."""
    mandatory: str
    """What no post can be without; `without` takes it out of a reply."""
    without: Callable[[bytes], bytes]
    fail: Callable[[int], object] | None = None
    """Let the server answer with a status; None for a source without a server."""


def feed(server, _folder):
    """Serve a feed over HTTP."""
    url = server.says("/feed")
    return Place(
        settings={"url": url, "allow_private": True},
        serve=lambda body: server.says("/feed", body),
        nothing=b"<rss><channel><title>x</title></channel></rss>",
        mandatory="id",
        without=lambda body: body.replace(b"guid", b"gone").replace(b"link", b"gone"),
        fail=lambda status: server.says("/feed", status=status),
    )


def files(_server, folder):
    """Put a file into a folder."""
    return Place(
        settings={"path": "reply.csv"},
        serve=(folder / "reply.csv").write_bytes,
        nothing=b"post_id,posted_at,text\n",
        mandatory="post_id",
        without=lambda body: body.replace(b"post_id", b"gone"),
    )


PLACES = {"feed": feed, "files": files}


@pytest.fixture(params=sorted(SOURCE_KINDS))
def kind(request):
    """Take each kind of the registry in turn."""
    return request.param


@pytest.fixture
def place(kind, server, tmp_path):
    """Prepare the place of a kind."""
    return PLACES[kind](server, tmp_path)


@pytest.fixture
def reply(kind):
    """Read the recorded reply of a kind."""
    (recorded,) = (FIXTURES / kind).glob("reply.*")
    return recorded.read_bytes()


@pytest.fixture
def hear(collect, kind, place):
    """Collect from the place as it is now."""
    return lambda **asked: collect(kind=kind, **place.settings, **asked)


def as_told(one):
    """Return a post or a reject as the fixture has it: without defaults and what differs by run."""
    if isinstance(one, Post):
        return one.model_dump(mode="json", exclude_defaults=True, exclude={"collected_at"})
    return {"rejected": one.reason}


def test_recorded_reply(kind, place, reply, hear):
    """A recorded reply gives the posts and the rejects that are written down beside it."""
    place.serve(reply)
    heard = hear()
    told = [as_told(one) for one in [*heard.posts, *heard.rejects]]
    expected = (FIXTURES / kind / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in expected] == told


def test_times_are_aware(place, reply, hear):
    """Every post knows when it was published and heard, in UTC."""
    place.serve(reply)
    assert {(UTC, AT)} == {(post.posted_at.tzinfo, post.collected_at) for post in hear().posts}


def test_ids_are_stable(place, reply, hear):
    """Two collections of the same reply name the same posts, an hour apart."""
    place.serve(reply)
    first, second = hear(), hear(at=AT + timedelta(hours=1))
    assert [post.post_id for post in first.posts] == [post.post_id for post in second.posts]
    assert len(first.posts) == len({post.post_id for post in first.posts})


def test_nothing_new(place, reply, hear):
    """The cursor of a collection keeps the next from hearing the same again."""
    place.serve(reply)
    again = hear(cursor=hear().source.cursor, at=AT + timedelta(hours=1))
    assert ([], []) == (again.posts, again.rejects)


def test_cursor_is_text(place, reply, hear):
    """A cursor is a flat mapping of text to text, so that it fits into a ledger."""
    place.serve(reply)
    cursor = hear().source.cursor
    assert {(str, str)} == {(type(key), type(value)) for key, value in cursor.items()}
    assert cursor == json.loads(json.dumps(cursor))


def test_stopping_early_is_harmless(open_source, kind, place, reply):
    """A collection may be stopped after any post."""
    place.serve(reply)
    heard = open_source(kind=kind, **place.settings).fetch(FIRST)
    assert isinstance(next(heard), Post)
    heard.close()


def test_empty_reply(place, hear):
    """An empty reply is no failure and no post."""
    place.serve(place.nothing)
    heard = hear()
    assert ([], []) == (heard.posts, heard.rejects)


def test_mandatory_field(place, reply, hear):
    """Without the mandatory field nothing is heard, and the field is named."""
    place.serve(place.without(reply))
    try:
        heard = hear()
        posts, said = heard.posts, [one.reason for one in heard.rejects]
    except SchemaDrift as drift:
        posts, said = [], [str(drift)]
    assert [] == posts
    assert said
    assert all(place.mandatory in reason for reason in said)


@pytest.mark.parametrize(("status", "error"), [(401, SourceRefused), (503, SourceUnavailable)])
def test_refusal_and_failure(place, hear, status, error):
    """A server that says no is refused, one that fails is unavailable; both name the source."""
    if place.fail is None:
        pytest.skip("has no server")
    place.fail(status)
    with pytest.raises(error, match=rf"Source `acme`: .*answered {status}"):
        hear()


def test_settings_are_explained(kind):
    """Every setting has a description, for the published schema."""
    for name, field in SOURCE_KINDS[kind].model_fields.items():
        assert field.description, name


def test_settings_are_documented(kind):
    """docs/sources.md has a row and a section for each kind, with every setting of its own."""
    page = DOCS.read_text(encoding="utf-8")
    assert f"\n| [`{kind}`](#{kind}) |" in page
    _, _, section = page.partition(f"\n## `{kind}`")
    section, _, _ = section.partition("\n## ")
    own = SOURCE_KINDS[kind].model_fields.keys() - CommonSettings.model_fields.keys() - {"kind"}
    assert [] == sorted(name for name in own if f"`{name}`" not in section)


def test_common_settings_are_documented():
    """docs/sources.md explains the settings that every source has."""
    _, _, section = DOCS.read_text(encoding="utf-8").partition("\n## What every source has")
    section, _, _ = section.partition("\n## ")
    names = [*CommonSettings.model_fields, *(f"expect.{name}" for name in Expect.model_fields)]
    assert [] == [name for name in names if f"`{name}`" not in section and name != "expect"]
