"""Feeds: dates, and what is new since the last collection."""

import json
from datetime import date, timedelta

import pytest

from flows.errors import SourceRefused
from flows.window import Window
from tests.sources.samples import AT, item, rss, utc

LATER = AT + timedelta(hours=1)


# Dates


def test_no_date(poll):
    """An entry without a date stands where it was first seen, and stays there."""
    first = poll(rss(item(1, pubDate=None)))
    assert [(AT, "guessed")] == [(one.posted_at, one.posted_precision) for one in first.posts]
    second = poll(rss(item(2, pubDate=None), item(1, pubDate=None)), first.source.cursor, LATER)
    assert [LATER, AT] == [post.posted_at for post in second.posts]


@pytest.mark.parametrize(
    ("written", "instant", "precision"),
    [
        ("Thu, 19 Mar 2026 08:30:00 +0100", utc("2026-03-19T07:30"), "exact"),
        ("Thu, 19 Mar 2026 00:00:00 GMT", utc("2026-03-19T12:00"), "day"),
        ("2026-03-19", utc("2026-03-19T12:00"), "day"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", AT, "guessed"),
        ("Thu, 19 Mar 2099 08:30:00 GMT", AT, "guessed"),
        ("some day", AT, "guessed"),
    ],
)
def test_dates(poll, written, instant, precision):
    """A date is taken as it is meant; one that cannot be is no date."""
    (post,) = poll(rss(item(1, pubDate=written))).posts
    assert (instant, precision) == (post.posted_at, post.posted_precision)


@pytest.mark.parametrize("guid", ["17", "2013", "t3_1h2", "1359998072"])
def test_id_is_no_date(poll, guid):
    """An id that looks like a date is not taken for one."""
    (post,) = poll(rss(item(1, guid=guid, pubDate=None))).posts
    assert ("guessed", f"127.0.0.1:{guid}") == (post.posted_precision, post.post_id)


# Again


def test_not_modified(poll, server):
    """A server that knows ETags is asked for what is new only."""
    first = poll(rss(item(1)), headers={"ETag": '"a"', "Last_Modified": "yesterday"})
    second = poll(cursor=first.source.cursor, at=LATER, status=304)
    asked = server.asked[-1][1]
    assert ('"a"', "yesterday") == (asked["If-None-Match"], asked["If-Modified-Since"])
    assert ([], (AT, LATER)) == (second.posts, second.source.covered)
    assert '"a"' == second.source.cursor["etag"]


def test_same_bytes(poll):
    """A server that knows no ETags says the same again: nothing new."""
    first = poll(rss(item(1)))
    second = poll(rss(item(1)), first.source.cursor, LATER)
    assert ([], (AT, LATER)) == (second.posts, second.source.covered)
    assert ["nothing new since the last collection"] == second.source.notes


def test_other_address(poll, server):
    """The cursor of one address says nothing of another."""
    first = poll(rss(item(1)), headers={"ETag": '"a"'})
    poll(rss(item(1)), first.source.cursor, LATER, platform="elsewhere")
    assert "If-None-Match" not in server.asked[-1][1]


def test_304_unasked(poll):
    """Not modified is no answer to a question that set no condition."""
    with pytest.raises(SourceRefused, match="answered 304"):
        poll(status=304)


def test_covered(poll):
    """A feed vouches for the time since its last answer as long as both overlap."""
    first = poll(rss(item(2, 19), item(1, 18)))
    assert (utc("2026-03-18T10:00"), AT) == first.source.covered
    overlapping = poll(rss(item(3, 20), item(2, 19)), first.source.cursor, LATER)
    assert (AT, LATER) == overlapping.source.covered
    apart = poll(rss(item(9, 20, pubDate="20 Mar 2026 11:30:00 GMT")), first.source.cursor, LATER)
    assert (utc("2026-03-20T11:30"), LATER) == apart.source.covered


def test_limit(poll):
    """A feed that turned over since its last answer may have had more in between, and says so."""
    first = poll(rss(item(2, 19), item(1, 18)))
    overlapping = poll(rss(item(3, 20), item(2, 19)), first.source.cursor, LATER)
    assert (None, None) == (first.source.limit, overlapping.source.limit)
    apart = poll(rss(item(9, 20, pubDate="20 Mar 2026 12:20:00 GMT")), first.source.cursor, LATER)
    assert (AT, utc("2026-03-20T12:20")) == (apart.source.limit.first, apart.source.limit.last)
    emptied = poll(rss(), first.source.cursor, LATER)
    assert (AT, LATER) == (emptied.source.limit.first, emptied.source.limit.last)


def test_covered_without_the_newest(poll):
    """The newest entry may be deleted; the ones before it still join the answers."""
    first = poll(rss(item(2, 19), item(1, 18)))
    second = poll(rss(item(3, 20), item(1, 18)), first.source.cursor, LATER)
    assert (AT, LATER) == second.source.covered


def test_empty_feed_vouches_for_nothing(poll):
    """A feed without entries says nothing of any time."""
    assert None is poll(rss()).source.covered


def test_window(poll, server):
    """A window asks without conditions, brings its own posts, and leaves the cursor as it was."""
    cursor = poll(rss(item(2, 19), item(1, 18)), headers={"ETag": '"a"'}).source.cursor
    window = Window(date(2026, 3, 18), date(2026, 3, 19), "UTC")
    heard = poll(rss(item(2, 19), item(1, 18)), cursor, LATER, window)
    assert (["urn:x:1"], cursor) == ([one.post_id for one in heard.posts], heard.source.cursor)
    assert "If-None-Match" not in server.asked[-1][1]


def test_keep_raw(poll):
    """The entry as received is kept on request."""
    (post,) = poll(rss(item(1)), keep_raw=True).posts
    assert "Title 1" == json.loads(post.raw)["title"]
