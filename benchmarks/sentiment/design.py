"""The texts of one language as rows of numbers: hashed features, lexica and use of words."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import scipy.sparse as sp

from benchmarks.sentiment.lexica import Known
from flows.text.sentiment import ngrams

Floats = npt.NDArray[np.float64]

# A whole word says more than its parts, and should need less evidence for it: features are scaled
# by kind, which is the same as punishing their weights less. Found on parts held out.
WHOLE, PAIR = 3.0, 2.0


class Design(NamedTuple):
    """Rows of texts; `hashed` has a column for each of `keys`, `known` one for each value of words.

    `scale` says how much each of `keys` counts, by the kind of feature.
    """

    keys: ngrams.Keys
    scale: Floats
    hashed: sp.csr_matrix
    known: sp.csr_matrix

    def rows(self, chosen: npt.NDArray[np.bool_]) -> "Design":
        """Return some of the rows."""
        return self._replace(hashed=self.hashed[chosen], known=self.known[chosen])


def design(texts: pl.Series, language: str, known: Known) -> Design:
    """Return the rows of the texts, divided by the root of how many features each text has."""
    batch = ngrams.tokens(texts)
    features = ngrams.word_features(batch.words, language)
    neighbours = ngrams.pairs(batch, features.hashes)
    negated = ngrams.negated(batch, features, language)
    words = len(batch.words)
    every = np.concatenate([features.key, neighbours.key, negated.key])
    keys, column = np.unique(every, return_inverse=True)
    of_words, of_pairs, of_negated = np.split(
        column, np.cumsum([len(features.key), len(neighbours.key)])
    )
    rows = _counts(batch.row, batch.ids, (len(texts), words))
    hashed = rows @ _counts(features.word, of_words, (words, len(keys)))
    for placed, columns in ((neighbours, of_pairs), (negated, of_negated)):
        hashed = hashed + _counts(batch.row[placed.at], columns, (len(texts), len(keys)))
    length = rows @ np.bincount(features.word, minlength=words).astype(float)
    length += np.bincount(batch.row[neighbours.at], minlength=len(texts))
    shrink = sp.diags(1 / np.sqrt(np.maximum(length, 1)))
    values = known.of(features.hashes)
    some = _counts(batch.row[negated.at], batch.ids[negated.at], rows.shape)
    valued = sp.csr_matrix(np.hstack([rows @ values, some @ values[:, : known.lexica]]))
    scale = np.ones(len(keys))
    scale[of_pairs] = PAIR
    scale[of_words[:words]] = WHOLE
    return Design(keys, scale, (shrink @ hashed).tocsr(), (shrink @ valued).tocsr())


def aligned(designs: dict[str, Design]) -> dict[str, Design]:
    """Give the designs of all languages the same columns: features that two texts of one have."""
    frequent = {
        language: np.flatnonzero(np.bincount(found.hashed.indices, minlength=len(found.keys)) > 1)
        for language, found in designs.items()
    }
    keys = np.unique(np.concatenate([designs[name].keys[at] for name, at in frequent.items()]))
    scale = np.ones(len(keys))
    for language, at in frequent.items():
        place = np.searchsorted(keys, designs[language].keys[at])
        scale[place] = np.maximum(scale[place], designs[language].scale[at])
    return {
        language: Design(keys, scale, _spread(found, frequent[language], keys), found.known)
        for language, found in designs.items()
    }


def _spread(found: Design, at: ngrams.Ints, keys: ngrams.Keys) -> sp.csr_matrix:
    cells = found.hashed[:, at].tocoo()
    place = np.searchsorted(keys, found.keys[at])
    shape = (found.hashed.shape[0], len(keys))
    return sp.csr_matrix((cells.data, (cells.row, place[cells.col])), shape=shape)


def _counts(row: ngrams.Ints, column: ngrams.Ints, shape: tuple[int, int]) -> sp.csr_matrix:
    return sp.csr_matrix((np.ones(len(row)), (row, column)), shape=shape)
