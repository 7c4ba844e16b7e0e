"""Posts looked up where they were written: their name is their address, as a page and as data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any, ClassVar

from flows.errors import SchemaDrift, SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources.contract import Gone, Known, Rejected, as_json
from flows.sources.http import Http
from flows.sources.markup import plain
from flows.sources.mastodon.settings import MastodonSettings
from flows.sources.records import instant, told
from flows.sources.request import Request

_DATA = "application/activity+json"
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_WRITTEN = ("Note", "Article", "Page", "Question")


@dataclass(frozen=True)
class Objects:
    """Looks posts up at the instances of their authors.

    Some of those answer no stranger, and some are no more: of their posts nothing is said.
    """

    settings: MastodonSettings
    http: Http
    at: datetime
    per_call: ClassVar[int] = 20

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now.

        Raises:
            SourceUnavailable: no instance answered at all.
            SourceRefused: likewise, and to ask again does not help.
            SchemaDrift: no answer could be read.

        """
        failures = []
        for one in known:
            try:
                found = self._found(one)
            except (SourceUnavailable, SourceRefused, SchemaDrift) as error:
                failures.append(error)
            else:
                yield from told(found, partial(self._read, one), one.post_id)
        if len(failures) == len(known):
            raise failures[-1]

    def _found(self, known: Known) -> list[Any]:
        """Return the post as its instance has it, or what stands in its place."""
        request = Request(known.post_id, headers={"Accept": _DATA}, answers=_GONE)
        reply = self.http.ask(request, self.settings.bounds)
        return [{"type": "Tombstone"} if reply.status in _GONE else reply.json()]

    def _read(self, known: Known, said: Mapping[str, Any]) -> Post | Gone | None:
        if said["type"] == "Tombstone":
            return Gone(known.platform, known.post_id)
        if said["type"] not in _WRITTEN or said["id"] != known.post_id:
            return None
        languages = list(said.get("contentMap") or {})
        return self.settings.post(
            self.at,
            post_id=known.post_id,
            url=known.url,
            kind=known.kind,
            parent_id=known.parent_id,
            thread_id=known.thread_id,
            posted_at=instant(said["published"]),
            title=said.get("summary") or "",
            text=plain(said.get("content") or ""),
            language_stated=languages[0] if len(languages) == 1 else None,
            likes=_total(said.get("likes")),
            replies=_total(said.get("replies")),
            shares=_total(said.get("shares")),
            raw=as_json(said),
        )


def _total(collection: Any) -> int | None:
    """Return how many things a list holds, where that is said without asking for it."""
    return collection.get("totalItems") if isinstance(collection, dict) else None
