"""A column: its heading, and what the values under it are."""

from dataclasses import dataclass
from typing import Any, Literal

from flows.rendering.terms import segment_name
from flows.rendering.words import say

Kind = Literal[
    "text",
    "words",
    "count",
    "decimal",
    "signed",
    "share",
    "share_change",
    "rate",
    "points",
    "probability",
    "stars",
    "day",
    "moment",
    "flag",
]


@dataclass(frozen=True)
class Column:
    """A heading and the kind of value under it."""

    title: str
    """In English: what it is called in the report's language is the `heading`."""
    kind: Kind = "text"
    domain: str | None = None
    """Of what its values are terms, where they are keys that a reader is told in words."""

    @property
    def heading(self) -> str:
        """What it is called."""
        return say(self.title)

    def said(self, given: Any) -> Any:
        """Return a value in the report's language; one that is no key stays what it is."""
        return segment_name(self.domain, given) if self.domain and given is not None else given

    @property
    def is_number(self) -> bool:
        """Tell whether values stand at the right, figure under figure."""
        return self.kind not in {"text", "words", "day", "moment", "flag"}
