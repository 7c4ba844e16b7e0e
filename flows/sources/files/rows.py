"""What the readers of files agree on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol


class Unreadable(Exception):
    """A file, as a whole, is not what it was said to be; says why in one clause."""


@dataclass(frozen=True)
class Layout:
    """How a file is written, as far as it does not tell itself; `above` lines come first."""

    encoding: str = "utf-8"
    delimiter: str | None = None
    sheet: str | None = None
    above: int = 0
    keeps_all: bool = False


class Row(NamedTuple):
    """One record: its line (or its number, where a format has no lines) and the wanted values."""

    line: int
    values: Sequence[Any]
    record: Any


@dataclass(frozen=True)
class Broken:
    """A record that cannot be read, as it stands in the file."""

    line: int
    reason: str
    record: str


class Reader(Protocol):
    """Reads one file of one format; raises Unreadable when it is none of that format."""

    def columns(self) -> list[str] | None:
        """Return the columns, [] for an empty file, None where each record names its own."""
        ...

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Broken]:
        """Yield the records in order with the values of the wanted columns."""
        ...

    def received(self, record: Any) -> str:
        """Return a row's record as one line of JSON."""
        ...
