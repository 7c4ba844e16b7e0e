"""Lists of Bluesky, newest first: what a search finds, what an account wrote."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flows.post import Post
from flows.sources.bluesky.posts import post, written
from flows.sources.bluesky.session import Session
from flows.sources.bluesky.settings import BlueskySettings
from flows.sources.contract import Gone
from flows.sources.paging import Page, Span
from flows.sources.records import dates, listed, told
from flows.sources.request import Reply, Request

_PER_PAGE = 100
# A search is followed by its cursor so far, and goes on by time: deeper it may end before its time.
_DEEPEST = 1_000
_INSTANT = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Search:
    """What a search finds; a token is the instant before which posts are, and a cursor, if any."""

    settings: BlueskySettings
    session: Session
    query: str
    tag: str | None = None
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"{'tag' if self.tag else 'search'} {self.query}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        until, _, cursor = (token or _written(span.until)).partition(" ")
        asked: dict[str, str | int] = {
            "q": self.query,
            "sort": "latest",
            "since": _written(span.since),
            "until": until,
            "limit": _PER_PAGE,
        }
        asked |= {"tag": self.tag} if self.tag else {}
        asked |= {"cursor": cursor} if cursor else {}
        return self.session.signed("app.bsky.feed.searchPosts", **asked)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of results."""
        answer = reply.json()
        found = listed(answer, "posts", place=self.name)
        items = told(found, partial(post, self.settings, at), self.name)
        return Page(items, token=_next(reply, answer, dates(found, _seen)))


@dataclass(frozen=True)
class Author:
    """What an account wrote; a token is the cursor of Bluesky."""

    settings: BlueskySettings
    handle: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"account {self.handle}"

    def request(self, _span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        url = f"{self.settings.public_url}/xrpc/app.bsky.feed.getAuthorFeed"
        asked = {"actor": self.handle, "filter": "posts_with_replies", "limit": str(_PER_PAGE)}
        return Request(url, asked | ({"cursor": token} if token else {}))

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of the feed; its order is that of reposts and posts together."""
        answer = reply.json()
        feed = listed(answer, "feed", place=self.name)
        items = [item for item in feed if isinstance(item, dict)]
        told_at = dates([item.get("reason") or item.get("post") for item in items], _seen)
        answered = [one for item in items for one in (item.get("reply") or {}).values()]
        gone = [
            Gone(self.settings.platform, one["uri"])
            for one in answered
            if isinstance(one, dict) and one.get("notFound")
        ]
        return Page(
            chain(told(feed, partial(self._post, at), self.name), gone),
            token=answer.get("cursor"),
            reached=max(told_at, default=None),
        )

    def _post(self, at: datetime, item: Any) -> Post | Gone | None:
        """Read one item; a repost is a share of another's words."""
        return None if item.get("reason") else post(self.settings, at, item["post"])


def _next(reply: Reply, answer: dict[str, Any], written_at: list[datetime]) -> str | None:
    """Return the token of the next page: by the cursor, or by time where that leads no further."""
    cursor, is_full = answer.get("cursor"), len(answer["posts"]) >= _PER_PAGE
    if not written_at or not (cursor or is_full):
        return None
    (until,) = parse_qs(urlsplit(reply.url).query).get("until", [""])
    if cursor and not (cursor.isdigit() and int(cursor) >= _DEEPEST):
        return f"{until} {cursor}"
    oldest = _written(min(written_at) + _INSTANT)
    return oldest if oldest < until else None


def _seen(view: Any) -> datetime:
    """Return when a post was written, or reposted."""
    return written(view)[0]


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
