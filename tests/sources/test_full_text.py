"""The full text of a feed's articles: read once, where allowed, and never for less."""

from datetime import timedelta

import pytest

from flows.sources import client
from flows.sources.budget import Budgets
from flows.window import Window
from tests.sources.samples import AT, item, rss

LATER = AT + timedelta(hours=1)
TEASER = "The kettle that everybody waits for."
FIRST = "The first paragraph says at length what the company has announced about its new kettle."
SECOND = "The second one says even more of it, and quotes somebody who has seen the thing whistle."


def a_page(*paragraphs: str, head: str = "") -> bytes:
    """Return the page of an article, with what stands around one."""
    words = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>A page</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/shop'>Shop</a></nav>"
        f"<article><h1>A new kettle</h1>{words}</article>"
        "<footer>All rights reserved by nobody.</footer></body></html>"
    ).encode()


@pytest.fixture(autouse=True)
def own_budgets(monkeypatch):
    """Let no test wait for what another was told."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())


@pytest.fixture
def entry(server):
    """Return an entry whose article stands on the server."""

    def run(number=1, **parts):
        link = f"{server.url}/article/{number}"
        return item(number, link=link, description=TEASER, **parts)

    return run


@pytest.fixture
def hear(poll):
    """Poll a feed of these entries, with full text."""

    def run(*entries: str, **asked):
        return poll(rss(*entries), full_text=True, **asked)

    return run


def asked_for(server, path="/article/"):
    """Return how many pages were asked for."""
    return sum(one.startswith(path) for one, _ in server.asked)


def test_the_article_takes_the_place_of_the_teaser(server, hear, entry):
    """The text of the page becomes the post's, without menus; the rest stays the feed's."""
    server.says("/article/1", a_page(FIRST, SECOND))
    (post,) = hear(entry()).posts
    assert FIRST in post.text
    assert SECOND in post.text
    assert "Shop" not in post.text
    assert "All rights" not in post.text
    assert ("urn:x:1", "Title 1", "exact") == (post.post_id, post.title, post.posted_precision)


def test_the_feed_is_kept_where_the_page_has_less(server, hear, entry):
    """A page behind a wall does not cut what the feed says."""
    server.says("/article/1", a_page("Log in to read on."))
    assert [TEASER] == [post.text for post in hear(entry()).posts]


def test_an_article_is_read_once(server, hear, entry):
    """The next collection reads the new article alone, and tells the old one no second time."""
    server.says("/article/1", a_page(FIRST, SECOND))
    server.says("/article/2", a_page(SECOND, FIRST))
    first = hear(entry(1))
    second = hear(entry(1), entry(2), cursor=first.source.cursor, at=LATER)
    assert ["urn:x:2"] == [post.post_id for post in second.posts]
    assert 2 == asked_for(server)


def test_an_edited_article_is_read_again(server, hear, entry):
    """What the feed says anew of an article is a reason to read it again."""
    server.says("/article/1", a_page(FIRST, SECOND))
    first = hear(entry())
    second = hear(entry(title="Corrected"), cursor=first.source.cursor, at=LATER)
    assert [("Corrected", True)] == [(post.title, FIRST in post.text) for post in second.posts]


def test_robots_are_obeyed(server, hear, entry):
    """What robots.txt keeps from us is told as the feed has it, and counted in a note."""
    server.says("/article/1", a_page(FIRST, SECOND))
    server.says("/robots.txt", b"User-agent: *\nDisallow: /article/")
    heard = hear(entry(1), entry(2))
    assert [TEASER, TEASER] == [post.text for post in heard.posts]
    assert 0 == asked_for(server)
    assert any("2 articles are kept from us by robots.txt" in one for one in heard.source.notes)


def test_a_refused_article_is_not_asked_for_again(server, hear, entry):
    """A page that is gone costs one question, not one in each collection."""
    first = hear(entry())
    again = hear(entry(), item(2), cursor=first.source.cursor, at=LATER)
    assert [TEASER] == [post.text for post in first.posts]
    assert any("1 article was refused" in one and "404" in one for one in first.source.notes)
    assert ["urn:x:2"] == [post.post_id for post in again.posts]
    assert 1 == asked_for(server)


def test_a_bounded_number_and_the_rest_the_next_time(server, hear, entry):
    """So many are read at a time; those that wait are told as the feed has them until then."""
    for number in (1, 2, 3):
        server.says(f"/article/{number}", a_page(FIRST, SECOND))
    entries = [entry(number) for number in (1, 2, 3)]
    first = hear(*entries, max_articles=2)
    second = hear(*entries, max_articles=2, cursor=first.source.cursor, at=LATER)
    assert [True, True, False] == [FIRST in post.text for post in first.posts]
    assert [("urn:x:3", True)] == [(post.post_id, FIRST in post.text) for post in second.posts]
    assert any("1 article is left for the next" in one for one in first.source.notes)
    assert 3 == asked_for(server)


def test_a_silent_site_is_asked_once(server, hear, entry):
    """A site that fails is left alone for this collection, and tried again in the next."""
    server.says("/article/1", status=503)
    server.says("/article/2", a_page(FIRST, SECOND))
    first = hear(entry(1), entry(2))
    server.says("/article/1", a_page(FIRST, SECOND))
    second = hear(entry(1), entry(2), cursor=first.source.cursor, at=LATER)
    assert [False, False] == [FIRST in post.text for post in first.posts]
    assert [True, True] == [FIRST in post.text for post in second.posts]


def test_private_addresses_stay_closed(server, hear):
    """An entry cannot lead to an address inside, even where the feed itself lies inside."""
    inside = server.url.replace("127.0.0.1", "localhost")
    heard = hear(item(1, link=f"{inside}/article/1", description=TEASER))
    assert [TEASER] == [post.text for post in heard.posts]
    assert any("not a public address" in one for one in heard.source.notes)
    assert 0 == asked_for(server)


def test_what_is_no_page_is_not_read(server, hear, entry):
    """A file behind a link is no article."""
    server.says("/article/1", b"%PDF-1.7", Content_Type="application/pdf")
    heard = hear(entry())
    assert [TEASER] == [post.text for post in heard.posts]
    assert any("1 article is no web page" in one for one in heard.source.notes)


def test_a_window_reads_its_own_articles(server, hear, entry):
    """A collection of some days reads the articles of those days alone."""
    for number in (1, 2):
        server.says(f"/article/{number}", a_page(FIRST, SECOND))
    day = (AT - timedelta(days=3)).date()
    window = Window(day, day + timedelta(days=1), "UTC")
    dated = entry(2, pubDate="17 Mar 2026 10:00:00 GMT")
    heard = hear(entry(1), dated, window=window)
    assert [("urn:x:2", True)] == [(post.post_id, FIRST in post.text) for post in heard.posts]
    assert 1 == asked_for(server)
