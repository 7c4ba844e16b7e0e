"""The linear engine on texts that it did not learn from, and two lexica on the same texts."""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from benchmarks.sentiment import train
from benchmarks.sentiment.calibration import Judged, nested
from benchmarks.sentiment.sources import labelled
from benchmarks.understanding.baselines import baselines
from flows.text.evaluation import CLASSES, Scores, evaluate


class Compared(NamedTuple):
    """One labelled set, and the scores of each engine on it."""

    name: str
    language: str
    scores: dict[str, Scores]


def compared(labels: Path, posts: Path) -> list[Compared]:
    """Train with each fifth of the texts held out in turn, and score what was held out."""
    texts = labelled(labels / "sentiment").sort("language", "set", maintain_order=True)
    lessons = train.prepared(texts, train.unlabelled(posts))
    judged = {one.name: one for one in nested(train.held_out(lessons))}
    return [
        Compared(
            str(name),
            judged[str(name)].language,
            {"linear": _linear(judged[str(name)]), **_baselines(rows)},
        )
        for (name,), rows in texts.group_by("set", maintain_order=True)
    ]


def _linear(judged: Judged) -> Scores:
    answers = [CLASSES[kind] for kind in judged.chances.argmax(axis=1)]
    return Scores.of([CLASSES[kind] for kind in judged.classes], answers)


def _baselines(rows: pl.DataFrame) -> dict[str, Scores]:
    labels = [CLASSES[kind] for kind in rows["class"]]
    texts, languages = rows["text"].to_list(), rows["language"].to_list()
    return {
        name: evaluate(judge, texts, languages, labels).overall
        for name, judge in baselines().items()
    }
