"""How well an engine judges, worked out another way."""

from collections import Counter
from math import sqrt

import numpy as np
import pytest

from flows.text.evaluation import CLASSES, UNKNOWN, Scores, evaluate, wilson
from flows.text.sentiment import Opinion

COUNTS = {
    ("negative", "negative"): 6, ("negative", "neutral"): 2, ("negative", UNKNOWN): 2,
    ("neutral", "neutral"): 4, ("neutral", "positive"): 1,
    ("positive", "positive"): 3, ("positive", "negative"): 2,
}  # fmt: skip


def test_the_figures_of_a_table_worked_out_by_hand():
    """What is unknown counts as labelled and as missed."""
    scores = Scores(Counter(COUNTS))

    assert 20 == scores.n
    assert 13 / 20 == scores.accuracy
    assert 2 / 20 == scores.unknown_share
    assert [0.6, 0.8, 0.6] == [scores.recall(label) for label in CLASSES]
    assert pytest.approx(2 / 3) == scores.macro_recall
    # F1 is twice the right ones over labelled and answered: 12/18, 8/11, 6/9.
    assert pytest.approx((12 / 18 + 8 / 11 + 6 / 9) / 3) == scores.macro_f1


def test_a_class_without_labels_has_no_part_in_the_means():
    """A file of two classes is measured on two, whatever the engine answers."""
    counts = {("negative", "negative"): 3, ("negative", "neutral"): 1, ("positive", "positive"): 2}
    scores = Scores(Counter(counts))

    assert (0.75 + 1) / 2 == scores.macro_recall
    assert pytest.approx((6 / 7 + 1) / 2) == scores.macro_f1


def test_languages_are_scored_apart():
    """Each language has the scores of its own texts, and all together those of all."""

    class Parrot:
        """Judges every text in English as positive, and no other."""

        name = identity = "parrot 1"

        def score(self, texts, languages):
            yes = Opinion("positive", 1.0, None)
            return [yes if language == "en" else None for language in languages]

    found = evaluate(Parrot(), ["a", "b", "c"], ["en", "de", "en"], ["positive"] * 2 + ["neutral"])

    assert (3, 1 / 3) == (found.overall.n, found.overall.accuracy)
    assert ["de", "en"] == list(found.by_language)
    assert [(1, 0.0, 1.0), (2, 0.5, 0.0)] == [
        (one.n, one.accuracy, one.unknown_share) for one in found.by_language.values()
    ]


@pytest.mark.parametrize(("part", "whole"), [(0, 10), (10, 10), (1, 3), (37, 157), (500, 1000)])
def test_wilson(part, whole):
    """The interval's ends are the shares for which the observed one is just 1.96 spreads away."""
    low, high = wilson(part, whole)

    assert 0 <= low <= part / whole <= high <= 1
    for end in (low, high):
        if 0 < end < 1:
            spreads = (part / whole - end) / sqrt(end * (1 - end) / whole)
            assert pytest.approx(1.96, abs=1e-3) == abs(spreads)


def test_the_interval_of_macro_recall_holds_what_it_says():
    """Of 2,000 simulated test sets 95 in 100 intervals hold the true macro recall."""
    chance = np.random.default_rng(1)
    recalls, sizes = np.array([0.5, 0.8, 0.65]), np.array([60, 200, 90])
    hits = chance.binomial(sizes, recalls, size=(2_000, 3))
    inside = 0
    for drawn in hits.tolist():
        counts: Counter[tuple[str, str]] = Counter()
        for label, right, size in zip(CLASSES, drawn, sizes.tolist(), strict=True):
            counts[label, label] = right
            counts[label, UNKNOWN] = size - right
        low, high = Scores(counts).macro_recall_interval
        inside += low <= recalls.mean() <= high

    assert 0.935 < inside / 2_000 < 0.965
