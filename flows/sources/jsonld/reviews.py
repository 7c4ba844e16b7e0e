"""A web page → the reviews that it states in JSON-LD, wherever they hang."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_REVIEWS = ("Review", "UserReview", "CriticReview", "EmployerReview")
_HANGS_ON = ("review", "reviews")
_WRAPPINGS = ("<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>")


@dataclass(frozen=True)
class Stated:
    """A review as a page states it, and what it is of."""

    review: dict[str, Any]
    item: dict[str, Any]


@dataclass
class Statements:
    """What a page states.

    `broken` are scripts that are no JSON; `review_count` is how many reviews the page says that
    there are, None where it says nothing.
    """

    reviews: list[Stated] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    review_count: int | None = None
    script_count: int = 0


def read(html: str) -> Statements:
    """Read a page."""
    told = Statements()
    things = []
    for script in LexborHTMLParser(html).css('script[type^="application/ld+json"]'):
        told.script_count += 1
        text = script.text()
        try:
            # Line breaks within words are no JSON, and common.
            things.append(json.loads(_unwrapped(text), strict=False))
        except (ValueError, RecursionError):
            told.broken.append(text)
    nodes = {
        one["@id"]: one
        for one in _nodes(things)
        if isinstance(one.get("@id"), str) and len(one) > 1
    }
    told.reviews = list(_reviews(things, nodes))
    items = {id(one.item): one.item for one in told.reviews}
    told.review_count = _review_count(list(items.values()) or things)
    return told


def types(node: dict[str, Any]) -> list[str]:
    """Return the types of a node, without the address of the vocabulary."""
    given = node.get("@type")
    named = given if isinstance(given, list) else [given]
    return [one.rpartition("/")[2].rpartition(":")[2] for one in named if isinstance(one, str)]


def first(given: Any) -> Any:
    """Return the first of several, or what is there alone."""
    return (given[0] if given else None) if isinstance(given, list) else given


def _unwrapped(text: str) -> str:
    text = text.strip()
    for wrapping in _WRAPPINGS:
        text = text.removeprefix(wrapping).removesuffix(wrapping).strip()
    return text


def _nodes(things: Any) -> Iterator[dict[str, Any]]:
    """Yield each object, however deep, in the order in which they are written."""
    stack = [things]
    while stack:
        thing = stack.pop()
        if isinstance(thing, dict):
            yield thing
            stack += reversed(thing.values())
        elif isinstance(thing, list):
            stack += reversed(thing)


def _reviews(things: Any, nodes: dict[str, dict[str, Any]]) -> Iterator[Stated]:
    """Yield each review once, with the item that it names or hangs on."""

    def whole(given: Any) -> dict[str, Any]:
        node = first(given)
        if isinstance(node, str):
            return nodes.get(node, {"name": node})
        if not isinstance(node, dict):
            return {}
        return nodes.get(node["@id"], node) if isinstance(node.get("@id"), str) else node

    holders: dict[int, dict[str, Any]] = {}
    found: dict[int, dict[str, Any]] = {}
    for node in _nodes(things):
        for key in _HANGS_ON:
            hanging = node.get(key)
            for one in hanging if isinstance(hanging, list) else [hanging]:
                if review := whole(one):
                    holders.setdefault(id(review), node)
        if set(types(node)) & set(_REVIEWS) and len(node) > len({"@id", "@type"} & node.keys()):
            found.setdefault(id(node), node)
    for number, review in found.items():
        yield Stated(review, whole(review.get("itemReviewed")) or holders.get(number, {}))


def _review_count(things: list[Any]) -> int | None:
    """Return how many reviews things say that they have, each thing once."""
    counts = []
    for node in _nodes(things):
        stated = first(node.get("aggregateRating"))
        given = stated.get("reviewCount") if isinstance(stated, dict) else None
        if isinstance(given, str | int) and str(given).isdecimal():
            counts.append(int(given))
    return sum(counts) if counts else None
