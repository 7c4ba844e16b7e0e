"""A recipe: which columns tell an export from others, and which of them is which field."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.post import Channel

_LETTERS = re.compile(r"[\W_]+")

NETWORKS: Mapping[str, tuple[str, Channel]] = {
    "twitter": ("x", "social"),
    "x": ("x", "social"),
    "facebook": ("facebook", "social"),
    "instagram": ("instagram", "social"),
    "linkedin": ("linkedin", "social"),
    "youtube": ("youtube", "social"),
    "tiktok": ("tiktok", "social"),
}
"""The networks that every suite names alike, for `places`."""

Flat = Callable[[dict[str, Any]], dict[str, Any]]


def folded(column: str) -> str:
    """Return a column's name as it is compared: `Sender Screen Name` is `SenderScreenName`."""
    return _LETTERS.sub("", column).casefold()


def _as_it_is(record: dict[str, Any]) -> dict[str, Any]:
    return record


@dataclass(frozen=True)
class Recipe:
    """How the exports of one suite, or the archives of one platform, are read.

    A file is recognised when it has one column of each group of `known_by`. `columns` names the
    columns of each field, first choice first; of several that a file has, the first that is filled
    counts. Beside the fields of a post there are

        place           the vendor's word for the type of source, looked up in `places`
        domain          the site, where the address does not tell it
        time            the time of a day that stands in `posted_at`
        snippet, more   words used where there is no text, and words added to it
        entry           the vendor's word for post, reply, comment or share
        NAME@PLATFORM   a count or an id that is true of posts of that platform alone

    `dates` are ways of writing dates beside ISO 8601 and epoch seconds, none that could be read two
    ways; `timezone` is theirs where the vendor always writes the same. `always` holds what is the
    same for every post, `parents` what stands before bare ids of parents. `flat` prepares a record
    of an archive.
    """

    name: str
    title: str
    known_by: Sequence[Sequence[str]]
    columns: Mapping[str, Sequence[str]]
    dates: Sequence[str] = ()
    places: Mapping[str, tuple[str | None, Channel]] = field(default_factory=dict)
    always: Mapping[str, Any] = field(default_factory=dict)
    timezone: str | None = None
    parents: str = ""
    flat: Flat = _as_it_is

    def lacks(self, found: Sequence[str]) -> list[str]:
        """Return the columns by which it is known that are not among those of a file."""
        there = {folded(column) for column in found}
        return [
            " or ".join(f"`{name}`" for name in group)
            for group in self.known_by
            if not there & {folded(name) for name in group}
        ]

    def chosen(self, found: Sequence[str]) -> list[tuple[str, str]]:
        """Return the fields that a file's columns hold, as pairs of a field and a column."""
        there: dict[str, str] = {}
        for column in found:
            there.setdefault(folded(column), column)
        return [
            (name, there[folded(column)])
            for name, columns in self.columns.items()
            for column in columns
            if folded(column) in there
        ]
