"""Feeds that other parsers are tested with, where they are at hand."""

from pathlib import Path

import pytest

from flows.sources.feed.entries import Entry, NoFeed, Unread, read

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
