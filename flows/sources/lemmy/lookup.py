"""Posts of Lemmy looked up by their names, one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from flows.post import Post
from flows.sources.contract import Gone, Known, Rejected
from flows.sources.http import Http
from flows.sources.lemmy import records
from flows.sources.lemmy.lists import asked
from flows.sources.lemmy.settings import LemmySettings
from flows.sources.records import told


@dataclass(frozen=True)
class Objects:
    """Looks posts and comments up; an instance that does not know one says nothing of it."""

    settings: LemmySettings
    http: Http
    at: datetime
    per_call: ClassVar[int] = 1

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now."""
        for one in known:
            request = asked(self.settings, self.http, "resolve_object", {"q": one.post_id})
            reply = self.http.ask(request, self.settings.bounds)
            if reply.status not in request.answers:
                yield from told([reply.json()], partial(self._read, one), one.post_id)

    def _read(self, known: Known, answer: Any) -> Post | Gone:
        """Read what was found; version 3 wraps it once more."""
        found = answer.get("comment") or answer.get("post")
        view = answer if "ap_id" in found else found
        if "comment" not in view:
            return records.post(self.settings, self.at, view)
        above = records.above(view)
        names = {} if above is None else {above: known.parent_id or ""}
        return records.comment(self.settings, self.at, names, view)
