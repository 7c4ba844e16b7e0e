"""Which posts a query matches, and which of its terms stands first, as arithmetic on arrays.

What was found in a post is one number, so packed that of two numbers the lower one says more: the
place where a term begins, then how long the term is, then its number among all terms, then how
many pieces it takes up in the post.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from flows.text.queries.conditions import fulfilled
from flows.text.queries.places import Hits, Numbers, Places
from flows.text.queries.tree import And, Leaf, Near, Node, Or, Term

_BEYOND = (1 << 31) - 1
"""The place of a condition such as `site:`: behind all words, which say more."""


class Found(NamedTuple):
    """The posts that match, in order and each once, and what was found first in each, packed."""

    rows: Numbers
    packed: Numbers


_NOTHING = Found(np.zeros(0, np.int64), np.zeros(0, np.int64))


class First(NamedTuple):
    """What was found first: the number of a piece, of a term, and how many pieces it takes up."""

    starts: Numbers
    leaves: Numbers
    spans: Numbers

    @property
    def in_words(self) -> NDArray[np.bool_]:
        """Whether it is a term, not a condition."""
        return self.starts < _BEYOND


def unpacked(packed: Numbers) -> First:
    """Unpack what was found first."""
    return First(packed >> 32, (packed >> 8) & 0xFFFF, packed & 0xFF)


class Evaluation:
    """Queries looked for in one batch of posts."""

    def __init__(self, leaves: Sequence[Leaf], places: Places, posts: pl.DataFrame) -> None:
        self._numbers = {leaf: number for number, leaf in enumerate(leaves)}
        self._places = places
        self._posts = posts
        self._leaves: dict[Leaf, Found] = {}

    def found(self, node: Node) -> Found:
        """Return the posts that a part of a query matches."""
        match node:
            case Near():
                return self._near(node)
            case Or(parts):
                return _any([found for part in parts if len((found := self.found(part)).rows)])
            case And(parts, without):
                return self._all(parts, without)
            case _:
                if node not in self._leaves:
                    self._leaves[node] = self._leaf(node)
                return self._leaves[node]

    def _all(self, parts: Sequence[Node], without: Sequence[Node]) -> Found:
        rows, packed = self.found(parts[0])
        for part in parts[1:]:
            others = self.found(part)
            here, there = _common(rows, others.rows)
            rows, packed = rows[here], np.minimum(packed[here], others.packed[there])
        for part in without:
            if len(rows) and len(other_rows := self.found(part).rows):
                kept = np.isin(rows, other_rows, assume_unique=True, invert=True)
                rows, packed = rows[kept], packed[kept]
        return Found(rows, packed)

    def _leaf(self, leaf: Leaf) -> Found:
        if isinstance(leaf, Term):
            hits = self._places.hits(leaf)
            return self._by_post(self._packed(leaf, hits)) if len(hits.starts) else _NOTHING
        rows = np.flatnonzero(fulfilled(leaf, self._posts))
        return Found(rows, np.full(len(rows), _BEYOND << 32 | self._numbers[leaf] << 8))

    def _packed(self, term: Term, hits: Hits) -> Numbers:
        letters = sum(len(word.text) for word in term.words)
        told = (255 - min(letters, 255)) << 24 | self._numbers[term] << 8
        return hits.starts << 32 | told | hits.spans

    def _by_post(self, packed: Numbers) -> Found:
        """Return the first of what was found in each post; given in order."""
        return _first(self._places.pieces.rows(packed >> 32), packed)

    def _near(self, near: Near) -> Found:
        left, right = self._side(near.left), self._side(near.right)
        if not len(left) or not len(right):
            return _NOTHING
        pairs = [self._before(left, right, near.distance)]
        if not near.is_ordered:
            pairs.append(self._before(right, left, near.distance))
        packed = np.sort(np.concatenate(pairs))
        return self._by_post(packed)

    def _side(self, terms: Sequence[Term]) -> Numbers:
        return np.sort(
            np.concatenate([self._packed(term, self._places.hits(term)) for term in terms])
        )

    def _before(self, left: Numbers, right: Numbers, distance: int) -> Numbers:
        """Return what of the left stands before something of the right, near enough."""
        words, pieces = self._places.word_numbers, self._places.pieces
        starts, _, spans = unpacked(left)
        ends = starts + spans - 1
        others = right >> 32
        following = np.searchsorted(others, ends, side="right")
        left, ends = left[following < len(others)], ends[following < len(others)]
        nexts = others[following[following < len(others)]]
        rows = pieces.rows(ends)
        begins = self._places.text_begins
        is_near = (words[nexts] - words[ends] - 1 <= distance) & (rows == pieces.rows(nexts))
        # From the title to the text there is no distance.
        is_near &= (ends < begins[rows]) == (nexts < begins[rows])
        first: Numbers = left[is_near]
        return first


def _any(several: Sequence[Found]) -> Found:
    if len(several) < 2:  # noqa: PLR2004 - nothing to join
        return several[0] if several else _NOTHING
    rows = np.concatenate([found.rows for found in several])
    packed = np.concatenate([found.packed for found in several])
    order = np.lexsort((packed, rows))
    return _first(rows[order], packed[order])


def _first(rows: Numbers, packed: Numbers) -> Found:
    """Return the first entry of each row."""
    is_first = np.ones(len(rows), np.bool_)
    is_first[1:] = rows[1:] != rows[:-1]
    return Found(rows[is_first], packed[is_first])


def _common(left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """Return the places of the common numbers of two ordered lists without doubles."""
    if not len(right):
        return right, right
    at = np.minimum(np.searchsorted(right, left), len(right) - 1)
    here = np.flatnonzero(right[at] == left)
    return here, at[here]
