"""The blocks of the regression for all languages at once, and its weights per language."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import scipy.sparse as sp

from benchmarks.sentiment.design import Design
from benchmarks.sentiment.solver import CLASSES, Block, fit
from flows.text.sentiment.ngrams import Keys

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

PENALTY = 4e-4
CONTRAST = 0.75  # the power of the likelihood ratio by which features are scaled
_USUAL_SIZE = 2_000
_LEAST_TEXTS = 2  # a feature of fewer texts is chance


class Weights(NamedTuple):
    """What a language learnt, a column a class: `hashed` by key and `known` by value of words."""

    keys: Keys
    hashed: Floats
    known: Floats
    bias: Floats


class _Problem(NamedTuple):
    """All texts, sorted by language."""

    hashed: sp.csr_matrix
    known: sp.csr_matrix
    scale: Floats
    classes: Ints
    weights: Floats


class _Part(NamedTuple):
    """A block, and how its columns lead back to the features."""

    columns: Ints
    scale: Floats
    block: Block


def learn(
    texts: pl.DataFrame, designs: dict[str, Design], penalty: float = PENALTY
) -> dict[str, Weights]:
    """Return the weights of each language.

    `texts` is sorted by language; `designs` holds their rows, language by language, `aligned`. The
    score of a text is the sum of weights that all languages share, those of its language, and
    those of its set where that is not the one that stands for the language (Daumé, 2007:
    "Frustratingly easy domain adaptation"). What a set alone has is not returned.
    """
    classes = texts["class"].to_numpy()
    weights = _balanced(texts)
    languages = texts["language"].to_numpy()
    places = {language: np.flatnonzero(languages == language) for language in designs}
    hashed = sp.vstack([designs[language].hashed for language in places]).tocsr()
    known = sp.vstack([designs[language].known for language in places]).tocsr()
    keys, scale = next((rows.keys, rows.scale) for rows in designs.values())
    problem = _Problem(hashed, known, scale, classes, weights)
    everywhere = np.arange(len(classes))
    shared = _part(problem, everywhere, _shared(hashed, places), bias=False)
    own = {
        language: _part(problem, rows, _frequent(hashed[rows])) for language, rows in places.items()
    }
    strange = []
    for name in texts.filter(~pl.col("target"))["set"].unique().sort():
        rows = np.flatnonzero((texts["set"] == name).to_numpy())
        strange.append(_part(problem, rows, _frequent(hashed[rows])))
    every = [shared, *own.values(), *strange]
    found = fit([part.block for part in every], classes, weights, _allowed(texts), penalty)
    return {
        language: _together(keys, known.shape[1], (shared, found[0]), (part, weight))
        for (language, part), weight in zip(own.items(), found[1:], strict=False)
    }


def _balanced(texts: pl.DataFrame) -> Floats:
    """Weigh texts so that classes count alike in a set; sets and languages by the root of size."""
    in_set = 1 / pl.len().over("set", "class") / pl.col("class").n_unique().over("set")
    of_set = in_set * pl.len().over("set").sqrt()
    of_language = (pl.len().over("language") / _USUAL_SIZE).sqrt()
    share = of_set / of_set.sum().over("language")
    return texts.select(share * of_language).to_series().to_numpy()


def _allowed(texts: pl.DataFrame) -> Mask:
    had = [(pl.col("class") == kind).any().over("set").alias(str(kind)) for kind in range(CLASSES)]
    return texts.select(had).to_numpy()


def _frequent(hashed: sp.csr_matrix) -> Ints:
    count = np.bincount(hashed.indices, minlength=hashed.shape[1])
    return np.flatnonzero(count >= _LEAST_TEXTS)


def _shared(hashed: sp.csr_matrix, places: dict[str, Ints]) -> Ints:
    """Return the features that two languages have."""
    languages = np.zeros(hashed.shape[1], dtype=np.int64)
    for rows in places.values():
        languages[np.unique(hashed[rows].indices)] += 1
    return np.flatnonzero(languages >= 2)  # noqa: PLR2004


def _part(problem: _Problem, rows: Ints, columns: Ints, *, bias: bool = True) -> _Part:
    chosen = problem.hashed[rows][:, columns]
    contrast = _contrast(chosen, problem.classes[rows], problem.weights[rows])
    scale = contrast * problem.scale[columns]
    blocks = [chosen @ sp.diags(scale), problem.known[rows]]
    if bias:
        blocks.append(sp.csr_matrix(np.ones((len(rows), 1))))
    return _Part(columns, scale, Block(rows, sp.hstack(blocks).tocsr()))


def _contrast(hashed: sp.csr_matrix, classes: Ints, weights: Floats) -> Floats:
    """Return how differently often each feature is found in the classes.

    The log ratio of the largest and the smallest share of texts with the feature, as in the
    support vector machine with naive Bayes features of Wang and Manning (2012).
    """
    present = hashed.copy()
    present.data = np.ones_like(present.data)
    logs = []
    for kind in range(CLASSES):
        chosen = classes == kind
        weight = np.where(chosen, weights, 0) / max(
            weights[chosen].mean() if chosen.any() else 1, 1e-12
        )
        counts = present.T @ weight + 1
        logs.append(np.log(counts / counts.sum()))
    ratio = (np.max(logs, axis=0) - np.min(logs, axis=0)) ** CONTRAST
    return np.asarray(ratio / np.sqrt(np.mean(ratio**2)))


def _together(
    keys: Keys, values: int, shared: tuple[_Part, Floats], own: tuple[_Part, Floats]
) -> Weights:
    """Add up what two blocks say of the same features."""
    hashed = np.zeros((len(keys), CLASSES))
    known = np.zeros((values, CLASSES))
    for part, weight in (shared, own):
        width = len(part.columns)
        hashed[part.columns] += weight[:width] * part.scale[:, None]
        known += weight[width : width + values]
    told = hashed.any(axis=1)
    return Weights(keys[told], hashed[told], known, own[1][-1])
