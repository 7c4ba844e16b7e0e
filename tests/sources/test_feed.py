"""Feeds: formats, entries and settings."""

import json
import re

import pytest
from pydantic import TypeAdapter, ValidationError

from flows.errors import SchemaDrift, SourceRefused, SourceUnavailable
from flows.lake.collection import collect_source
from flows.sources import Asked, Http, SourceSettings
from tests.lake.samples import a_config
from tests.sources.samples import AT, atom, item, rss, utc


def test_atom(poll):
    """Atom gives a title, a text, a link and the language."""
    heard = poll(
        atom(
            '<title type="html">Ready &amp;lt;steady&amp;gt; &lt;b&gt;go&lt;/b&gt;</title>'
            '<link href="https://x.example/1"/><author><name>Ann</name></author>'
            '<content type="html">&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</content>'
        )
    )
    (post,) = heard.posts
    assert ("Ready <steady> go", "One\nTwo") == (post.title, post.text)
    assert ("https://x.example/1", "Ann", "de") == (post.url, post.author, post.language_stated)
    assert (utc("2026-03-19T10:00"), "exact") == (post.posted_at, post.posted_precision)


def test_xhtml(poll):
    """Markup inside the XML itself is read to its end."""
    div = '<div xmlns="http://www.w3.org/1999/xhtml">one <b>two</b> three &lt;4&gt;</div>'
    heard = poll(
        atom(
            f'<title type="xhtml">{div}</title><content type="xhtml">{div}</content>'
            f'<summary type="xhtml">{div}</summary>'
        )
    )
    (post,) = heard.posts
    assert ("one two three <4>", "one two three <4>") == (post.title, post.text)


def test_summary_serves_without_content(poll):
    """Where there is no content, or an image for one, the summary is the text."""
    for content in ("", '<content type="image/png">aGVsbG8=</content>'):
        (post,) = poll(atom(f"<title>t</title><summary>short</summary>{content}")).posts
        assert "short" == post.text


def test_plain_text_stays(poll):
    """Content that says it is plain text is no markup."""
    (post,) = poll(
        atom('<title>t</title><content type="text">Vec&lt;u8&gt; &amp;amp;</content>')
    ).posts
    assert "Vec<u8> &amp;" == post.text


def test_json_feed(poll):
    """JSON Feed is read, and an item that breaks the format costs that item."""
    items = [
        {
            "id": 7,
            "url": "/7",
            "title": "Seven",
            "content_html": "<p>a<br>b</p>",
            "date_published": "2026-03-19T12:00:00+02:00",
            "authors": [{"name": "Ann"}],
        },
        {"id": "8", "content_text": "1 < 2", "author": {"name": "Ben"}},
        "nine",
        {"id": "10", "content_text": ["x"], "date_published": "2026-03-19T12:00:00Z"},
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items, "language": "en"}
    heard = poll(json.dumps({**feed, "home_page_url": "https://x.example/"}).encode())
    seven, eight = heard.posts
    assert ("127.0.0.1:7", "https://x.example/7", "Seven") == (
        seven.post_id,
        seven.url,
        seven.title,
    )
    assert ("a\nb", "Ann", utc("2026-03-19T10:00")) == (seven.text, seven.author, seven.posted_at)
    assert ("1 < 2", "Ben", "guessed") == (eight.text, eight.author, eight.posted_precision)
    assert ["127.0.0.1/feed#3", "127.0.0.1/feed#4"] == [
        re.sub(r"^http://|:\d+", "", one.place) for one in heard.rejects
    ]
    assert heard.rejects[0].reason.startswith("is not an entry as the format has it")
    assert "`text` is `['x']`, which is not text" == heard.rejects[1].reason


@pytest.mark.parametrize(
    ("declared", "encoding", "stated"),
    [
        ("", "utf-8", None),
        ("", "cp1252", "windows-1252"),
        ("", "utf-8", "klingon"),
        ("<?xml version='1.0' encoding='cp1252'?>", "cp1252", "utf-8"),
        ("<?xml version='1.0' encoding='utf-16'?>", "utf-16", None),
    ],
)
def test_encodings(poll, declared, encoding, stated):
    """A feed knows its encoding best, then the server; else it is UTF-8."""
    body = declared + rss(item(1, title="schön")).decode()
    headers = {"Content_Type": f"text/xml; charset={stated}"} if stated else None
    (post,) = poll(body.encode(encoding), headers=headers).posts
    assert "schön" == post.title


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "is empty"),
        (b"<html><body>Not found</body></html>", "is a web page, not a feed"),
        (
            b'<html><head><link rel=alternate type="application/rss+xml" href="/rss.xml"></html>',
            r"is a web page, not a feed; it names a feed at `http://127.0.0.1:\d+/rss.xml`",
        ),
        (b"just words", "is no feed that can be read"),
        (b"<note/>", "is no feed that can be read"),
        (b'{"a": 1}', ".*it has no list `items`"),
        (b"[1]", ".*it has no list `items`"),
        (b"{", "is not JSON that can be read"),
        (b"[" * 100_000, "is not JSON that can be read"),
        (b"\x00\xff\xfe\x01" * 50, "is no feed that can be read"),
    ],
)
def test_no_feed(poll, body, why):
    """What is no feed is refused, and said to be what it is."""
    with pytest.raises(SourceRefused, match=f"Source `acme`: `http://127.*/feed` {why}.*"):
        poll(body)


def test_no_feed_any_more(poll):
    """What was a feed and is none any more has changed shape."""
    cursor = poll(rss(item(1))).source.cursor
    with pytest.raises(SchemaDrift, match=r"is a web page.* It was a feed"):
        poll(b"<html></html>", cursor)


# Entries


def test_scripts_are_dropped(poll):
    """Script, style and event handlers do not reach a text."""
    hostile = (
        "<![CDATA[<script>alert(1)</script><img src=x onerror=alert(2)><style>p{}</style>ok]]>"
    )
    (post,) = poll(rss(item(1, title=hostile, description=hostile))).posts
    assert ("ok", "ok") == (post.title, post.text)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://x.example/a?b=1", "https://x.example/a?b=1"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("http://[", None),
        ("/relative", "http://127.0.0.1/relative"),
    ],
)
def test_links(poll, link, url):
    """A link is kept if a reader can follow it safely."""
    (post,) = poll(rss(item(1, link=link))).posts
    assert url == (re.sub(r":\d+", "", post.url) if post.url else None)


def test_damaged(server, open_source):
    """Of damaged XML the entries that can be read are; then it is said how many were lost."""
    whole = rss(*(item(number) for number in range(10)))
    url = server.says("/feed", whole.replace(b"Title 4</title>", b"Title 4 <b></title>"))
    source = open_source(kind="feed", url=url, allow_private=True)
    heard = []

    with pytest.raises(
        SourceUnavailable,
        match=r"/feed` is damaged: it names 10 entries, \d could be read\. The next",
    ):
        heard.extend(source.fetch(Asked(None, {}, AT)))
    assert [f"urn:x:{number}" for number in range(5)] == [one.post_id for one in heard][:5]
    assert ({}, None) == (source.cursor, source.covered)


def test_a_damaged_feed_is_heard_in_part(server, tmp_path):
    """The ledger calls its collection partial, and the next one, of the whole feed, complete."""
    whole = rss(*(item(number) for number in range(10)))
    url = server.says("/feed", whole[: len(whole) // 2])
    base = {"kind": "feed", "allow_private": True, "platform": "x", "channel": "news"}
    config = a_config(tmp_path, sources=[{"id": "acme", "url": url, **base}])
    (settings,) = config.sources

    with Http() as http:
        cut = collect_source(config, settings, http, AT)
        server.says("/feed", whole)
        mended = collect_source(config, settings, http, AT)
    assert ("partial", "complete", 10) == (cut.status, mended.status, mended.post_count)
    assert 0 < cut.post_count < 10
    assert cut.is_transient


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"url": "ftp://x.example/"}, "begins with https"),
        ({"url": "x.example/feed"}, "begins with https"),
        ({"url": "https://"}, "begins with https"),
        ({"max_megabytes": 0}, "greater than 0"),
        ({"timeout_seconds": -1}, "greater than 0"),
        ({"path": "x"}, "Extra inputs"),
        ({"kind": "fead"}, "'files', 'feed'"),
    ],
)
def test_wrong_settings(given, why):
    """A wrong setting is named, with what would be right."""
    base = {
        "id": "a",
        "platform": "x",
        "channel": "news",
        "kind": "feed",
        "url": "https://x.example/",
    }
    with pytest.raises(ValidationError, match=why):
        TypeAdapter(SourceSettings).validate_python({**base, **given})
