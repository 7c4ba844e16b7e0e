"""Apple's public feed of reviews: newest first, pages by number, ten at most."""

import re
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
    """Shows the reviews of one app in Germany."""

    kind = "appstore"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {"url": url, "apps": {_APP: "Acme Home"}, "countries": ["de"]}

    def answer(self, question: Question) -> Answer:
        """Answer with a page of reviews; where none are, the feed has no entry at all."""
        asked = _PATH.fullmatch(question.path)
        if asked is None or int(asked["page"]) > _LAST_PAGE:
            return Answer(b"CustomerReviews RSS page depth is limited to 10", 400)
        number = int(asked["page"])
        is_here = (asked["app"], asked["country"]) == (_APP, "de")
        reviews = list(reversed(self.posts)) if is_here else []
        page = reviews[(number - 1) * self.per_page : number * self.per_page]
        pages = min(ceil(len(reviews) / self.per_page), _LAST_PAGE)
        entries = [_entry(post) for post in page]
        return Answer.json(
            {
                "feed": {
                    "author": {"name": {"label": "iTunes Store"}},
                    # One entry alone is no list.
                    **({"entry": entries if len(entries) > 1 else entries[0]} if entries else {}),
                    "link": [_link("first", 1), _link("last", pages)],
                }
            }
        )


def _link(rel: str, page: int) -> dict[str, Any]:
    href = f"https://itunes.apple.com/de/rss/customerreviews/page={page}/id={_APP}"
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
