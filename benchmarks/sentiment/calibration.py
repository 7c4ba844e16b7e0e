"""From scores to probabilities: one slope and a bias for each class, by language."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.optimize import minimize

from benchmarks.sentiment.file import Calibration
from benchmarks.sentiment.sources import PARTS
from flows.text.sentiment.linear import CLASSES

Floats = npt.NDArray[np.float64]


def calibrate(judged: pl.DataFrame) -> Calibration:
    """Return what minimises the cross-entropy of held-out texts, each class weighed alike.

    So the probabilities are those of a world in which the classes are equally frequent, and the
    likeliest class is the one that serves the mean recall of the classes.
    """
    scores = np.log(judged.select(CLASSES).to_numpy() + 1e-12)
    classes = judged["class"].to_numpy()
    weights = _weights(classes)

    def cost(flat: Floats) -> float:
        chances = _softmax(flat[0] * scores + np.append(flat[1:], 0.0))
        return float(-(weights * np.log(chances[np.arange(len(classes)), classes] + 1e-12)).sum())

    found = minimize(cost, np.array([1.0, 0.0, 0.0]), method="Nelder-Mead").x
    return Calibration(float(found[0]), np.append(found[1:], 0.0))


class Judged(NamedTuple):
    """Held-out texts of a set, as judged."""

    name: str
    language: str
    classes: npt.NDArray[np.int64]
    chances: Floats


def nested(judged: pl.DataFrame) -> list[Judged]:
    """Return the calibrated probabilities of every set, each part calibrated on the other parts."""
    found = []
    for (language,), rows in judged.group_by("language", maintain_order=True):
        scores = np.log(rows.select(CLASSES).to_numpy() + 1e-12)
        chances = np.zeros_like(scores)
        part, target = rows["part"].to_numpy(), rows["target"].to_numpy()
        for held in range(PARTS):
            found_by = calibrate(rows.filter(pl.Series(target & (part != held))))
            at = part == held
            chances[at] = _softmax(found_by.slope * scores[at] + found_by.bias)
        for name in rows["set"].unique(maintain_order=True):
            at = (rows["set"] == name).to_numpy()
            classes = rows["class"].to_numpy()[at]
            found.append(Judged(name, str(language), classes, chances[at]))
    return found


def calibration_error(chances: Floats, classes: npt.NDArray[np.int64], bins: int = 10) -> float:
    """Return the expected calibration error of the likeliest class, each class weighed alike."""
    weights = _weights(classes)
    sure, right = chances.max(axis=1), chances.argmax(axis=1) == classes
    at = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = np.bincount(at, weights=weights * (right - sure), minlength=bins)
    return float(np.abs(gaps).sum() / weights.sum())


def _weights(classes: npt.NDArray[np.int64]) -> Floats:
    counts = np.bincount(classes, minlength=len(CLASSES))
    return np.asarray(1 / counts[classes] / np.count_nonzero(counts))


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
