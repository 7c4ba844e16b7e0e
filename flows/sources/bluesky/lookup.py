"""Posts of Bluesky looked up by their names: what is not shown any more is gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import ClassVar
from urllib.parse import urlencode

from flows.post import Post
from flows.sources.bluesky.posts import post
from flows.sources.bluesky.settings import BlueskySettings
from flows.sources.contract import Gone, Known, Rejected
from flows.sources.http import Http
from flows.sources.records import listed, told
from flows.sources.request import Request


@dataclass(frozen=True)
class Posts:
    """Looks posts up as everybody sees them."""

    settings: BlueskySettings
    http: Http
    at: datetime
    per_call: ClassVar[int] = 25

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now; those that are not shown are deleted or hidden."""
        query = urlencode([("uris", one.post_id) for one in known])
        url = f"{self.settings.public_url}/xrpc/app.bsky.feed.getPosts?{query}"
        shown = listed(
            self.http.ask(Request(url), self.settings.bounds).json(), "posts", place="posts"
        )
        there = {one.get("uri") for one in shown if isinstance(one, dict)}
        yield from told(shown, partial(post, self.settings, self.at), "posts")
        for one in known:
            if one.post_id not in there:
                yield Gone(one.platform, one.post_id)
