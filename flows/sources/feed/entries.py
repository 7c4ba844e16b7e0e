"""The bytes of a feed → its entries: RSS, Atom and RDF through fastfeedparser, JSON Feed."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import fastfeedparser
from selectolax.lexbor import LexborHTMLParser

from flows.sources.address import absolute, redacted
from flows.sources.markup import plain

_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"rss|atom|feed\+json")
_DECLARED = re.compile(rb"<\?xml[^>]*encoding")
_LANGUAGE = re.compile(rb"<(?:dc:)?language>\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*<")
_CDATA = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
# The parser reads a title or a summary up to its first tag; as escaped text it reads all of it.
_XHTML = re.compile(
    rb"(<(title|summary)\b[^>]*\btype=[\"'](?:xhtml|application/xhtml\+xml)[\"'][^>]*>)(.*?)(?=</\2>)",
    re.DOTALL,
)
_PROBE = "<rss><channel><item><pubDate>{}</pubDate></item></channel></rss>"
_PLAIN_TYPES = ("text", "text/plain")
_MARKUP_TYPES = ("html", "xhtml", "text/html", "application/xhtml+xml")


class NoFeed(Exception):
    """An answer is no feed; says what it is in one clause."""


@dataclass(frozen=True)
class Entry:
    """An entry in plain text; `published` is ISO 8601, None when the feed does not say."""

    id: str
    link: str
    title: str
    text: str
    published: str | None
    author: str | None
    record: dict[str, Any]


@dataclass(frozen=True)
class Unread:
    """An entry that cannot be read."""

    reason: str
    record: Any


@dataclass(frozen=True)
class Feed:
    """What a feed says: its site, the language of the whole, its entries in its own order.

    `damage` says what of it was lost, None where it could be read to its end.
    """

    link: str
    language: str | None
    entries: list[Entry | Unread]
    damage: str | None = None


def read(body: bytes, url: str = "", charset: str | None = None) -> Feed:
    """Read a feed; `url` is where it came from, `charset` what the server says of its encoding.

    Raises:
        NoFeed: it is none; an HTML page, for example, or nothing at all.

    """
    body = _as_utf8(body, charset)
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        raise NoFeed("is empty")
    return _read_json(body) if start in (b"{", b"[") else _read_xml(body, url)


def _as_utf8(body: bytes, charset: str | None) -> bytes:
    """Believe the server about the encoding where the feed itself says nothing."""
    if charset is None or _DECLARED.search(body, 0, 200):
        return body
    try:
        return body.decode(charset).encode()
    except (LookupError, ValueError):
        return body


def _read_json(body: bytes) -> Feed:
    try:
        given = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NoFeed(f"is not JSON that can be read: {error}") from None
    if not isinstance(given, dict) or not isinstance(given.get("items"), list):
        raise NoFeed("is JSON, but no JSON Feed: it has no list `items`")
    language = given.get("language")
    home = given.get("home_page_url")
    return Feed(
        home if isinstance(home, str) else "",
        language if isinstance(language, str) else None,
        [_guarded(_json_entry, item) for item in given["items"]],
    )


def _json_entry(item: dict[str, Any]) -> Entry:
    html = item.get("content_html")
    # The first version of the format has one author, the second a list of them.
    authors = [*(item.get("authors") or []), item.get("author") or {}]
    return Entry(
        id=str(item.get("id") or item.get("url") or ""),
        link=str(item.get("url") or item.get("external_url") or ""),
        title=item.get("title") or "",
        text=plain(html) if html else item.get("content_text") or item.get("summary") or "",
        published=item.get("date_published") or item.get("date_modified"),
        author=next((author["name"] for author in authors if author.get("name")), None),
        record=item,
    )


def _read_xml(body: bytes, url: str) -> Feed:
    body = _XHTML.sub(lambda found: found[1] + _escaped(found[3]), body)
    try:
        feed = fastfeedparser.parse(body, include_media=False, include_enclosures=False)
    except ValueError as error:
        # What the library quotes there is the body, whatever bytes that may be.
        why = str(error).partition(" (first ")[0]
        raise NoFeed(_what_it_is(body, url) or f"is no feed that can be read: {why}") from None
    entries = [_guarded(_xml_entry, item) for item in feed["entries"]]
    about = feed["feed"]
    language = about.get("language") or _language(body)
    return Feed(about.get("link") or "", language, entries, _damage(body, len(entries)))


def _damage(body: bytes, count: int) -> str | None:
    """Say what a feed lost of which so many entries were read; the parser reads on in silence."""
    bare = _CDATA.sub(b"", body)
    named = len(_ITEM.findall(bare))
    if named > count:
        return f"is damaged: it names {named} entries, {count} could be read"
    if named and not _END.search(bare):
        return f"is cut off after the beginning of entry {named}"
    return None


def _language(body: bytes) -> str | None:
    """Find the language of an RSS channel, which the parser leaves out."""
    first = _ITEM.search(body)
    found = _LANGUAGE.search(body, 0, first.start() if first else len(body))
    return found[1].decode() if found else None


def _escaped(markup: bytes) -> bytes:
    return markup.replace(b"&", b"&amp;").replace(b"<", b"&lt;")


def _xml_entry(item: dict[str, Any]) -> Entry:
    return Entry(
        id=item.get("id") or item.get("link") or "",
        link=item.get("link") or "",
        title=plain(item.get("title") or ""),
        text=_content(item),
        published=None if _is_date_of_id(item) else item.get("published"),
        author=item.get("author"),
        record=dict(item),
    )


def _content(item: dict[str, Any]) -> str:
    for content in item.get("content") or []:
        if content["type"] in _PLAIN_TYPES:
            return str(content["value"]).strip()
        if content["type"] in _MARKUP_TYPES and (text := plain(content["value"] or "")):
            return text
    return plain(item.get("description") or "")


def _is_date_of_id(item: dict[str, Any]) -> bool:
    """Say whether the parser took the id for a date, as it does where an entry has none.

    It reads `t3_1h2` as two minutes past one; so an id that reads as the very date is suspect.
    """
    published, guid = item.get("published"), item.get("id") or ""
    if not published or "updated" in item or "://" in guid or not any(map(str.isdigit, guid)):
        return False
    probe = _PROBE.format(escape(guid)).encode("utf-8", "replace")
    return bool(fastfeedparser.parse(probe)["entries"][0].get("published") == published)


def _guarded(read_one: Callable[[Any], Entry], item: Any) -> Entry | Unread:
    """Read one entry so that a broken one does not cost the others."""
    try:
        return read_one(item)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return Unread(f"is not an entry as the format has it ({error})", item)


def _what_it_is(body: bytes, url: str) -> str | None:
    """Recognise a web page, and find the feed that it names."""
    if b"<html" not in body[:4_000].lower():
        return None
    page = LexborHTMLParser(body)
    for link in page.css('link[rel~="alternate"][href]'):
        if _FEED_TYPE.search(link.attributes.get("type") or ""):
            named = absolute(url, link.attributes["href"]) or ""
            return f"is a web page, not a feed; it names a feed at `{redacted(named)}`"
    return "is a web page, not a feed"
