"""The words of many posts, each once, and which of them a part of a form can be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from flows.text.folding import fold_case
from flows.text.queries.letters import agree, is_one_typo, sure_letters
from flows.text.queries.particles import is_particles
from flows.text.queries.parts import Part
from flows.text.queries.pieces import Distinct

Codes = NDArray[np.int64]


_Alike = dict[str, list[tuple[str, int]]]
_BY_KEY = {"whole", "open", "typo"}

MOST_PARTICLE_LETTERS = 12
"""Longest chain of particles after a misspelt name."""


@dataclass(frozen=True)
class Wanted:
    """What all parts of all forms ask of a vocabulary, gathered once."""

    whole: pl.Series
    """Keys that are looked up."""
    heads: Mapping[int, pl.Series]
    """Beginnings of keys by their length."""
    begins: Mapping[int, pl.Series]
    """Beginnings that a word with a typo may have left whole, by their length."""
    ends: Mapping[int, pl.Series]
    """Ends that it may have left whole."""

    @classmethod
    def of(cls, parts: Iterable[Part]) -> "Wanted":
        """Gather what some parts ask for."""
        listed = list(parts)
        typos = [part for part in listed if part.how == "typo"]
        spaced = [part for part in typos if part.kind != "hangul"]
        # Behind Korean particles the end of the word is not the end of the piece.
        first = [part.key[0] for part in typos if part.kind == "hangul"]
        return cls(
            pl.Series(
                sorted({part.key for part in listed if part.how == "whole"}), dtype=pl.String
            ),
            _by_length(part.key for part in listed if part.how in {"open", "particles"}),
            _by_length([*(part.key[: sure_letters(part.key)] for part in spaced), *first]),
            _by_length(part.key[-sure_letters(part.key) :] for part in spaced),
        )


def _by_length(some: Iterable[str]) -> dict[int, pl.Series]:
    found: dict[int, set[str]] = defaultdict(set)
    for one in some:
        found[len(one)].add(one)
    return {size: pl.Series(sorted(found[size]), dtype=pl.String) for size in sorted(found)}


class Vocabulary:
    """The distinct pieces of some posts; the code of a piece is its place among them."""

    def __init__(self, distinct: Distinct, wanted: Wanted) -> None:
        self._distinct = distinct
        self._keys = distinct.keys
        self._whole = _by_key(self._keys, wanted.whole)
        self._headed: dict[str, list[int]] = {}
        for size, heads in wanted.heads.items():
            self._headed |= _by_key(self._keys.str.head(size), heads)
        self._begun: _Alike = {}
        for size, begins in wanted.begins.items():
            self._begun |= _alike(self._keys, self._keys.str.head(size), begins)
        self._ended: _Alike = {}
        for size, ends in wanted.ends.items():
            self._ended |= _alike(self._keys, self._keys.str.tail(size), ends)
        self._told: dict[int, tuple[str, str, str]] = {}
        self._read(
            {
                code
                for some in (self._whole, self._headed)
                for codes in some.values()
                for code in codes
            }
        )

    def __len__(self) -> int:
        return len(self._keys)

    def locate(self, codes: Codes) -> tuple[Codes, Codes]:
        """Return where pieces with one of these codes stand, in order, and their codes."""
        told = pl.DataFrame({"hash": self._distinct.piece_hashes.gather(codes), "code": codes})
        found = (
            self._distinct.hashes.to_frame("hash")
            .with_row_index("at")
            .join(told, on="hash", maintain_order="left")
        )
        return found["at"].to_numpy().astype(np.int64), found["code"].to_numpy()

    def codes(self, part: Part) -> Codes:
        """Return the codes of the pieces that a part can be."""
        found = self._candidates(part)
        if part.joint.kind == "free" and part.how in _BY_KEY and not part.marks and not part.exact:
            return np.array(found, np.int64)
        self._read(found)
        return np.array([code for code in found if self._suits(part, code)], np.int64)

    def _candidates(self, part: Part) -> list[int]:
        match part.how:
            case "whole":
                return self._whole.get(part.key, [])
            case "open" | "particles":
                return self._headed.get(part.key, [])
            case "sign":
                return (
                    self._distinct.pieces.str.contains(part.key, literal=True).arg_true().to_list()
                )
            case "typo":
                return self._similar(part)

    def _similar(self, part: Part) -> list[int]:
        """Return the pieces that are the word itself or one typo away."""
        if part.kind == "hangul":
            alike, longest = self._begun.get(part.key[0], []), MOST_PARTICLE_LETTERS
        else:
            sure = sure_letters(part.key)
            begun, ended = (
                self._begun.get(part.key[:sure], []),
                self._ended.get(part.key[-sure:], []),
            )
            alike, longest = [*begun, *ended], 1
        sizes = range(len(part.key) - 1, len(part.key) + longest + 1)
        return sorted({code for key, code in alike if len(key) in sizes and stem(part, key)})

    def _read(self, codes: Iterable[int]) -> None:
        """Take the texts of some pieces apart."""
        new = [code for code in codes if code not in self._told]
        if not new:
            return
        columns = (
            series.gather(new).to_list()
            for series in (self._distinct.pieces, self._distinct.words, self._keys)
        )
        for code, piece, word, key in zip(new, *columns, strict=True):
            between = piece[: len(piece) - len(word)]
            self._told[code] = between if between.isascii() else fold_case(between), word, key

    def _suits(self, part: Part, code: int) -> bool:
        between, word, key = self._told[code]
        if not part.joint.holds(between):
            return False
        match part.how:
            case "sign":
                return part.key in between
            case "particles" if not is_particles(key[len(part.key) :]):
                return False
        if part.exact is not None:
            return word.startswith(part.exact) if part.how != "whole" else word == part.exact
        return agree(part.marks, word, key)


def stem(part: Part, key: str) -> str | None:
    """Return the word of a post that is a part or one typo away, without Korean particles."""
    if key.startswith(part.key):
        rest = key[len(part.key) :]
        if not rest or (part.kind == "hangul" and is_particles(rest)):
            return part.key
    if is_one_typo(part.key, key):
        return key
    if part.kind != "hangul":
        return None
    sizes = range(len(part.key) + 1, len(part.key) - 2, -1)
    stems = (key[:size] for size in sizes if is_particles(key[size:]))
    return next((one for one in stems if is_one_typo(part.key, one)), None)


def _by_key(compared: pl.Series, wanted: pl.Series) -> dict[str, list[int]]:
    """Return the codes of each wanted key that is there."""
    rows = compared.is_in(wanted.implode()).arg_true()
    found = defaultdict(list)
    for key, code in zip(compared.gather(rows).to_list(), rows.to_list(), strict=True):
        found[key].append(code)
    return dict(found)


def _alike(known: pl.Series, compared: pl.Series, wanted: pl.Series) -> _Alike:
    """Return by each wanted beginning or end the words that have it, with their codes."""
    rows = compared.is_in(wanted.implode()).arg_true()
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for same, key, code in zip(
        compared.gather(rows).to_list(), known.gather(rows).to_list(), rows.to_list(), strict=True
    ):
        found[same].append((key, code))
    return dict(found)
