"""One forum: how it is asked, and what each post of it says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flows.post import Post
from flows.sources.contract import Gone, Rejected, as_json
from flows.sources.discourse.settings import DiscourseSettings
from flows.sources.http import Http
from flows.sources.markup import plain
from flows.sources.records import instant, told
from flows.sources.request import Reply, Request

_NO_POSTS = (3, 4)  # What the software notes ("closed this topic"), and whispers of the staff.
_LIKE = 2


@dataclass(frozen=True)
class Forum:
    """The forum that the settings name.

    A post is named by its topic and its number in it, as in the forum's feeds: what it answers is
    told by number alone.
    """

    settings: DiscourseSettings
    http: Http

    def request(self, path: str, pause: float = 0.0, **params: str | int) -> Request:
        """Return a question to the forum."""
        key, user = self.settings.api_key, self.settings.api_username
        headers = {"Api-Key": self.http.key(key), "Api-Username": user} if key and user else {}
        return Request(
            f"{self.settings.url}/{path}", params, headers, credential=key or "", pause=pause
        )

    def posts(
        self, records: list[Any], at: datetime, place: str, title: str | None = None
    ) -> Iterator[Post | Gone | Rejected]:
        """Read posts; `title` is that of their topic, where they do not carry it themselves."""
        return told(records, partial(self._post, at, title), place)

    def id(self, topic: int, number: int) -> str:
        """Return the id of a post in the lake: that which it has when it comes by a feed."""
        host = urlsplit(self.settings.url).hostname
        name = f"topic-{topic}" if number == 1 else f"post-{topic}-{number}"
        return f"{host}:{host}-{name}"

    def _post(self, at: datetime, title: str | None, post: dict[str, Any]) -> Post | Gone | None:
        if post.get("post_type") in _NO_POSTS:
            return None
        topic, number = post["topic_id"], post["post_number"]
        post_id = self.id(topic, number)
        if post.get("hidden") or post.get("deleted_at") or post.get("user_deleted"):
            return Gone(self.settings.platform, post_id)
        is_first = number == 1
        answered = post.get("reply_to_post_number") or 1
        told_title = title or post.get("topic_title") or ""
        return self.settings.post(
            at,
            post_id=post_id,
            url=f"{self.settings.url}/t/{post.get('topic_slug') or '-'}/{topic}/{number}",
            parent_id=None if is_first else self.id(topic, answered),
            thread_id=self.id(topic, 1),
            posted_at=instant(post["created_at"]),
            author=post.get("username"),
            author_name=post.get("name") or post.get("username"),
            title=plain(told_title) if is_first else "",
            text=plain(post["cooked"]),
            likes=_likes(post),
            replies=post.get("reply_count"),
            views=post.get("reads"),
            raw=as_json(post),
        )


def _likes(post: Mapping[str, Any]) -> int | None:
    """Return how many like it: of actions that nobody took, an answer says nothing."""
    actions = post.get("actions_summary")
    if actions is None:
        return None
    return next((one.get("count", 0) for one in actions if one["id"] == _LIKE), 0)


def asked(reply: Reply, name: str, default: str = "") -> str:
    """Return a parameter of the question that was answered."""
    return parse_qs(urlsplit(reply.url).query).get(name, [default])[0]
