"""The ways in which a term may stand in a post, each as a row of pieces.

`"road runner"` may stand as `road runner`, `road-runner`, `roadrunner` or `road_runner`, and the
word `playstation` as `play-station` or `play station`. A form asks for each piece by its word and
by what stands before it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

import polars as pl

from flows.text.folding import all_written, fold_case
from flows.text.queries.letters import demanded
from flows.text.queries.parting import parted
from flows.text.queries.parts import FREE, Form, How, Joint, Part, is_soft
from flows.text.queries.pieces import PieceKind, cut, keys, kinds, words
from flows.text.queries.tree import Term

_MOST_JOINED = 4
"""Words of a phrase up to which every way of joining some of them is looked for."""


class _Typed(NamedTuple):
    """One piece of a term as the analyst typed it."""

    between: str
    word: str
    key: str
    kind: PieceKind
    is_open: bool


def forms(wanted: Sequence[Term]) -> dict[Term, tuple[Form, ...]]:
    """Return every form of every term."""
    typed = _typed(wanted)
    return {term: tuple(dict.fromkeys(_forms(term, typed[term]))) for term in wanted}


def _typed(wanted: Sequence[Term]) -> dict[Term, list[_Typed]]:
    """Cut the words of all terms into pieces at once."""
    of = [(term, word) for term in wanted for word in term.words]
    pieces = cut(all_written(pl.Series([word.text for _, word in of], dtype=pl.String)))
    said = words(pieces.texts)
    rows = zip(pieces.texts, said, keys(said), kinds(said), strict=True)
    cut_up: list[list[tuple[str, str, str, PieceKind]]] = [[] for _ in of]
    for row, (text, word, key, kind) in zip(
        pieces.rows(pl.int_range(len(said), eager=True).to_numpy()), rows, strict=True
    ):
        cut_up[row].append((fold_case(text[: len(text) - len(word)]), word, key, kind))
    typed: dict[Term, list[_Typed]] = {term: [] for term in wanted}
    for (term, word), told in zip(of, cut_up, strict=True):
        before = ""
        if typed[term]:
            # What ends one word stands before the next: the `!` of `"yahoo! mail"`.
            before = " " if typed[term][-1].word else typed[term].pop().between + " "
        for number, (between, said_word, key, kind) in enumerate(told):
            is_open = word.is_open and number == len(told) - 1
            typed[term].append(_Typed(before + between, said_word, key, kind, is_open))
            before = ""
    return typed


def _forms(term: Term, typed: list[_Typed]) -> Iterator[Form]:
    trail = "".join(one.between for one in typed if not one.word)
    typed = [one for one in typed if one.word]
    if not typed:
        yield Form((Part(trail.strip(), "", how="sign"),))
        return
    sigil = {"word": "", "tag": "#", "handle": "@"}[term.kind]
    if sigil:
        first = Joint("ends", sigil + typed[0].between)
        joints = [first, *(Joint("strict", one.between) for one in typed[1:])]
        yield Form(_parts(term, typed, joints), trail)
        return
    trail = _hard(trail)
    lead = _hard(typed[0].between)
    joints = [Joint("ends", lead) if lead else FREE]
    joints += [_joint(before, one) for before, one in pairwise(typed)]
    main = Form(_parts(term, typed, joints), trail)
    yield main
    if not lead and not trail and not term.is_exact:
        yield from _joined(main)
        yield from parted(main)


def _hard(sign: str) -> str:
    """Return what stands at the edge of a term and means something: `.` of `.net`."""
    return "" if not sign or is_soft(sign) else sign.strip()


def _joint(before: _Typed, one: _Typed) -> Joint:
    alike = before.kind == one.kind and one.kind in {"name", "hangul"}
    if one.between and not is_soft(one.between):
        return Joint("spaced", "".join(one.between.split()))
    if one.between:
        return Joint("soft" if alike else "loose")
    # `갤럭시s24` may be written with a space; signs without spaces between them may not.
    return Joint("glued" if before.kind == one.kind else "loose")


def _parts(term: Term, typed: list[_Typed], joints: list[Joint]) -> tuple[Part, ...]:
    return tuple(
        Part(
            one.key,
            one.kind,
            joint,
            _how(term, one, is_last=one is typed[-1]),
            () if term.is_exact or term.has_typo else demanded(one.word, one.key),
            one.word if term.is_exact else None,
        )
        for one, joint in zip(typed, joints, strict=True)
    )


def _how(term: Term, one: _Typed, *, is_last: bool) -> How:
    if one.is_open:
        return "open"
    if term.has_typo:
        return "typo"
    return "particles" if is_last and one.kind == "hangul" and term.kind == "word" else "whole"


def _joined(form: Form) -> Iterator[Form]:
    """Yield the phrase with some or all of its words written as one."""
    parts = form.parts
    soft = [part.joint.kind == "soft" for part in parts[1:]]
    if not all(soft) or any(part.how == "open" for part in parts[:-1]):
        return
    every = product(("", "_", None), repeat=len(soft)) if len(parts) <= _MOST_JOINED else ()
    whole = (("",) * len(soft), ("_",) * len(soft))
    for glue in [*every, *(whole if soft else ())]:
        if any(sign is not None for sign in glue):
            yield form._replace(parts=tuple(_glued(parts, glue)))


def _glued(parts: Sequence[Part], glue: Sequence[str | None]) -> Iterator[Part]:
    held = parts[0]
    for sign, part in zip(glue, parts[1:], strict=True):
        # `_` joins names to one piece; Hangul it parts, so there the joint allows it already.
        if sign is None or (sign and part.kind != "name"):
            yield held
            held = part
        else:
            marks = tuple((len(held.key) + len(sign) + at, mark) for at, mark in part.marks)
            held = held._replace(
                key=held.key + sign + part.key, how=part.how, marks=held.marks + marks
            )
    yield held
