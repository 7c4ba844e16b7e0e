"""A shop whose pages state their reviews as search engines want them, and know if they changed."""

import hashlib
import json
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said


class JsonLd(Platform):
    """Has a product on each page, with so many reviews."""

    kind = "jsonld"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        pages = [f"{url}/product-{number}" for number in range(len(self._pages()))]
        # What was told is not told again, so there is nothing to overlap.
        told = {"url": url, "pages": pages, "platform": "shop.example", "overlap_hours": 0}
        return {**told, "history_days": 30}

    def answer(self, question: Question) -> Answer:
        """Answer with a page, or that it is what it was."""
        number = question.path.removeprefix("/product-")
        if not number.isdecimal() or int(number) >= len(self._pages()):
            return Answer(b"<html><h1>Not found</h1></html>", 404)
        body = _page(int(number), self._pages()[int(number)])
        etag = f'"{hashlib.sha256(body).hexdigest()[:8]}"'
        if question.headers.get("If-None-Match", question.headers.get("if-none-match")) == etag:
            return Answer(b"", 304, {"ETag": etag})
        return Answer(body, headers={"Content-Type": "text/html; charset=utf-8", "ETag": etag})

    def post_id(self, said: Said) -> str:
        """Return the name that the shop gives a review."""
        return f"https://shop.example/reviews/{said.id}"

    def _pages(self) -> list[list[Said]]:
        newest = list(reversed(self.posts))
        return [newest[at : at + self.per_page] for at in range(0, len(newest), self.per_page)]


def _page(number: int, posts: list[Said]) -> bytes:
    product = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": f"Kettle {number}",
        "aggregateRating": {"ratingValue": 4, "reviewCount": len(posts)},
        "review": [_review(post) for post in posts],
    }
    stated = json.dumps(product).replace("</", "<\\/")
    return (
        f"<!doctype html><html><head><title>Kettle {number}</title>"
        f'<script type="application/ld+json">{stated}</script></head>'
        f"<body><h1>Kettle {number}</h1></body></html>"
    ).encode()


def _review(said: Said) -> dict[str, Any]:
    return {
        "@type": "Review",
        "@id": f"https://shop.example/reviews/{said.id}",
        "name": said.title,
        "reviewBody": said.text,
        "datePublished": said.at.isoformat(),
        "author": {"@type": "Person", "name": said.author},
        "reviewRating": {"@type": "Rating", "ratingValue": said.rating or 4},
    }
