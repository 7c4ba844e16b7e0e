"""What a piece of a post must be to stand for a part of a term."""

import unicodedata
from collections.abc import Callable
from typing import Literal, NamedTuple

from flows.text.queries.letters import Marks
from flows.text.queries.pieces import PieceKind

How = Literal["whole", "open", "particles", "typo", "sign"]
"""How a word must agree: wholly, in its beginning, but for Korean particles, but for one typo; or
no word but a sign (`:)`) between words."""

JointKind = Literal[
    "free", "glued", "soft", "loose", "hyphen", "gap", "apart", "spaced", "strict", "ends"
]


class Joint(NamedTuple):
    """What may stand before a piece.

    free: anything. glued: nothing. soft: spaces, dashes, apostrophes, `_`. loose: nothing or soft.
    hyphen: one dash. gap: spaces. apart: anything but an apostrophe alone. spaced: the sign, spaces
    allowed around it. strict: the sign and nothing else. ends: anything that ends with the sign.
    """

    kind: JointKind = "free"
    sign: str = ""

    def holds(self, between: str) -> bool:
        """Return whether this may stand between two pieces of a post."""
        return _HOLDS[self.kind](between, self.sign)


FREE = Joint()
APART = Joint("apart")


def is_soft(between: str) -> bool:
    """Return whether nothing but spaces, dashes, apostrophes and `_` parts two words."""
    return bool(between) and all(
        one.isspace() or one in "_'" or unicodedata.category(one) == "Pd" for one in between
    )


_HOLDS: dict[JointKind, Callable[[str, str], bool]] = {
    "free": lambda _between, _sign: True,
    "glued": lambda between, _sign: not between,
    "soft": lambda between, _sign: is_soft(between),
    "loose": lambda between, _sign: not between or is_soft(between),
    "hyphen": lambda between, _sign: len(between) == 1 and unicodedata.category(between) == "Pd",
    "gap": lambda between, _sign: between.isspace(),
    "apart": lambda between, _sign: between != "'",
    "spaced": lambda between, sign: "".join(between.split()) == sign,
    "strict": lambda between, sign: between == sign,
    "ends": lambda between, sign: between.endswith(sign),
}


class Part(NamedTuple):
    """One piece of a form; `key` is its word as compared, `exact` as it must be written."""

    key: str
    kind: PieceKind
    joint: Joint = FREE
    how: How = "whole"
    marks: Marks = ()
    exact: str | None = None


class Form(NamedTuple):
    """One way in which a term may stand; `trail` must follow its last piece."""

    parts: tuple[Part, ...]
    trail: str = ""
