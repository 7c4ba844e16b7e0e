"""Where a word that is written as one may be parted by a hyphen or a space."""

from collections.abc import Iterator

from flows.text.queries.parts import APART, Form, How, Joint, JointKind, Part

MIN_PART = 3
"""Letters on either side of the space that may part a word; Hangul syllables say more."""
MIN_PART_HANGUL = 2
MIN_BESIDE_DIGITS = 2
"""Letters beside a number of its own: `ps 5`, `3 ds`. One would make `3m` of `3 m wide`."""
MIN_BESIDE_WORD = 5
"""Letters beside one that is a word by itself: `i phone`; with fewer, `iran` were `I ran`."""
MIN_BEGINNING = 4
"""Letters of a beginning behind a space: `play stat*`, but for `forget*` no `for getting`."""
_ONE_LETTER_WORDS = frozenset("aeiouywzавикосуя")  # noqa: RUF001 - Cyrillic is meant


def parted(form: Form) -> Iterator[Form]:
    """Yield a single word or beginning parted once, by a hyphen or a space."""
    if len(form.parts) > 1:
        return
    (word,) = form.parts
    if word.kind not in {"name", "hangul"} or word.how == "sign":
        return
    for at in range(1, len(word.key)):
        if "_" in word.key[at - 1 : at + 1]:
            continue
        for kind, how in _gaps(word, at):
            yield form._replace(parts=_halves(word, at, Joint(kind), how))


def _halves(word: Part, at: int, joint: Joint, how: How) -> tuple[Part, Part]:
    left = word._replace(
        key=word.key[:at],
        # In `Sony's team` no `s team` stands for `steam`.
        joint=APART if joint.kind == "gap" else word.joint,
        how="whole",
        marks=tuple((place, mark) for place, mark in word.marks if place < at),
    )
    right = word._replace(
        key=word.key[at:],
        joint=joint,
        how=how,
        marks=tuple((place - at, mark) for place, mark in word.marks if place >= at),
    )
    return left, right


def _gaps(word: Part, at: int) -> Iterator[tuple[JointKind, How]]:
    """Yield what may part a word at a place, and how its second half must then agree.

    A short second half of a beginning stands alone: `xbox*` is `x-boxes`, but no `x boxing`.
    """
    sides = word.key[:at], word.key[at:]
    if word.kind == "hangul":
        is_long = min(map(len, sides)) >= MIN_PART_HANGUL
        yield "soft" if is_long else "hyphen", "open" if word.how == "open" else "particles"
        return
    behind_space, behind_hyphen = (
        _second(word, sides[1], least) for least in (MIN_BEGINNING, MIN_PART)
    )
    is_long = min(map(len, sides)) >= MIN_PART
    if is_long:
        yield "soft", behind_space
    elif _stands_out(*sides):
        yield "gap", behind_space
    if not is_long or behind_hyphen != behind_space:
        yield "hyphen", behind_hyphen


def _second(word: Part, half: str, least: int) -> How:
    """Return how the second half must agree; what is found parted has no typo."""
    return "open" if word.how == "open" and (half.isdigit() or len(half) >= least) else "whole"


def _stands_out(left: str, right: str) -> bool:
    """Return whether one side is a number or a letter that people set apart: `ps 5`, `x box`."""
    for one, other, beside in ((left, right, right[0]), (right, left, left[-1])):
        if one.isdigit() and not beside.isdigit():
            return len(other) >= MIN_BESIDE_DIGITS
        if len(one) == 1 and one.isalpha():
            return len(other) >= (MIN_BESIDE_WORD if one in _ONE_LETTER_WORDS else MIN_PART)
    return False
