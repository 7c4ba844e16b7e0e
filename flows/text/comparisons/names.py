"""The names of brands, as their queries write them, found in one text."""

import re
from collections.abc import Sequence
from functools import lru_cache

import polars as pl

from flows.text.comparisons.rules import MARKS
from flows.text.folding import fold, without_accents
from flows.text.queries import BrandQuery
from flows.text.queries.tree import Term, naming_terms

_HANGUL = "\uac00-\ud7a3"
_SIGNS = {"word": "[#@]?", "tag": "#", "handle": "@"}


class Names:
    """The names of some brands, made ready to be looked for together."""

    def __init__(self, brands: Sequence[BrandQuery]) -> None:
        ways = [
            (way, MARKS[place])
            for place, brand in enumerate(brands)
            for way in dict.fromkeys(map(_pattern, naming_terms(brand.tree)))
        ]
        ways.sort(key=lambda one: -len(one[0]))
        self.count = len(brands)
        self._signs = [sign for _, sign in ways]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(f'({way})' for way, _ in ways)})")

    def marked(self, sentence: str) -> str:
        """Return a folded sentence without accents, each name replaced by its brand's sign."""
        return self._pattern.sub(lambda found: self._signs[(found.lastindex or 1) - 1], sentence)


@lru_cache(maxsize=1_000)
def names(brands: tuple[BrandQuery, ...]) -> Names:
    """Return the names of some brands; the same few stand together again and again."""
    return Names(brands)


def _pattern(term: Term) -> str:
    words = without_accents(pl.Series([fold(word.text) for word in term.words]))
    said = r"[\s-]+".join(map(re.escape, words))
    # Korean particles follow without a space, after foreign names too.
    is_whole = not term.words[-1].is_open and not re.search(rf"[{_HANGUL}\W]$", said)
    return _SIGNS[term.kind] + said + (rf"(?![^\W{_HANGUL}])" if is_whole else "")
