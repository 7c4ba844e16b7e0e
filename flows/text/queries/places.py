"""Where the terms of queries stand in many posts, found for all terms at once.

The posts are cut into pieces; every distinct piece is looked at once; what is left is arithmetic
on the numbers of the pieces.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from flows.text.queries.forms import forms
from flows.text.queries.parts import Form, Part
from flows.text.queries.pieces import (
    HANGUL,
    LETTER,
    NAME,
    TEXT_BEGINS,
    Documents,
)
from flows.text.queries.tree import Term
from flows.text.queries.vocabulary import Vocabulary, Wanted

Numbers = NDArray[np.int64]

# What must not follow a tag or a handle, because it would go on.
_GOES_ON = {
    "tag": rf"^(?:_|{LETTER})",
    # A full stop may end the sentence; before a letter it goes on to a longer handle, as `@` does.
    "handle": rf"^(?:_|[.@]{NAME})",
}
_ENDS_IN_LETTER = rf"{LETTER}$"
_ENDS_IN_NAME = rf"{NAME}$"


class Hits(NamedTuple):
    """The places of a term: the number of its first piece, in order, and how many pieces it has."""

    starts: Numbers
    spans: Numbers


_NOWHERE = Hits(np.zeros(0, np.int64), np.zeros(0, np.int64))


class _Way(NamedTuple):
    """A form by the numbers of its parts."""

    parts: tuple[int, ...]
    trail: str
    is_open: bool


@dataclass(frozen=True)
class Searched:
    """Terms made ready: every part of every form once, by number."""

    forms: Mapping[Term, tuple[Form, ...]]
    parts: tuple[Part, ...]
    ways: Mapping[Term, tuple[_Way, ...]]
    wanted: Wanted

    @classmethod
    def of(cls, terms: Iterable[Term]) -> "Searched":
        """Make terms ready."""
        told = forms(list(dict.fromkeys(terms)))
        numbers: dict[Part, int] = {}
        ways = {
            term: tuple(
                _Way(
                    tuple(numbers.setdefault(part, len(numbers)) for part in form.parts),
                    form.trail,
                    form.parts[-1].how == "open",
                )
                for form in some
            )
            for term, some in told.items()
        }
        return cls(told, tuple(numbers), ways, Wanted.of(numbers))


class Places:
    """Where terms stand in one batch of posts."""

    def __init__(self, searched: Searched, documents: Documents) -> None:
        self._searched = searched
        self.pieces = documents.pieces
        self._vocabulary = Vocabulary(documents.distinct, searched.wanted)
        self._codes: list[Numbers | None] = [None] * len(searched.parts)
        self._ways = {
            term: [way for way in ways if self._can_stand(way)]
            for term, ways in searched.ways.items()
        }
        self._locate()

    def hits(self, term: Term) -> Hits:
        """Return every place of a term, in order."""
        found = [self._stand(term, way) for way in self._ways[term]]
        found = [hits for hits in found if len(hits.starts)]
        if not found:
            return _NOWHERE
        hits = found[0]
        if len(found) > 1:
            starts = np.concatenate([hits.starts for hits in found])
            order = np.argsort(starts, kind="stable")
            hits = Hits(starts[order], np.concatenate([hits.spans for hits in found])[order])
        return self._in_title(hits) if term.in_title else hits

    @cached_property
    def text_begins(self) -> Numbers:
        """The piece between title and text of each post."""
        return (self.pieces.texts == TEXT_BEGINS).arg_true().to_numpy().astype(np.int64)

    @cached_property
    def word_numbers(self) -> Numbers:
        """The running number of each piece's word; what an apostrophe adds is no new word."""
        texts = self.pieces.texts
        goes_on = texts.str.contains(rf"^['\u2019]?(?:{NAME}|{HANGUL})")
        is_new = ~goes_on.to_numpy()
        is_new[self.pieces.begins] = True
        return np.cumsum(is_new, dtype=np.int64)

    def _can_stand(self, way: _Way) -> bool:
        """Return whether each part of a form is there at all; the last is the rarest."""
        for number in reversed(way.parts):
            codes = self._codes[number]
            if not len(self._part_codes(number) if codes is None else codes):
                return False
        return True

    def _part_codes(self, number: int) -> Numbers:
        codes = self._codes[number]
        if codes is None:
            codes = self._vocabulary.codes(self._searched.parts[number])
            self._codes[number] = codes
        return codes

    def _locate(self) -> None:
        """Find the places of all pieces that some form asks for."""
        alive = {number for ways in self._ways.values() for way in ways for number in way.parts}
        asked = np.unique(
            np.concatenate([np.zeros(0, np.int64), *(self._part_codes(one) for one in alive)])
        )
        at, codes = self._vocabulary.locate(asked)
        self._code_at = np.full(len(self.pieces.texts) + 1, -1, np.int64)
        self._code_at[at] = codes
        order = np.argsort(codes, kind="stable")
        self._at = at[order]
        bounds = np.searchsorted(codes[order], np.arange(len(self._vocabulary) + 1))
        self._bounds = bounds

    def _positions(self, codes: Numbers) -> Numbers:
        bounds = self._bounds
        runs = [self._at[bounds[code] : bounds[code + 1]] for code in codes.tolist()]
        return np.sort(np.concatenate(runs)) if len(runs) > 1 else runs[0]

    def _stand(self, term: Term, way: _Way) -> Hits:
        """Return where one form of a term stands."""
        codes = [self._part_codes(number) for number in way.parts]
        counts = [int((self._bounds[one + 1] - self._bounds[one]).sum()) for one in codes]
        rarest = counts.index(min(counts))
        starts = self._positions(codes[rarest]) - rarest
        starts = starts[(starts >= 0) & (starts + len(codes) < len(self._code_at))]
        for place, some in enumerate(codes):
            if place != rarest and len(starts):
                starts = starts[_is_in(self._code_at[starts + place], some)]
        if len(starts):
            starts = self._well_begun(term, way, starts)
        if len(starts):
            starts = self._well_ended(term, way, starts)
        return Hits(starts, np.full(len(starts), len(codes), np.int64))

    def _well_begun(self, term: Term, way: _Way, starts: Numbers) -> Numbers:
        """Leave out a tag inside a word (`me@acme.com`), and Hangul that goes on another word."""
        first = self._searched.parts[way.parts[0]]
        if term.kind != "word":
            return starts[~self._is_glued(starts, first.joint.sign, _ENDS_IN_NAME)]
        if first.kind == "hangul":
            return starts[~self._is_glued(starts, "", _ENDS_IN_LETTER)]
        return starts

    def _is_glued(self, starts: Numbers, sign: str, ending: str) -> NDArray[np.bool_]:
        """Return whether nothing but a sign parts these pieces from a word before them."""
        texts = self.pieces.texts
        before = texts.gather(np.maximum(starts - 1, 0)).str.contains(ending)
        here = texts.gather(starts)
        bare = here.str.contains(rf"^{pl.escape_regex(sign)}{LETTER}")
        told: NDArray[np.bool_] = (before & bare).to_numpy()
        return told & ~np.isin(starts, self.pieces.begins)

    def _well_ended(self, term: Term, way: _Way, starts: Numbers) -> Numbers:
        """Leave out what goes on to a longer tag or handle, or lacks a sign: `c++`."""
        goes_on = None if way.is_open else _GOES_ON.get(term.kind)
        if not way.trail and goes_on is None:
            return starts
        after = self.pieces.texts.gather(starts + len(way.parts))
        told = after.str.starts_with(way.trail)
        if goes_on is not None:
            told &= ~after.str.strip_prefix(way.trail).str.contains(goes_on)
        is_whole: NDArray[np.bool_] = told.to_numpy()
        return starts[is_whole]

    def _in_title(self, hits: Hits) -> Hits:
        inside = hits.starts < self.text_begins[self.pieces.rows(hits.starts)]
        return Hits(hits.starts[inside], hits.spans[inside])


def _is_in(codes: Numbers, wanted: Numbers) -> NDArray[np.bool_]:
    return codes == wanted[0] if len(wanted) == 1 else np.isin(codes, wanted)


def merged(several: Sequence[Hits]) -> Hits:
    """Return the places of several terms as one, in order."""
    starts = np.concatenate([hits.starts for hits in several])
    order = np.argsort(starts, kind="stable")
    return Hits(starts[order], np.concatenate([hits.spans for hits in several])[order])
