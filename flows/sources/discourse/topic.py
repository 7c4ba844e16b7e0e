"""The posts of one topic, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.sources.discourse.forum import Forum
from flows.sources.paging import Page, Span, Stream
from flows.sources.records import instant, listed
from flows.sources.request import Reply, Request


@dataclass(frozen=True)
class Topic:
    """Begins at the last post, and goes back as far as the span; a token is the number before."""

    forum: Forum
    id: int
    title: str
    last_number: int
    last_posted_at: datetime
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in messages."""
        return f"topic {self.id}"

    def request(self, span: Span, token: str | None) -> Request | None:
        """Return what to ask for; nothing where the last post is older than the span."""
        if self.last_posted_at < span.since:
            return None
        if token is None:
            return self.forum.request(f"t/{self.id}/{self.last_number}.json")
        return self.forum.request(f"t/{self.id}/posts.json", post_number=token, asc="false")

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read some posts, newest first or oldest first."""
        posts = listed(reply.json(), "post_stream", "posts", place=self.name)
        numbers = [
            one["post_number"]
            for one in posts
            if isinstance(one, dict) and isinstance(one.get("post_number"), int)
        ]
        first = min(numbers, default=1)
        return Page(
            self.forum.posts(posts, at, self.name, self.title),
            token=str(first) if first > 1 else None,
        )


def topics(forum: Forum, records: list[Any]) -> list[Stream]:
    """Return the topics of a list, each to be read on its own."""
    return [
        Topic(
            forum,
            one["id"],
            one.get("title") or "",
            one.get("highest_post_number") or 1,
            instant(one.get("last_posted_at") or one.get("bumped_at") or one["created_at"]),
        )
        for one in records
    ]
