"""Answers with anything in any place: a record costs itself, a page says what is wrong with it."""

import copy
import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.errors import ListeningError
from flows.post import Post
from flows.sources import SOURCE_KINDS
from flows.sources.paging import PagedSource
from flows.sources.records import page_of
from tests.sources.places import place_of
from tests.sources.samples import AT, replied

FIXTURES = Path(__file__).parent / "fixtures"
KINDS = [kind for kind in sorted(SOURCE_KINDS) if (FIXTURES / kind / "reply.json").exists()]
_JUNK: tuple[Any, ...] = (None, 7, -1, "", "x", [], {}, [None], True)


def places(node, path=()):
    """Yield the way to each value of an answer."""
    yield path
    if isinstance(node, dict):
        for key, value in node.items():
            yield from places(value, (*path, key))
    if isinstance(node, list):
        for number, value in enumerate(node):
            yield from places(value, (*path, number))


def put(answer, path, junk):
    """Return an answer with something else at one place."""
    if not path:
        return junk
    changed = copy.deepcopy(answer)
    here = changed
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = junk
    return changed


def without(answer, path):
    """Return an answer without one record."""
    changed = copy.deepcopy(answer)
    here = changed
    for step in path[:-1]:
        here = here[step]
    del here[path[-1]]
    return changed


def count(heard):
    """Return how many posts were heard."""
    return sum(isinstance(one, Post) for one in heard)


@pytest.fixture(params=KINDS)
def kind(request):
    """Take each kind that is answered in JSON."""
    return request.param


@pytest.fixture
def answer(kind):
    """Read the recorded reply of a kind."""
    return json.loads((FIXTURES / kind / "reply.json").read_bytes())


@pytest.fixture
def read(kind, server, tmp_path, open_source):
    """Read an answer as a page of the first list of a source, with what hangs on it."""
    source = open_source(kind=kind, **place_of(kind, server, tmp_path).settings)
    if not isinstance(source, PagedSource):
        pytest.skip("is not asked page by page")
    stream = source.streams[0]

    def run(said):
        reply = replied(json.dumps(said).encode())
        page = page_of(stream, replace(reply, url="https://example.com/?min_id=1&page=1"), AT)
        yield from page.items
        for child in page.more:
            with suppress(ListeningError):
                yield from page_of(child, replied(b"{}"), AT).items

    return run


def test_no_answer_is_a_surprise(answer, read):
    """Whatever stands in whatever place, it is read, put aside or refused, and nothing breaks."""
    for path in places(answer):
        for junk in _JUNK:
            with suppress(ListeningError):
                list(read(put(answer, path, junk)))


def test_a_broken_record_costs_itself_alone(answer, read):
    """Whatever stands in the place of a record, or in it, the others of its page are heard."""
    for path in places(answer):
        at = next((n for n, step in enumerate(path[:2]) if isinstance(step, int)), None)
        if at is None:
            continue
        least = count(read(without(answer, path[: at + 1])))
        for junk in _JUNK:
            assert least <= count(read(put(answer, path, junk))), (path, junk)
