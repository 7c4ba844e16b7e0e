"""Feeds that attack who reads them: entities and document types do nothing at all."""

import json
import time
from itertools import pairwise

import pytest

from flows.errors import SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources import Asked
from tests.sources.samples import AT, atom, item, rss

_MOST = 100_000
"""Characters of all posts of a feed of a few hundred bytes."""
_LONG = 2_000


def _nested(name: str = "a", depth: int = 10) -> str:
    """Return entities that unfold to ten to the power of their depth."""
    letters = "abcdefghijklmnop"[:depth]
    folded = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(letters)
    )
    return f'<!DOCTYPE r [<!ENTITY {name} "ha">{folded}]>'


@pytest.fixture
def attacks(server, tmp_path):
    """Return document types, and what a feed says to set each off."""
    (tmp_path / "secret").write_text("s3cret")
    file, page = f"file://{tmp_path}/secret", server.says("/dtd", b'<!ENTITY e "s3cret">')
    exfiltrates = f'<!ENTITY % f SYSTEM "{file}"><!ENTITY % d SYSTEM "{page}">%d;'
    return {
        "a file": (f'<!DOCTYPE r [<!ENTITY e SYSTEM "{file}">]>', "&e;"),
        "a page": (f'<!DOCTYPE r [<!ENTITY e SYSTEM "{page}">]>', "&e;"),
        "a public name": (f'<!DOCTYPE r [<!ENTITY e PUBLIC "x" "{page}">]>', "&e;"),
        "a document type elsewhere": (f'<!DOCTYPE r SYSTEM "{page}">', "&e;"),
        "parameters": (f"<!DOCTYPE r [{exfiltrates}]>", "&e;"),
        "a bomb": (_nested(), "&j;"),
        "a quadratic bomb": (f'<!DOCTYPE r [<!ENTITY e "{"ha" * 50_000}">]>', "&e;" * _LONG),
        "itself": ('<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
        "attributes": (
            f'<!DOCTYPE r [<!ENTITY e "{"ha" * 500}"><!ATTLIST item x CDATA "{"&e;" * 99}">]>',
            "words",
        ),
    }


_NAMES = (
    *("a file", "a page", "a public name", "a document type elsewhere", "parameters"),
    *("a bomb", "a quadratic bomb", "itself", "attributes"),
)


@pytest.mark.parametrize("shape", ["rss", "atom"])
@pytest.mark.parametrize("name", _NAMES)
def test_document_types_do_nothing(name, shape, attacks, server, open_source):
    """They read no file, ask for no page, fill no memory and take no time."""
    prologue, said = attacks[name]
    feed = (
        rss(item(1), item(2, title=f"a {said} b", description=said))
        if shape == "rss"
        else atom(f"<title>a {said} b</title><content type='html'>{said}</content>")
    )
    url = server.says("/feed", prologue.encode() + feed)
    source = open_source(kind="feed", url=url, allow_private=True)

    began = time.perf_counter()
    told: list[object] = []
    try:
        told.extend(source.fetch(Asked(None, {}, AT)))
    except (SourceRefused, SourceUnavailable) as error:
        told.append(str(error))
    assert told
    assert "s3cret" not in str(told)
    assert len(str(told)) < _MOST
    assert ["/feed"] == [path for path, _ in server.asked]
    assert time.perf_counter() - began < 5


def test_deep_nesting_is_refused(poll):
    """Elements within elements beyond all measure cost no stack."""
    deep = b"<rss><channel>" + b"<item>" * 50_000
    with pytest.raises((SourceRefused, SourceUnavailable), match="Source `acme`"):
        poll(deep)


def test_a_json_feed_that_lies_is_read_as_it_is(poll):
    """Objects where words belong are put aside; an item that is fine is heard."""
    items = [
        {"id": "1", "content_text": "fine"},
        {"id": {"$ref": "file:///etc/passwd"}, "content_text": ["x"]},
        {"id": "3", "content_html": {"a": 1}},
        None,
    ]
    heard = poll(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode())

    assert ["fine"] == [post.text for post in heard.posts if isinstance(post, Post)]
    assert [2, 3, 4] == [int(one.place.rpartition("#")[2]) for one in heard.rejects]


@pytest.mark.parametrize("options", [{}, {"full_text": True}])
def test_half_a_character_in_an_id(poll, options):
    """JSON can write what no text holds; an entry without a date and with such an id is told."""
    entry = {"id": "\ud800 1", "content_text": "It boils."}
    heard = poll(json.dumps({"version": "1", "items": [entry]}).encode(), **options)

    assert ["It boils."] == [one.text for one in heard.posts]
