"""The figures of the held-out texts as a table."""

from collections.abc import Sequence

import numpy as np

from benchmarks.sentiment.calibration import Judged, calibration_error
from flows.text.sentiment.linear import CLASSES

_HEAD = (
    "| set | language | texts | macro recall | macro F1 | accuracy | recall neg, neu, pos | ECE |"
)


def table(sets: Sequence[Judged]) -> str:
    """Return a row a set: recalls and F1 in percent, the calibration error (ECE) in points."""
    return "\n".join([_HEAD, "| --- | --- |" + " ---: |" * 6, *map(_row, sets)])


def _row(judged: Judged) -> str:
    classes, answers = judged.classes, judged.chances.argmax(axis=1)
    had = np.unique(classes)
    hits = np.array([((classes == kind) & (answers == kind)).sum() for kind in range(len(CLASSES))])
    of, said = (np.bincount(found, minlength=len(CLASSES)) for found in (classes, answers))
    recall = hits / np.maximum(of, 1)
    f1 = 2 * hits / np.maximum(of + said, 1)
    shown = ", ".join(
        f"{100 * recall[kind]:.0f}" if kind in had else "–" for kind in range(len(CLASSES))
    )
    cells = (
        f"`{judged.name}`",
        judged.language,
        f"{len(classes):,}",
        f"{100 * recall[had].mean():.1f}",
        f"{100 * f1[had].mean():.1f}",
        f"{100 * (classes == answers).mean():.1f}",
        shown,
        f"{100 * calibration_error(judged.chances, classes):.1f}",
    )
    return f"| {' | '.join(cells)} |"
