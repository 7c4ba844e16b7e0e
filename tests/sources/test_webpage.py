"""What is special about web pages: they are told when they change, and only then."""

from datetime import timedelta

import pytest

from flows.errors import SchemaDrift, SourceRefused, SourceUnavailable
from flows.sources import Asked, client
from flows.sources.budget import Budgets
from flows.sources.contract import Gone
from tests.sources.samples import AT
from tests.sources.test_full_text import FIRST, SECOND, a_page

LATER = AT + timedelta(hours=1)


@pytest.fixture
def look(collect, server, monkeypatch):
    """Look at pages of the server."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())

    def run(cursor=None, at=AT, **settings):
        given = {"url": server.url, "pages": ["/a"], "allow_private": True, **settings}
        return collect(cursor, at=at, kind="webpage", **given)

    return run


def test_a_change_is_a_new_observation(look, server):
    """What a page says now comes under the same id, with the date it was first seen."""
    server.says("/a", a_page(FIRST, SECOND))
    first = look()
    server.says("/a", a_page(FIRST, "And now the very opposite is true of it, says the company."))
    second = look(first.source.cursor, LATER)
    (before,), (after,) = first.posts, second.posts
    assert (before.post_id, AT, "guessed") == (
        after.post_id,
        after.posted_at,
        after.posted_precision,
    )
    assert "very opposite" in after.text
    assert (AT, LATER) == second.source.covered


def test_what_stands_around_does_not_count(look, server):
    """Another menu or another date in the footer is no change."""
    server.says("/a", a_page(FIRST, SECOND))
    first = look()
    server.says("/a", a_page(FIRST, SECOND).replace(b"All rights", b"2027. All rights"))
    assert [] == look(first.source.cursor, LATER).posts


def test_the_server_may_say_that_nothing_changed(look, server):
    """The page is asked for with what its server gave; 304 is no change, and no failure."""
    server.says("/a", a_page(FIRST, SECOND), ETag='"1"', Last_Modified="yesterday")
    first = look()
    server.says("/a", status=304)
    second = look(first.source.cursor, LATER)
    asked = server.asked[-1][1]
    assert ('"1"', "yesterday") == (asked["If-None-Match"], asked["If-Modified-Since"])
    assert ([], (AT, LATER)) == (second.posts, second.source.covered)


def test_a_part_of_the_page(look, server):
    """Where a part is named, its text alone counts."""
    server.says("/a", a_page(FIRST, SECOND))
    assert ["All rights reserved by nobody."] == [post.text for post in look(part="footer").posts]
    with pytest.raises(SourceRefused, match="no CSS selector"):
        look(part="][")
    with pytest.raises(SchemaDrift, match="no text in `#prices`"):
        look(part="#prices")


def test_one_failure_does_not_hide_the_others(look, server):
    """The other pages are told, and the failing one is named."""
    server.says("/b", a_page(FIRST, SECOND))
    with pytest.raises(SourceRefused, match=r"/a` answered 404"):
        look(pages=["/a", "/b"])
    assert ["/robots.txt", "/a", "/b"] == [path for path, _ in server.asked]


def test_robots_are_obeyed(look, server):
    """A page that robots.txt keeps from us is a refusal that says so."""
    server.says("/a", a_page(FIRST, SECOND))
    server.says("/robots.txt", b"User-agent: earwitness\nDisallow: /a")
    with pytest.raises(SourceRefused, match=r"kept from us by the robots\.txt"):
        look()


def test_a_page_that_breaks_off_is_no_change(look, server):
    """Half of a page is asked for again and never told as what the page says now."""
    server.says("/a", a_page(FIRST, SECOND))
    first = look()
    server.says("/a", a_page(FIRST, SECOND).partition(b"<p>The second")[0])
    with pytest.raises(SourceUnavailable, match="breaks off"):
        look(first.source.cursor, LATER)


def test_removed_for_good(look, server, open_source):
    """410 says that a page is gone, and it is erased here; 404 may pass, and is a refusal."""
    server.says("/a", a_page(FIRST, SECOND))
    cursor = look().source.cursor
    server.says("/a", status=410)
    given = {"url": server.url, "pages": ["/a"], "allow_private": True, "platform": "a.example"}
    source = open_source(kind="webpage", **given)
    heard = list(source.fetch(Asked(None, cursor, LATER)))
    assert [Gone("a.example", f"{server.url}/a")] == [one for one in heard if isinstance(one, Gone)]


def test_a_page_off_the_list_is_forgotten(look, server):
    """The cursor holds what is on the list, and no more."""
    for path in ("/a", "/b"):
        server.says(path, a_page(FIRST, SECOND))
    both = look(pages=["/a", "/b"])
    one = look(both.source.cursor, LATER, pages=["/b"])
    assert ([], 3, 2) == (one.posts, len(both.source.cursor), len(one.source.cursor))
