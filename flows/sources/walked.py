"""What one walk through a list has told: each post once, and only those that are asked for."""

from collections.abc import Iterator, MutableMapping
from datetime import datetime
from typing import TYPE_CHECKING

from flows.errors import SourceUnavailable
from flows.post import Post
from flows.sources.contract import Gone, Rejected

if TYPE_CHECKING:
    from flows.sources.paging import Page, Span

_REMEMBERED = 5_000
"""Posts of which a walk knows that it has told them: lists move on while they are paged through."""


class Told:
    """What one walk has told: each post once, and only those of its span."""

    def __init__(self, span: "Span") -> None:
        self.oldest: datetime | None = None
        self.newest: datetime | None = None
        self.is_past = False
        """The last page held posts, and all were older than the span."""
        self.is_over = False
        """The last page held a post that was older than the span."""
        self._span = span
        self._seen: dict[str, None] = {}

    def of(self, page: "Page") -> Iterator[Post | Rejected | Gone]:
        """Yield what of a page is asked for and was not on a page before."""
        oldest = newest = page.reached
        for one in page.items:
            if not isinstance(one, Post):
                yield one
                continue
            at = one.posted_at
            if page.reached is None:
                oldest, newest = min(oldest or at, at), max(newest or at, at)
            if not self._span.since <= at < self._span.until or one.post_id in self._seen:
                continue
            self._remember(one.post_id)
            self.oldest, self.newest = min(self.oldest or at, at), max(self.newest or at, at)
            yield one
        self.is_past = newest is not None and newest < self._span.since
        self.is_over = oldest is not None and oldest < self._span.since

    def _remember(self, post_id: str) -> None:
        self._seen[post_id] = None
        if len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]


def silence(name: str, shows: bool | None, cursor: MutableMapping[str, str]) -> list[str]:
    """Remember that a list shows posts; return what a person must know of one that shows none.

    Raises:
        SourceUnavailable: it showed some before: they do not all go at once.

    """
    key = f"{name}.shown"
    if shows:
        cursor[key] = "yes"
    if shows is not False:
        return []
    if key in cursor:
        raise SourceUnavailable(
            f"{name}: showed posts before, and shows none at all now. That is no quiet day: look "
            "at the place itself, and take this list out of the settings if it is gone. The next "
            "collection asks again."
        )
    note = (
        f"{name}: shows no post of any day: either there is none yet, or it is silent. Look at the"
        " place itself before you take this for a zero."
    )
    return [note]
