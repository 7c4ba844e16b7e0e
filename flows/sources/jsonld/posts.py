"""A review as a page states it → a post."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urljoin

from flows.post import Post
from flows.sources.article import instant
from flows.sources.contract import Gone, NoPost, Rejected, as_json, shortened
from flows.sources.jsonld.reviews import Stated, first
from flows.sources.jsonld.settings import JsonLdSettings
from flows.sources.markup import plain
from flows.sources.records import told
from flows.sources.stars import stars

_WORST, _BEST = 1.0, 5.0
"""What schema.org takes for a scale that is not stated."""


def posts(
    settings: JsonLdSettings, page: str, link: str, reviews: list[Stated], at: datetime
) -> Iterator[Post | Gone | Rejected]:
    """Read the reviews of a page; `page` is its address in the list, `link` where it was found."""
    names = Counter(_name(one.review) for one in reviews)
    # Some pages give all reviews the name of the product: that is no name.
    unique = {name for name, count in names.items() if name and count == 1}
    for number, one in enumerate(reviews, 1):
        read = partial(_post, settings, page, link, one.item, unique, at)
        yield from told([one.review], read, f"{link}, review {number}")


def _post(
    settings: JsonLdSettings,
    page: str,
    link: str,
    item: dict[str, Any],
    unique: set[str],
    at: datetime,
    review: dict[str, Any],
) -> Post:
    written = first(review.get("datePublished") or review.get("dateCreated"))
    if written is None:
        raise NoPost("`datePublished` is missing")
    posted_at, precision = instant(str(written), at)
    if posted_at is None:
        raise NoPost(f"`datePublished` is `{shortened(written)}`, which is no date of the past")
    author = _author(review.get("author"))
    title = plain(_words(review, "name") or _words(review, "headline"))
    text = plain(_words(review, "reviewBody") or _words(review, "description"))
    rating, raw = _rating(review.get("reviewRating"))
    name = _name(review)
    return settings.post(
        at,
        post_id=urljoin(page, name)
        if name in unique
        else f"{page}#review-{_hash(author, written, title, text)}",
        url=urljoin(link, _words(review, "url")) or link,
        kind="review",
        posted_at=posted_at,
        posted_precision=precision,
        author=author,
        author_name=author,
        title=title,
        text=text,
        rating=rating,
        rating_raw=raw,
        language_stated=_words(review, "inLanguage") or None,
        product=plain(_words(item, "name")) or None,
        raw=as_json(review),
    )


def _name(review: dict[str, Any]) -> str:
    """Return the name that a page gives a review, unless it is good on that page alone."""
    given = review.get("@id")
    return "" if not isinstance(given, str) or given.startswith("_:") else given


def _words(node: dict[str, Any], key: str) -> str:
    """Return a text; one of several languages comes as an object with its value."""
    given = first(node.get(key))
    if isinstance(given, dict):
        given = given.get("@value") or given.get("alternateName")
    return given.strip() if isinstance(given, str) else ""


def _author(given: Any) -> str | None:
    author = first(given)
    name = author.get("name") if isinstance(author, dict) else author
    said = first(name)
    return plain(said) or None if isinstance(said, str) else None


def _rating(given: Any) -> tuple[float | None, str | None]:
    """Return a rating from 0 to 1, and as it is stated; out of ten is said, out of five is not."""
    stated = first(given)
    node = stated if isinstance(stated, dict) else {"ratingValue": stated}
    value = _number(node.get("ratingValue"))
    if value is None:
        return None, None
    best, worst = _number(node.get("bestRating")), _number(node.get("worstRating"))
    top = _BEST if best is None else best
    raw = f"{value:g}" if top == _BEST else f"{value:g}/{top:g}"
    return stars(value, _WORST if worst is None else worst, top), raw


def _number(given: Any) -> float | None:
    said = first(given)
    if said is None or said == "":
        return None
    try:
        return float(str(said).strip().replace(",", "."))
    except ValueError:
        raise NoPost(f"its rating is `{shortened(said)}`, which is no number") from None


def _hash(*parts: Any) -> str:
    said = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
