"""All comments on the stories that a search finds, also those that do not say what it looks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flows.post import Post
from flows.sources.contract import Gone, as_json
from flows.sources.hackernews.search import PER_PAGE, oldest
from flows.sources.hackernews.settings import HackerNewsSettings
from flows.sources.markup import plain
from flows.sources.paging import Page, Span
from flows.sources.records import inside, instant, listed, told
from flows.sources.request import Reply, Request


@dataclass(frozen=True)
class Threads:
    """Stories that may still be talked about, newest first; a token is the instant of the oldest.

    They reach back `comment_days` before what is asked for: a story of last week has new comments.
    """

    settings: HackerNewsSettings
    query: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"threads {self.query}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        since = span.since - timedelta(days=self.settings.comment_days)
        first, last = int(since.timestamp()), int(token or span.until.timestamp())
        within = f"created_at_i>={first},created_at_i<={last}"
        return Request(
            f"{self.settings.url}/api/v1/search_by_date",
            {
                "query": self.query,
                "tags": "story",
                "numericFilters": f"{within},num_comments>0",
                "hitsPerPage": PER_PAGE,
            },
        )

    def read(self, reply: Reply, at: datetime) -> Page:  # noqa: ARG002 - stories come by the search
        """Read a page of stories."""
        answer = reply.json()
        hits = listed(answer, "hits", place=self.name)
        is_last = inside(answer, "nbHits", place=self.name) <= len(hits)
        return Page(
            (),
            token=None if is_last else oldest(hits),
            more=[Thread(self.settings, hit["objectID"]) for hit in hits],
        )


@dataclass(frozen=True)
class Thread:
    """The comments on one story: they come as a tree, all at once."""

    settings: HackerNewsSettings
    story: str
    is_ascending = True

    @property
    def name(self) -> str:
        """Return its name in messages."""
        return f"comments on {self.story}"

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        return Request(f"{self.settings.url}/api/v1/items/{self.story}")

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read the tree; the story itself came with its search."""
        comments = listed(reply.json(), "children", place=self.name)
        return Page(told(_flat(comments), partial(self._post, at), self.name))

    def _post(self, at: datetime, comment: dict[str, Any]) -> Post | Gone:
        post_id, author, text = str(comment["id"]), comment["author"], comment["text"]
        if comment.get("deleted") or comment.get("dead") or not (author or text):
            return Gone(self.settings.platform, post_id)
        return self.settings.post(
            at,
            post_id=post_id,
            url=f"https://news.ycombinator.com/item?id={post_id}",
            kind="comment",
            parent_id=str(comment["parent_id"]),
            thread_id=self.story,
            posted_at=instant(comment["created_at_i"]),
            author=author,
            author_name=author,
            text=plain(text or ""),
            likes=comment.get("points"),
            raw=as_json({name: said for name, said in comment.items() if name != "children"}),
        )


def _flat(comments: list[Any]) -> Iterator[Any]:
    """Yield each comment before its answers; a deep tree is no deep recursion."""
    stack = list(reversed(comments))
    while stack:
        comment = stack.pop()
        yield comment
        if isinstance(comment, dict) and isinstance(comment.get("children"), list):
            stack.extend(reversed(comment["children"]))
