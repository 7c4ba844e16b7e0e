"""What every connector promises, proved for each kind in the registry.

A new kind needs a folder in `fixtures` (the reply as it comes, `expected.jsonl` as it is heard),
and a place to serve it from in `places`.
"""

import json
import re
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from flows.errors import SchemaDrift, SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources import SOURCE_KINDS
from flows.sources.contract import Checkpoint, Rejected
from tests.sources.places import place_of
from tests.sources.samples import AT, FIRST

_HERE = re.compile(r"^http://127\.0\.0\.1:\d+")
FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(params=sorted(SOURCE_KINDS))
def kind(request):
    """Take each kind of the registry in turn."""
    return request.param


@pytest.fixture
def place(kind, server, tmp_path):
    """Prepare the place of a kind."""
    return place_of(kind, server, tmp_path)


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
        told = one.model_dump(mode="json", exclude_defaults=True, exclude={"collected_at"})
        given = {"url": one.url, "post_id": one.post_id}
        return told | {name: _HERE.sub("http://here", said) for name, said in given.items() if said}
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
    """The cursor of a collection keeps the next from hearing the same posts again."""
    place.serve(reply)
    again = hear(cursor=hear().source.cursor, at=AT + timedelta(hours=1))
    assert [] == again.posts


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
    assert isinstance(next(heard), Post | Rejected | Checkpoint)
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
