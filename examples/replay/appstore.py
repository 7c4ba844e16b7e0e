"""Apple's public feed of reviews: newest first, pages by number, ten at most."""

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_PATH = re.compile(
    r"/(?P<country>[a-z]{2})/rss/customerreviews/page=(?P<page>\d+)/id=(?P<app>\d+)"
    r"/sortby=mostrecent/json"
)
_APP = "1234567890"
_LAST_PAGE = 10


class AppStore(Platform):
    """Shows reviews in Germany: of one app, or of as many as there are products in `apps`."""

    kind = "appstore"

    def __init__(self, posts: Sequence[Said], per_page: int) -> None:
        super().__init__(posts, per_page)
        self.apps: dict[str, str | None] = {_APP: None}
        """Apps by their number, each with the product whose reviews it has; None: all reviews."""

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {"url": url, "apps": {_APP: "Acme Home"}, "countries": ["de"]}

    def answer(self, question: Question) -> Answer:
        """Answer with a page of reviews; where none are, the feed has no entry at all."""
        asked = _PATH.fullmatch(question.path)
        if asked is None or int(asked["page"]) > _LAST_PAGE:
            return Answer(b"CustomerReviews RSS page depth is limited to 10", 400)
        number = int(asked["page"])
        is_here = asked["country"] == "de" and asked["app"] in self.apps
        product = self.apps.get(asked["app"])
        reviews = [
            post for post in reversed(self.posts) if is_here and product in (None, post.product)
        ]
        page = reviews[(number - 1) * self.per_page : number * self.per_page]
        pages = min(ceil(len(reviews) / self.per_page), _LAST_PAGE)
        entries = [_entry(post) for post in page]
        return Answer.json(
            {
                "feed": {
                    "author": {"name": {"label": "iTunes Store"}},
                    # One entry alone is no list.
                    **({"entry": entries if len(entries) > 1 else entries[0]} if entries else {}),
                    "link": [_link(asked["app"], "first", 1), _link(asked["app"], "last", pages)],
                }
            }
        )


def _link(app: str, rel: str, page: int) -> dict[str, Any]:
    href = f"https://itunes.apple.com/de/rss/customerreviews/page={page}/id={app}"
    return {"attributes": {"rel": rel, "href": f"{href}/sortby=mostrecent/xml?urlDesc=/x"}}


def _entry(said: Said) -> dict[str, Any]:
    return {
        "author": {
            "uri": {"label": "https://itunes.apple.com/de/reviews/id70001"},
            "name": {"label": said.author},
            "label": "",
        },
        "updated": {"label": said.at.isoformat()},
        "im:rating": {"label": str(said.rating or 4)},
        "im:version": {"label": "4.1.0"},
        "id": {"label": said.id},
        "title": {"label": said.title or "Words"},
        "content": {"label": said.text, "attributes": {"type": "text"}},
        "link": {"attributes": {"rel": "related", "href": "https://itunes.apple.com/de/review"}},
        "im:voteSum": {"label": str(said.likes)},
        "im:voteCount": {"label": str(said.likes)},
    }
