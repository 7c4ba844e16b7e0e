"""Softmax regression over blocks of columns: common ones, those of a language, those of a set."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import fmin_l_bfgs_b

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

CLASSES = 3
_STEPS = 80


class Block(NamedTuple):
    """Columns of the problem: the `rows` that have them, and their values."""

    rows: Ints
    matrix: sp.csr_matrix


def fit(
    blocks: Sequence[Block],
    classes: Ints,
    weights: Floats,
    allowed: npt.NDArray[np.bool_],
    penalty: float,
) -> list[Floats]:
    """Return the weights of each block's columns, one column of them a class.

    Minimises the weighted cross-entropy plus half of `penalty` times the squared weights, by
    L-BFGS. `allowed` says which classes a row could have had: a set without neutral texts says
    nothing about them.
    """
    sizes = [block.matrix.shape[1] * CLASSES for block in blocks]
    bounds = np.cumsum([0, *sizes])
    transposed = [block.matrix.T.tocsr() for block in blocks]
    told = np.eye(CLASSES)[classes]
    shut = np.where(allowed, 0.0, -1e3)

    def parts(flat: Floats) -> list[Floats]:
        return [flat[start:end].reshape(-1, CLASSES) for start, end in pairwise(bounds)]

    def loss(flat: Floats) -> tuple[float, Floats]:
        scores = shut.copy()
        for block, part in zip(blocks, parts(flat), strict=True):
            scores[block.rows] += block.matrix @ part
        scores -= scores.max(axis=1, keepdims=True)
        powers = np.exp(scores)
        total = powers.sum(axis=1, keepdims=True)
        cost = -(weights * ((scores * told).sum(axis=1) - np.log(total[:, 0]))).sum()
        slope = (powers / total - told) * weights[:, None]
        slopes = [
            across @ slope[block.rows] for block, across in zip(blocks, transposed, strict=True)
        ]
        gradient = np.concatenate([part.ravel() for part in slopes])
        return cost + penalty / 2 * float(flat @ flat), gradient + penalty * flat

    flat, _, _ = fmin_l_bfgs_b(loss, np.zeros(bounds[-1]), maxiter=_STEPS, m=8)
    return parts(flat)
