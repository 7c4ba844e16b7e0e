"""How well an engine judges, against texts that people have labelled.

A text that the engine cannot judge is a miss of its class: it is wrong for accuracy, recall and
F1, because whoever reads the engine's numbers does not get to see it. Macro recall and macro F1 are
the plain means over the classes that have labelled texts.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import Self

from flows.text.sentiment import Engine

CLASSES = ("negative", "neutral", "positive")
UNKNOWN = "unknown"

Interval = tuple[float, float]

_Z = 1.959964
"""Normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True)
class Scores:
    """What an engine answered to labelled texts, as counts of (label, answer)."""

    counts: Counter[tuple[str, str]]

    @classmethod
    def of(cls, labels: Sequence[str], answers: Sequence[str]) -> Self:
        """Return the scores of answers; there must be one at least."""
        return cls(Counter(zip(labels, answers, strict=True)))

    @property
    def n(self) -> int:
        """Labelled texts."""
        return self.counts.total()

    @property
    def right(self) -> int:
        """Texts whose answer is their label."""
        return sum(self.counts[one, one] for one in CLASSES)

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return self.right / self.n

    @property
    def unknown_share(self) -> float:
        """The share of texts that the engine could not judge."""
        return sum(self.counts[one, UNKNOWN] for one in CLASSES) / self.n

    @property
    def macro_recall(self) -> float:
        """The mean recall of the classes."""
        return fmean(self.recall(one) for one in self._present)

    @property
    def macro_recall_interval(self) -> Interval:
        """Its 95 % interval, from those of the classes.

        MOVER, the method of variance estimates recovery (Zou and Donner 2008).
        """
        mean, weight = self.macro_recall, 1 / len(self._present)
        below = above = 0.0
        for one in self._present:
            low, high = wilson(self.counts[one, one], self.labelled(one))
            below += (weight * (self.recall(one) - low)) ** 2
            above += (weight * (high - self.recall(one))) ** 2
        return mean - sqrt(below), mean + sqrt(above)

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the classes."""
        return fmean(self._f1(one) for one in self._present)

    def labelled(self, label: str) -> int:
        """Return how many texts have this label."""
        return sum(self.counts[label, answer] for answer in (*CLASSES, UNKNOWN))

    def recall(self, label: str) -> float:
        """Return the share of the texts of this label that got it as their answer.

        Raises:
            ZeroDivisionError: no text has this label.

        """
        return self.counts[label, label] / self.labelled(label)

    @property
    def _present(self) -> list[str]:
        return [one for one in CLASSES if self.labelled(one)]

    def _f1(self, label: str) -> float:
        answered = sum(self.counts[other, label] for other in CLASSES)
        return 2 * self.counts[label, label] / (self.labelled(label) + answered)


@dataclass(frozen=True)
class Evaluation:
    """The scores of one engine, over all texts and by language."""

    overall: Scores
    by_language: dict[str, Scores]


def evaluate(
    engine: Engine, texts: list[str], languages: list[str], labels: list[str]
) -> Evaluation:
    """Have an engine judge labelled texts; there must be one at least."""
    opinions = engine.score(texts, languages)
    answers = [opinion.sentiment if opinion else UNKNOWN for opinion in opinions]
    by_language: dict[str, Counter[tuple[str, str]]] = {
        one: Counter() for one in sorted(set(languages))
    }
    for language, *pair in zip(languages, labels, answers, strict=True):
        by_language[language][pair[0], pair[1]] += 1
    return Evaluation(
        Scores.of(labels, answers),
        {language: Scores(counts) for language, counts in by_language.items()},
    )


def wilson(part: int, whole: int) -> Interval:
    """Return the 95 % interval of a share (Wilson 1927)."""
    return _wilson_low(part, whole), 1 - _wilson_low(whole - part, whole)


def _wilson_low(part: int, whole: int) -> float:
    share, square = part / whole, _Z**2
    spread = _Z * sqrt((share * (1 - share) + square / (4 * whole)) / whole)
    return max(0.0, (share + square / (2 * whole) - spread) / (1 + square / whole))
