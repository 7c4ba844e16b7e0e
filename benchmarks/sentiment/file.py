"""The model file: weights of all languages, one byte each, most of them dropped."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.sentiment.lexica import Known
from benchmarks.sentiment.model import Weights
from flows.text.sentiment import ngrams

Floats = npt.NDArray[np.float64]

_STEPS = 127
_MOST = 150_000  # features that a language keeps, the strongest


class Calibration(NamedTuple):
    """What makes scores probabilities: they are multiplied, and the bias is added."""

    slope: float
    bias: Floats


PLAIN = Calibration(1.0, np.zeros(3))


def write(
    path: Path,
    version: str,
    weights: dict[str, Weights],
    known: dict[str, Known],
    calibrations: dict[str, Calibration],
    names: dict[str, pl.Series],
) -> None:
    """Write the model that `flows.text.sentiment.linear` reads.

    A name weighs nothing as a word: its own weight takes back what its parts weigh.
    """
    tables, about = [], {}
    for language, learnt in weights.items():
        calibration = calibrations.get(language, PLAIN)
        features = ngrams.word_features(names[language], language)
        table = _folded(learnt, known[language], features)
        rounded, step = _rounded(table)
        tables.append(_packed(rounded).select(pl.lit(language).alias("language"), pl.all()))
        bias = calibration.slope * learnt.bias + calibration.bias
        about[language] = {"scale": step * calibration.slope, "bias": (bias - bias.mean()).tolist()}
    told = {"earwitness": json.dumps({"version": version, "languages": about})}
    pl.concat(tables).write_parquet(path, compression="zstd", compression_level=19, metadata=told)


class _Table(NamedTuple):
    """Weights for negative and positive by key; the keys ascend."""

    keys: ngrams.Keys
    weights: Floats

    def find(self, keys: ngrams.Keys) -> npt.NDArray[np.int64]:
        """Return the places of keys, all of which the table has."""
        return np.searchsorted(self.keys, keys)


def _folded(learnt: Weights, known: Known, names: ngrams.WordFeatures) -> _Table:
    """Add to the weights what is known of words, and make names silent."""
    plain, negated = np.split(learnt.known, [known.values.shape[1]])
    parts = (
        (learnt.keys, learnt.hashed),
        (ngrams.key_of_whole(known.hashes), known.values @ plain),
        (ngrams.key_of_negated(known.hashes), known.values[:, : known.lexica] @ negated),
        (names.key, np.zeros((len(names.key), 3))),
    )
    keys, place = np.unique(np.concatenate([found for found, _ in parts]), return_inverse=True)
    sums = np.zeros((len(keys), 3))
    np.add.at(sums, place, np.vstack([weights for _, weights in parts]))
    return _silenced(_Table(keys, (sums - sums.mean(axis=1, keepdims=True))[:, [0, 2]]), names)


def _silenced(table: _Table, names: ngrams.WordFeatures) -> _Table:
    """Let the weight of a name as a whole take back what its parts weigh."""
    count = len(names.hashes)
    weights = table.weights[table.find(names.key)]
    sums = np.stack([np.bincount(names.word, kind, count) for kind in weights.T], axis=1)
    own = table.find(names.key[:count])  # the whole words come first
    table.weights[own] -= sums
    return table


def _rounded(table: _Table) -> tuple[_Table, float]:
    """Return the strongest weights as bytes, and what a byte's square is worth.

    A byte is the root of a weight, with its sign: small weights are many, and keep their precision.
    """
    strength = np.abs(table.weights).max(axis=1)
    step = float(strength.max()) / _STEPS**2
    kept = np.sort(np.argsort(-strength, kind="stable")[:_MOST])
    weights = table.weights[kept] / step
    roots = np.rint(np.sign(weights) * np.sqrt(np.abs(weights)))
    told = roots.any(axis=1)
    return _Table(table.keys[kept][told], roots[told]), step


def _packed(rounded: _Table) -> pl.DataFrame:
    """Tell keys by their distance from the one before, which packs well."""
    roots = rounded.weights.astype(np.int8)
    gaps = np.diff(rounded.keys, prepend=np.uint32(0))
    return pl.DataFrame({"gap": gaps, "negative": roots[:, 0], "positive": roots[:, 1]})
