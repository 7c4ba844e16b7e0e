"""One search on Hacker News, newest first; walked by date, as only 1,000 results have a page."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flows.errors import SourceUnavailable
from flows.post import Post
from flows.sources.contract import as_json
from flows.sources.hackernews.settings import HackerNewsSettings
from flows.sources.markup import plain
from flows.sources.paging import Page, Span
from flows.sources.records import inside, instant, listed, told
from flows.sources.request import Reply, Request

PER_PAGE = 200


@dataclass(frozen=True)
class Search:
    """What a search finds; a token is the instant of the oldest post that was heard."""

    settings: HackerNewsSettings
    query: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"search {self.query}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        first, last = int(span.since.timestamp()), int(token or span.until.timestamp())
        return Request(
            f"{self.settings.url}/api/v1/search_by_date",
            {
                "query": self.query,
                "tags": self.settings.only or "(story,comment)",
                "numericFilters": f"created_at_i>={first},created_at_i<={last}",
                "hitsPerPage": PER_PAGE,
            },
        )

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of results."""
        answer = reply.json()
        hits = listed(answer, "hits", place=self.name)
        count = inside(answer, "nbHits", place=self.name)
        if count and not hits:
            raise SourceUnavailable(
                f"{self.name}: the search says that it has {count:,} results and gives none."
            )
        return Page(
            told(hits, partial(self._post, at), self.name),
            token=None if count <= len(hits) else oldest(hits),
        )

    def _post(self, at: datetime, hit: dict[str, Any]) -> Post:
        post_id = hit["objectID"]
        comment = hit.get("comment_text")
        return self.settings.post(
            at,
            post_id=post_id,
            url=f"https://news.ycombinator.com/item?id={post_id}",
            kind="comment" if comment else "post",
            parent_id=_text(hit.get("parent_id")),
            thread_id=_text(hit.get("story_id")) or post_id,
            posted_at=instant(hit["created_at_i"]),
            author=hit.get("author"),
            author_name=hit.get("author"),
            title="" if comment else hit.get("title") or "",
            text=plain(comment or hit.get("story_text") or ""),
            likes=hit.get("points"),
            replies=hit.get("num_comments"),
            raw=as_json(hit),
        )


def oldest(hits: list[Any]) -> str | None:
    """Return the instant of the oldest result, in seconds since 1970."""
    told_at = [hit.get("created_at_i") for hit in hits if isinstance(hit, dict)]
    times = [at for at in told_at if isinstance(at, int)]
    return str(min(times)) if times else None


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
