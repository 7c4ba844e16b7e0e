"""The model file: weights of all languages, one byte each, most of them dropped."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.sentiment.lexica import Known
from benchmarks.sentiment.model import Weights
from benchmarks.sentiment.tones import Features, Told, features, told
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

    A name weighs nothing as a word: its own weight takes back what its parts weigh. So do the words
    and pairs that `tones.toml` tells get their tone.
    """
    tables, about = [], {}
    for language, learnt in weights.items():
        calibration = calibrations.get(language, PLAIN)
        table = _folded(learnt, known[language], _by_hand(language, names[language]))
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


class _Lesson(NamedTuple):
    """Texts of one or two words, what they are made of, and what is told of them."""

    told: Told
    made_of: Features


def _by_hand(language: str, names: pl.Series) -> list[_Lesson]:
    """Return what is told of single words, names last, and then of pairs, which build on them."""
    tones = told(language)
    is_pair = tones.texts.str.contains(" ", literal=True).to_numpy()
    silent = np.zeros((len(names), 2))
    return [
        _Lesson(one, features(one.texts, language))
        for one in (
            tones.where(~is_pair),
            Told(names, silent, np.zeros(len(names), dtype=np.bool_)),
            tones.where(is_pair),
        )
    ]


def _folded(learnt: Weights, known: Known, lessons: list[_Lesson]) -> _Table:
    """Add to the weights what is known of words, and what is told by hand."""
    plain, negated = np.split(learnt.known, [known.values.shape[1]])
    told = np.unique(np.concatenate([one.made_of.key for one in lessons]))
    parts = (
        (learnt.keys, learnt.hashed),
        (ngrams.key_of_whole(known.hashes), known.values @ plain),
        (ngrams.key_of_negated(known.hashes), known.values[:, : known.lexica] @ negated),
        (told, np.zeros((len(told), 3))),
    )
    keys, place = np.unique(np.concatenate([found for found, _ in parts]), return_inverse=True)
    sums = np.zeros((len(keys), 3))
    np.add.at(sums, place, np.vstack([weights for _, weights in parts]))
    table = _Table(keys, (sums - sums.mean(axis=1, keepdims=True))[:, [0, 2]])
    for lesson in lessons:
        _teach(table, lesson)
    return table


def _teach(table: _Table, lesson: _Lesson) -> None:
    """Let the own weights of texts make up what their features lack to the tone that is told."""
    tones, made_of = lesson.told, lesson.made_of
    weights = table.weights[table.find(made_of.key)]
    sums = np.stack(
        [np.bincount(made_of.row, kind, len(tones.texts)) for kind in weights.T], axis=1
    )
    lacking = tones.tones - sums
    # A tone goes up for one class and down for the other; what is stronger already stays.
    is_enough = tones.is_least[:, None] & (np.sign(tones.tones) * lacking < 0)
    table.weights[table.find(made_of.own)] += np.where(is_enough, 0.0, lacking)


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
