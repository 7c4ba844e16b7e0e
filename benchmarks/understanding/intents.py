"""How well intents and topics are told; "negative is a complaint" by two lexica stands beside."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from benchmarks import labels as measured
from benchmarks.understanding.baselines import baselines


class Told(NamedTuple):
    """One figure: an F1, or of questions the share that was told."""

    figure: str
    data: str
    n: int
    ours: float
    aim: float | None = None
    textblob: float | None = None
    vader: float | None = None


def figures(labels: Path) -> Iterator[Told]:
    """Yield the figures of complaints, purchase interest, questions and topics."""
    complaints = {one.name: one for one in measured.complaints(labels)}
    beside = _negatives(labels)
    one = complaints["complaint, held out"]
    yield Told("complaints, F1", "complaints_dev, held out", one.n, one.f1, 0.75, *beside)
    one = complaints["complaint, held out, handles taken away"]
    yield Told("complaints without handles, F1", "complaints_dev, held out", one.n, one.f1)
    for one in measured.purchases(labels):
        yield Told(f"{one.name}, F1", "purchase_intent", one.n, one.f1)
    for one in measured.requests(labels):
        yield Told(f"{one.name}, found", "intent_banking77", one.n, one.recall)
    *_, mean = measured.airline(labels)
    yield Told("ten complaint reasons, macro F1", "airline_dev, held out", mean.n, mean.f1, 0.45)


def _negatives(labels: Path) -> list[float]:
    """Return the F1 of each baseline where whatever is negative is called a complaint."""
    given = pl.read_parquet(labels / "complaints_dev.parquet")
    given = given.filter(measured.is_held_out(given["text"]))
    truth = given["label"] == "complaint"
    found = []
    for judge in baselines().values():
        opinions = judge.score(given["text"].to_list(), ["en"] * given.height)
        told = [opinion is not None and opinion.sentiment == "negative" for opinion in opinions]
        found.append(measured.measured("", truth, pl.Series(told)).f1)
    return found
