"""Feeds that other parsers are tested with, where they are at hand."""

from pathlib import Path

import pytest

from flows.errors import SourceRefused
from flows.post import Post
from flows.sources import Asked, Rejected
from flows.sources.feed.entries import Entry, NoFeed, Unread, read
from tests.sources.samples import AT

RECORDED = Path(__file__).parents[3] / "shared" / "payloads" / "feeds"
FILES = sorted(
    file for file in RECORDED.rglob("*") if file.suffix in (".xml", ".json") and file.is_file()
)


@pytest.mark.skipif(not FILES, reason="the recorded feeds are not here")
def test_recorded_feeds():
    """Every recorded feed is read or refused in words, and no entry is lost silently."""
    reasons: list[str] = []
    counts = {Entry: 0, Unread: 0}
    for file in FILES:
        body = file.read_bytes()
        try:
            feed = read(body)
        except NoFeed as error:
            reasons.append(str(error))
            continue
        for entry in feed.entries:
            counts[type(entry)] += 1
        if file.suffix == ".xml":
            named = body.count(b"<item>") + body.count(b"<entry>")
            assert named <= len(feed.entries), file.name
    assert counts[Entry] > 300
    assert all(reasons)


@pytest.mark.skipif(not FILES, reason="the recorded feeds are not here")
def test_recorded_xml_feeds_are_feeds():
    """Of the XML feeds only those without a channel, and what is none, are refused."""
    refused = []
    for file in FILES:
        if file.suffix == ".xml":
            try:
                read(file.read_bytes())
            except NoFeed:
                refused.append(file.name)
    assert {"version_rss", "empty_feed.", "unknown_fee"} == {name[:11] for name in refused}


@pytest.mark.slow
@pytest.mark.skipif(not FILES, reason="the recorded feeds are not here")
def test_recorded_feeds_collected(server, open_source):
    """Over HTTP each recorded feed gives a post or a reject for each entry, or says why not."""
    posts, rejects, refusals = 0, 0, []
    for file in FILES:
        url = server.says("/feed", body := file.read_bytes())
        source = open_source(kind="feed", url=url, allow_private=True)
        try:
            told = list(source.fetch(Asked(None, {}, AT)))
        except SourceRefused as error:
            refusals.append(str(error).partition(f"Source `acme`: `{url}` is ")[2])
            continue
        assert len(read(body).entries) == len(told), file.name
        for one in told:
            posts += isinstance(one, Post)
            rejects += isinstance(one, Rejected) and bool(one.reason)
    assert len(FILES) == len(server.asked)
    assert posts + rejects > 300
    assert posts
    # What other parsers make of each feed is JSON that lies beside it, and is no feed.
    assert len(refusals) < len(FILES) / 2
    assert all(refusals)
