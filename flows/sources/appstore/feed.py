"""The public feed of an app's reviews in one country: newest first, ten pages of fifty."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flows.errors import SourceUnavailable
from flows.post import Post
from flows.sources.appstore.settings import AppStoreSettings
from flows.sources.contract import as_json
from flows.sources.paging import Page, Span
from flows.sources.records import inside, instant, told
from flows.sources.request import Reply, Request
from flows.sources.stars import stars

_LAST_PAGE = 10
_PAGE = re.compile(r"/page=(\d+)/")


@dataclass(frozen=True)
class PublicReviews:
    """The reviews of one app in one country; a token is the number of a page."""

    settings: AppStoreSettings
    app: str
    country: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"{self.app} in {self.country}"

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        return Request(
            f"{self.settings.url}/{self.country}/rss/customerreviews/page={token or 1}"
            f"/id={self.app}/sortby=mostrecent/json"
        )

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of reviews."""
        feed = inside(reply.json(), "feed", place=self.name)
        found = feed.get("entry") or []
        # A single entry is no list of one; the app itself comes first in old feeds.
        entries = [
            one for one in (found if isinstance(found, list) else [found]) if _is_review(one)
        ]
        asked = _PAGE.search(urlsplit(reply.url).path)
        number = int(asked.group(1)) if asked else 1
        if not entries and number <= (stated := _last(feed)) and stated > 1:
            raise SourceUnavailable(
                f"{self.name}: the store says that it has {stated} pages of reviews, and page "
                f"{number} is empty. The next collection asks again."
            )
        is_last = number >= _LAST_PAGE
        return Page(
            told(entries, partial(self._post, at), self.name),
            token=str(number + 1) if entries and not is_last else None,
            limit=f"{self.name}: the store shows the newest 500 reviews." if is_last else None,
            shows=bool(entries) if number == 1 else None,
        )

    def _post(self, at: datetime, entry: dict[str, Any]) -> Post:
        author = entry.get("author") or {}
        page = _label(author.get("uri"))
        given = _label(entry["im:rating"])
        votes = _label(entry.get("im:voteSum"))
        return self.settings.post(
            at,
            post_id=entry["id"]["label"],
            url=_address(entry.get("link")),
            kind="review",
            posted_at=instant(entry["updated"]["label"]),
            author=page.rpartition("/id")[2] if page else None,
            author_name=_label(author.get("name")),
            title=_label(entry.get("title")) or "",
            text=_label(entry.get("content")) or "",
            rating=stars(given),
            rating_raw=given,
            likes=int(votes) if votes else None,
            country=self.country.upper(),
            product=self.settings.apps[self.app],
            version=_label(entry.get("im:version")),
            raw=as_json(entry),
        )


def _is_review(entry: Any) -> bool:
    return not (isinstance(entry, dict) and "im:name" in entry and "im:rating" not in entry)


def _label(given: Any) -> str | None:
    return given.get("label") or None if isinstance(given, dict) else None


def _address(link: Any) -> str | None:
    first = link[0] if isinstance(link, list) and link else link
    return first["attributes"]["href"] if isinstance(first, dict) else None


def _last(feed: dict[str, Any]) -> int:
    """Return the number of the last page, as the feed says; 0 where it says none."""
    links = feed.get("link")
    for link in links if isinstance(links, list) else []:
        told = link.get("attributes", {}) if isinstance(link, dict) else {}
        if told.get("rel") == "last" and (number := _PAGE.search(told.get("href") or "")):
            return int(number.group(1))
    return 0
