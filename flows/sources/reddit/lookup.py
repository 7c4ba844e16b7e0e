"""Submissions and comments looked up by their names, as Reddit's terms demand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from flows.post import Post
from flows.sources.contract import Gone, Known, Rejected
from flows.sources.records import listed
from flows.sources.reddit.session import Session
from flows.sources.reddit.things import posts


@dataclass(frozen=True)
class Things:
    """Looks posts up; one that was deleted is still named, without its words."""

    session: Session
    at: datetime
    per_call: ClassVar[int] = 100

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now; what is not named was not looked up."""
        settings, http = self.session.settings, self.session.http
        request = self.session.signed("api/info", id=",".join(one.post_id for one in known))
        answer = http.ask(request, settings.bounds).json()
        things = listed(answer, "data", "children", place="lookup")
        yield from posts(settings, things, self.at, "lookup")
