"""A web page → the article on it: its words without menus, and what it states of itself."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from flows.post import YEARS, Precision
from flows.sources.request import Reply

# A page without an article is told by the answer; the library would print an error for each.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

MOST_READ = 3_000_000
"""Bytes of a page that are read: a megabyte takes up to a second, and no article has three."""

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_DAY = 10
_NOON = timedelta(hours=12)
_AHEAD = timedelta(days=1)
_PUBLISHED = (
    ('meta[property="article:published_time"]', "content"),
    ('meta[itemprop="datePublished"]', "content"),
    ('time[itemprop="datePublished"]', "datetime"),
    ('meta[name="date"]', "content"),
    ('meta[name="dc.date.issued" i]', "content"),
    ("time[pubdate]", "datetime"),
    ("article time[datetime]", "datetime"),
)


@dataclass(frozen=True)
class Article:
    """What a page says; `published` is what it states itself, None where it states nothing."""

    title: str
    text: str
    author: str | None
    language: str | None
    published: datetime | None
    precision: Precision


def article(reply: Reply, at: datetime) -> Article:
    """Read a page that was heard at this instant; one without an article has an empty text."""
    html = decoded(reply)
    tree = LexborHTMLParser(html)
    stated = list(_stated(tree))
    published, precision = _published(tree, stated, at)
    root = tree.css_first("html")
    return Article(
        title=_title(tree),
        text=_text(html, tree),
        author=_author(tree, stated),
        language=(root.attributes.get("lang") or None) if root else None,
        published=published,
        precision=precision,
    )


def instant(written: str | None, at: datetime) -> tuple[datetime | None, Precision]:
    """Return an instant as a page or a sitemap states it, and how exact it is.

    A day alone stands at its noon; a date in the future, or before there was a web, is none.
    """
    text = (written or "").strip()
    try:
        found = datetime.fromisoformat(text)
        found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None, "guessed"
    if len(text) <= _DAY:
        # Noon of today may lie ahead of the instant it is heard at.
        return (min(found + _NOON, at), "day") if found <= at else (None, "guessed")
    if found.year < YEARS.start or found > at + _AHEAD:
        return None, "guessed"
    return found, "exact"


def decoded(reply: Reply) -> str:
    """Return a page as text: in the encoding that is stated, else in UTF-8 if it is that."""
    body = reply.body[:MOST_READ]
    named = _CHARSET.search(body, 0, 4_000)
    for charset in (reply.charset, named and named[1].decode("ascii", "replace"), "utf-8"):
        try:
            return body.decode(charset or "utf-8", "strict" if charset is None else "replace")
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", "replace")


def _text(html: str, tree: LexborHTMLParser) -> str:
    # Without precision the words of menus fill up what is short, and would count as said.
    found = trafilatura.extract(html, include_comments=False, favor_precision=True) or ""
    heading = tree.css_first("h1")
    first, _, rest = found.strip().partition("\n")
    return rest if heading and first == " ".join(heading.text().split()) else found.strip()


def _meta(tree: LexborHTMLParser, selector: str, attribute: str = "content") -> str | None:
    node = tree.css_first(selector)
    said = node.attributes.get(attribute) if node else None
    return said.strip() or None if said else None


def _title(tree: LexborHTMLParser) -> str:
    if stated := _meta(tree, 'meta[property="og:title"]'):
        return stated
    found = tree.css_first("h1") or tree.css_first("title")
    return " ".join(found.text().split()) if found else ""


def _author(tree: LexborHTMLParser, stated: list[dict[str, Any]]) -> str | None:
    for one in stated:
        authors = one.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str) and name.strip():
                return name.strip()
    return _meta(tree, 'meta[name="author"]')


def _published(
    tree: LexborHTMLParser, stated: list[dict[str, Any]], at: datetime
) -> tuple[datetime | None, Precision]:
    given = [one["datePublished"] for one in stated if isinstance(one.get("datePublished"), str)]
    given += [said for one in _PUBLISHED if (said := _meta(tree, *one))]
    for written in given:
        found, precision = instant(written, at)
        if found is not None:
            return found, precision
    return None, "guessed"


def _stated(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Yield the things that a page describes as JSON-LD."""
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            told = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        things = told if isinstance(told, list) else [told]
        for thing in things:
            if isinstance(thing, dict):
                yield thing
                graph = thing.get("@graph")
                yield from (one for one in graph or [] if isinstance(one, dict))
