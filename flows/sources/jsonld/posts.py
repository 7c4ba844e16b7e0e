"""A review as a page states it → a post."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
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
    settings: JsonLdSettings, link: str, named: Iterable[tuple[str, Stated]], at: datetime
) -> Iterator[Post | Gone | Rejected]:
    """Read reviews by the ids that `ids` gave them; `link` is the page where they were found."""
    for post_id, one in named:
        read = partial(_post, settings, link, post_id, one.item, at)
        yield from told([one.review], read, f"{link}, {post_id}")


def ids(page: str, reviews: list[Stated]) -> list[str]:
    """Return an id for each review of a page: the one it is given, else a hash of what it says.

    A hash has no part of the page's address: a shop states one review on several pages.
    """
    given = [_name(page, one) for one in reviews]
    count, seen, found = Counter(given), Counter[str](), []
    for name, one in zip(given, reviews, strict=True):
        # Some pages give all reviews one name: that is none.
        if name and count[name] == 1:
            found.append(name)
            continue
        said = _hash(
            _author(one.review.get("author")),
            _written(one.review),
            _title(one.review),
            _text(one.review),
            _words(one.item, "name"),
        )
        seen[said] += 1
        found.append(f"review-{said}" if seen[said] == 1 else f"review-{said}-{seen[said]}")
    return found


def _post(
    settings: JsonLdSettings,
    link: str,
    post_id: str,
    item: dict[str, Any],
    at: datetime,
    review: dict[str, Any],
) -> Post:
    written = _written(review)
    if written is None:
        raise NoPost("`datePublished` is missing")
    posted_at, precision = instant(str(written), at)
    if posted_at is None:
        raise NoPost(f"`datePublished` is `{shortened(written)}`, which is no date of the past")
    author = _author(review.get("author"))
    rating, raw = _rating(review.get("reviewRating"))
    return settings.post(
        at,
        post_id=post_id,
        url=urljoin(link, _words(review, "url")) or link,
        kind="review",
        posted_at=posted_at,
        posted_precision=precision,
        author=author,
        author_name=author,
        title=_title(review),
        text=_text(review),
        rating=rating,
        rating_raw=raw,
        language_stated=_words(review, "inLanguage") or None,
        product=plain(_words(item, "name")) or None,
        raw=as_json(review),
    )


def _name(page: str, one: Stated) -> str:
    """Return the name that a page gives a review, unless it is one of a thing besides it."""
    given = one.review.get("@id")
    if not isinstance(given, str) or given.startswith("_:"):
        return ""
    others = (one.item.get("@id"), one.item.get("url"), "")
    named = {urljoin(page, other) for other in others if isinstance(other, str)}
    name = urljoin(page, given)
    return "" if name in named else name


def _written(review: dict[str, Any]) -> Any:
    return first(review.get("datePublished") or review.get("dateCreated"))


def _title(review: dict[str, Any]) -> str:
    return plain(_words(review, "name") or _words(review, "headline"))


def _text(review: dict[str, Any]) -> str:
    return plain(_words(review, "reviewBody") or _words(review, "description"))


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
