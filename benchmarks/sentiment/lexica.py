"""What is known of English words before any label: two lexica, and how words are used in posts."""

import re
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import scipy.sparse as sp

from flows.text.sentiment.ngrams import word_features

Floats = npt.NDArray[np.float64]

_POLARITY = re.compile(r'<word form="([^"]+)"[^>]* polarity="([^"]+)"')


# How much these count beside hashed features: scaled up, weights are punished less. Found on parts
# held out.
_LEXICON, _USE = 5.0, 2.0


class Known(NamedTuple):
    """Values of words, one row for each of `hashes`, which ascend.

    The first columns hold how good and how bad a word is, by each lexicon; the others its use.
    """

    hashes: npt.NDArray[np.uint64]
    values: Floats
    lexica: int
    """How many columns are of lexica: a word after a negation counts apart there."""

    def of(self, hashes: npt.NDArray[np.uint64]) -> Floats:
        """Return the values of words, zeros for a word that is not known."""
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where((self.hashes[at] == hashes)[:, None], self.values[at], 0.0)


def lexica() -> tuple[dict[str, float], dict[str, float]]:
    """Return VADER's valence (MIT licence) and TextBlob's mean polarity of words, -1 to 1."""
    valences = {}
    for line in _file("vaderSentiment", "vader_lexicon.txt").splitlines():
        word, _, rest = line.partition("\t")
        if rest:
            valences[word.lower()] = float(rest.split("\t")[0]) / 4
    polarities = defaultdict(list)
    for word, polarity in _POLARITY.findall(_file("textblob", "en/en-sentiment.xml")):
        polarities[word].append(float(polarity))
    return valences, {word: sum(found) / len(found) for word, found in polarities.items()}


def known(use: tuple[list[str], Floats] | None) -> Known:
    """Put the lexica and the use of words (`word_use`) together."""
    both = lexica()
    used = dict(zip(use[0], use[1], strict=True)) if use else {}
    words = sorted({*both[0], *both[1], *used})
    blank = np.zeros(use[1].shape[1] if use else 0)
    judged = np.array(
        [[side for lexicon in both for side in _sides(lexicon.get(word, 0.0))] for word in words]
    )
    values = np.hstack(
        [judged * _LEXICON, np.array([used.get(word, blank) for word in words]) * _USE]
    )
    # Words that are folded alike (`xd` and `xD`, `lol1` and `lol2`) are one: the first of them.
    hashes, first = np.unique(word_features(pl.Series(words), "").hashes, return_index=True)
    return Known(hashes, values[first], judged.shape[1])


def _sides(value: float) -> tuple[float, float]:
    return max(value, 0.0), max(-value, 0.0)


def _file(package: str, name: str) -> str:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"The package `{package}` is missing; install the development group.")
    return (Path(spec.origin).parent / name).read_text(encoding="utf-8")


def word_use(
    texts: pl.Series,
    *,
    most_words: int = 40_000,
    least_count: int = 8,
    reach: int = 5,
    dims: int = 200,
) -> tuple[list[str], Floats]:
    """Return a vector for each frequent word: words used alike lie near one another.

    Positive pointwise mutual information of words up to `reach` apart, weighed by their distance,
    context counts to the power of 0.75, reduced by a randomised singular value decomposition
    (Levy and Goldberg, 2015; Halko, Martinsson and Tropp, 2011). Seeded: the same texts, the same
    vectors.
    """
    split = texts.str.to_lowercase().str.extract_all(
        r"[:;=][\-']?[()dDpP/\\|]|<3|[\p{L}\p{N}_]+(?:['’\-][\p{L}\p{N}_]+)*|[!?.]+"
    )
    counts = split.explode().drop_nulls().value_counts()
    counts = counts.filter(pl.col("count") >= least_count).sort(
        ["count", counts.columns[0]], descending=[True, False]
    )
    words = counts.to_series(0).head(most_words)
    ids = _ids(split, words)
    together = _together(ids, split.list.len().to_numpy(), len(words), reach)
    vectors = _reduced(_positive_information(together), dims)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-12
    return words.to_list(), vectors - vectors.mean(axis=0)


def _ids(split: pl.Series, words: pl.Series) -> npt.NDArray[np.int64]:
    places = pl.DataFrame({"word": words, "id": np.arange(len(words))})
    flat = pl.DataFrame({"word": split.list.drop_nulls().explode(empty_as_null=False)})
    found = flat.join(places, on="word", how="left", maintain_order="left")
    return found["id"].fill_null(-1).to_numpy()


def _together(
    ids: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64], size: int, reach: int
) -> sp.csr_matrix:
    row = np.repeat(np.arange(len(lengths)), lengths)
    counts = sp.csr_matrix((size, size))
    for distance in range(1, reach + 1):
        for start in range(0, len(ids), 4_000_000):
            left = slice(start, min(start + 4_000_000, len(ids) - distance))
            right = slice(start + distance, left.stop + distance)
            both = (row[left] == row[right]) & (ids[left] >= 0) & (ids[right] >= 0)
            one, other = ids[left][both], ids[right][both]
            counts = counts + sp.csr_matrix(
                (np.full(len(one), 1 / distance), (one, other)), shape=(size, size)
            )
    return counts + counts.T


def _positive_information(together: sp.csr_matrix) -> sp.csr_matrix:
    words = np.asarray(together.sum(axis=1)).ravel()
    contexts = words**0.75
    cells = together.tocoo()
    information = np.log(cells.data * contexts.sum() / (words[cells.row] * contexts[cells.col]))
    positive = information > 0
    return sp.csr_matrix(
        (information[positive], (cells.row[positive], cells.col[positive])), shape=together.shape
    )


def _reduced(matrix: sp.csr_matrix, dims: int) -> Floats:
    basis = np.random.default_rng(0).standard_normal((matrix.shape[1], dims + 20))
    for _ in range(4):
        basis, _ = np.linalg.qr(matrix @ basis)
        basis, _ = np.linalg.qr(matrix.T @ basis)
    left, strength, _ = np.linalg.svd(matrix @ basis, full_matrices=False)
    return np.asarray(left[:, :dims] * np.sqrt(strength[:dims]))
