"""Posts of Hacker News looked up one by one, at its own interface, which names what is deleted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from flows.post import Post
from flows.sources.contract import Gone, Known, Rejected, as_json
from flows.sources.hackernews.settings import HackerNewsSettings
from flows.sources.http import Http
from flows.sources.markup import plain
from flows.sources.records import instant, told
from flows.sources.request import Reply, Request


@dataclass(frozen=True)
class Items:
    """Looks posts up."""

    settings: HackerNewsSettings
    http: Http
    at: datetime
    per_call: ClassVar[int] = 1

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now."""
        for one in known:
            reply = self.http.ask(self.request(one), self.settings.bounds)
            yield from self.read(reply, one)

    def request(self, known: Known) -> Request:
        """Return what to ask for one post."""
        return Request(f"{self.settings.items_url}/v0/item/{known.post_id}.json")

    def read(self, reply: Reply, known: Known) -> Iterator[Post | Gone | Rejected]:
        """Read what was said of one post; `null` says nothing of whether it was deleted."""
        item = reply.json()
        said = [] if item is None else [item]
        return told(said, partial(self._post, known), f"item {known.post_id}")

    def _post(self, known: Known, item: dict[str, Any]) -> Post | Gone:
        if item.get("deleted") or item.get("dead"):
            return Gone(known.platform, known.post_id)
        return self.settings.post(
            self.at,
            post_id=str(item["id"]),
            url=known.url,
            kind=known.kind,
            parent_id=known.parent_id,
            thread_id=known.thread_id,
            posted_at=instant(item["time"]),
            author=item.get("by"),
            author_name=item.get("by"),
            title="" if known.kind == "comment" else item.get("title") or "",
            text=plain(item.get("text") or ""),
            likes=item.get("score"),
            replies=item.get("descendants"),
            raw=as_json(item),
        )
