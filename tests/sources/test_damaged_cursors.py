"""Cursors that a slip of the hand or another version left: no kind of source stumbles over them."""

from pathlib import Path

import pytest

from flows.post import Post
from flows.sources import Asked
from tests.sources.places import place_of
from tests.sources.samples import AT

FIXTURES = Path(__file__).parent / "fixtures"
KINDS = ("feed", "sitemap", "webpage", "jsonld")


@pytest.mark.parametrize("damage", ["", "{", "[]", "7", "[" * 9_999, "2026-03-01"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_cursor_is_begun_anew(kind, damage, server, tmp_path, open_source):
    """All that a first collection hears comes again, and what it left is whole."""
    place = place_of(kind, server, tmp_path)
    (reply,) = (FIXTURES / kind).glob("reply.*")
    place.serve(reply.read_bytes())

    def collected(cursor):
        source = open_source(kind=kind, **place.settings)
        heard = source.fetch(Asked(None, cursor, AT))
        return {one.post_id for one in heard if isinstance(one, Post)}, source.cursor

    heard, left = collected({})
    damaged = {key: said if key == "settings" else damage for key, said in left.items()}

    assert heard
    assert (heard, left) == collected(damaged)
