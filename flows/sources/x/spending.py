"""What was read in a month: X sells its posts by the piece."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flows.errors import SourceUnavailable
from flows.sources.contract import Asked, Checkpoint, Heard
from flows.sources.paging import PagedSource

_KEY = "spent"


@dataclass
class Spent:
    """How many posts were read in the month of a collection; `most` is how many may be."""

    most: int
    month: str = ""
    count: int = 0
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    """The instant of the collection."""

    def begin(self, at: datetime, text: str) -> None:
        """Go on from what the last collection counted, if that was in the same month."""
        month, _, count = text.partition(" ")
        self.month, self.at = f"{at:%Y-%m}", at
        self.count = int(count) if month == self.month and count.isdecimal() else 0

    def left(self, place: str) -> int:
        """Return how many posts may still be read.

        Raises:
            SourceUnavailable: none.

        """
        if self.count >= self.most:
            raise SourceUnavailable(
                f"{place}: {self.count:,} posts were read in {self.month}, all that "
                "`posts_a_month` allows. The next month goes on from there."
            )
        return self.most - self.count

    def add(self, count: int) -> None:
        """Count posts that were read."""
        self.count += count

    def as_text(self) -> str:
        """Return it as it stands in a cursor."""
        return f"{self.month} {self.count}"


@dataclass
class MeteredSource(PagedSource):
    """A source whose cursor keeps what was spent, also by a collection of other days."""

    spent: Spent = field(default_factory=lambda: Spent(0))

    def fetch(self, asked: Asked) -> Iterator[Heard]:
        """Yield what is new; see `PagedSource`."""
        self.spent.begin(asked.at, asked.cursor.get(_KEY, ""))
        for one in super().fetch(asked):
            if isinstance(one, Checkpoint):
                yield Checkpoint({**one.cursor, _KEY: self.spent.as_text()})
            else:
                yield one
        self.cursor[_KEY] = self.spent.as_text()
