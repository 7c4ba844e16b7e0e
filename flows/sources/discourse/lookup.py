"""Posts of a forum looked up one by one, by their topic and number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import ClassVar

from flows.post import Post
from flows.sources.contract import Gone, Known, Rejected
from flows.sources.discourse.forum import Forum

_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


@dataclass(frozen=True)
class Posts:
    """Looks posts up."""

    forum: Forum
    at: datetime
    per_call: ClassVar[int] = 1

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now; what may not be read is not gone."""
        for one in known:
            request = self.forum.request(f"posts/by_number/{_place(one.post_id)}.json")
            answers = (*_GONE, HTTPStatus.FORBIDDEN)
            reply = self.forum.http.ask(
                replace(request, answers=answers), self.forum.settings.bounds
            )
            if reply.status in _GONE:
                yield Gone(one.platform, one.post_id)
            elif reply.status == HTTPStatus.OK:
                yield from self.forum.posts([reply.json()], self.at, f"post {one.post_id}")


def _place(post_id: str) -> str:
    """Return topic and number of a post from its id; the hostname may hold dashes too."""
    before, _, last = post_id.rpartition("-")
    return f"{last}/1" if before.endswith("-topic") else f"{before.rpartition('-')[2]}/{last}"
