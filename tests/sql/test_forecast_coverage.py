"""Do the intervals of forecasts hold what comes, and does the method know when to say nothing?

Series of 56 weeks, and the four after them that nobody has seen, are drawn from processes that
differ in what they do to a forecast; each is forecast by the models of the report. The table that
this prints stands in docs/statistics.md:

    pytest -m slow tests/sql/test_forecast_coverage.py -s
"""

import sys
from datetime import date, timedelta

import numpy as np
import pytest

from flows.warehouse import models
from tests.sql.test_model_units import VARIABLES

pytestmark = pytest.mark.slow

BRANDS = 1_000
WEEKS, AHEAD = 56, 4
LAST_ON = date(2026, 6, 29)
"""The first day of the last week of the history."""
FEW = 200
"""Brands with a forecast under which the part that holds is itself a matter of chance."""


def level(chance, mean):
    """One level, on uneven weeks: a negative binomial."""
    return np.full((BRANDS, WEEKS + AHEAD), float(mean))


def waves(chance, mean):
    """Loud weeks follow loud weeks: an autoregression of 0.6, a fifth of the level."""
    state = np.zeros((BRANDS, WEEKS + AHEAD))
    for week in range(1, WEEKS + AHEAD):
        state[:, week] = 0.6 * state[:, week - 1] + chance.normal(0, 0.16, BRANDS)
    return mean * np.exp(state - 0.02)


def wander(chance, mean):
    """A level that goes its way: a random walk of 7 % a week."""
    steps = chance.normal(0, 0.07, (BRANDS, WEEKS + AHEAD))
    return mean * np.exp(np.cumsum(steps, axis=1))


def growth(chance, mean):
    """Twice as much at the end as at the start."""
    return mean * np.tile(np.geomspace(0.7, 1.4, WEEKS + AHEAD), (BRANDS, 1))


def events(chance, mean):
    """One week in ten is two to four times as loud."""
    is_loud = chance.random((BRANDS, WEEKS + AHEAD)) < 0.1
    return mean * np.where(is_loud, chance.uniform(2, 4, is_loud.shape), 1)


def season(chance, mean):
    """Up and down by a third over the year."""
    year = 2 * np.pi * (np.arange(WEEKS + AHEAD) / 52 + chance.random((BRANDS, 1)))
    return mean * np.exp(0.3 * np.sin(year))


PROCESSES = [level, waves, wander, growth, events, season]


@pytest.mark.parametrize("mean", [35, 350])
@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.__name__)
def test_forecasts_hold_what_comes(process, mean, empty, capsys):
    """Where a forecast is given, its interval holds what comes in nine of ten brands or more."""
    chance = np.random.default_rng([mean, PROCESSES.index(process)])
    rate = process(chance, mean)
    counts = chance.poisson(chance.gamma(30, rate / 30))
    judged = np.maximum(counts * 4 // 5, 1)
    lean = np.clip(0.05 + chance.normal(0, 0.05, (BRANDS, WEEKS + AHEAD)), -0.5, 0.5)
    drift = chance.normal(0, 0.01, (BRANDS, WEEKS + AHEAD)).cumsum(axis=1)
    positive = chance.binomial(judged, np.clip(0.35 + lean / 2 + drift / 2, 0.02, 0.6))
    negative = chance.binomial(judged - positive, 0.35)
    weeks = [LAST_ON - timedelta(7 * back) for back in reversed(range(WEEKS))]
    seen = slice(0, WEEKS)
    empty.execute("begin")
    try:
        window = {
            "window_first_on": LAST_ON - timedelta(21),
            "window_end_on": LAST_ON + timedelta(7),
        }
        for name, value in (VARIABLES | window).items():
            empty.execute(f"set variable {name} = ?", [value])
        for table in ("brands", "brand_weeks"):
            empty.execute(f"delete from {table}")
        empty.execute(
            f"insert into brands by name select range::varchar as brand from range({BRANDS})"
        )
        empty.execute(
            "insert into brand_weeks (brand, week, heard_count, mention_count, mentions, "
            "judged_count, sign_sum) select unnest(?), unnest(?), 7, unnest(?), unnest(?), "
            "unnest(?), unnest(?)",
            [
                [str(brand) for brand in range(BRANDS) for _ in weeks],
                weeks * BRANDS,
                counts[:, seen].ravel().tolist(),
                counts[:, seen].ravel().astype(float).tolist(),
                judged[:, seen].ravel().tolist(),
                (positive - negative)[:, seen].ravel().tolist(),
            ],
        )
        models.run(empty, [models.models()[name] for name in ("forecast_tests", "forecasts")])
        told = empty.execute(
            "select metric, brand::int, is_given, low, high from forecasts"
        ).fetchall()
    finally:
        empty.execute("rollback")
    to_come = {
        "mentions": counts[:, WEEKS:].sum(axis=1),
        "net_sentiment": 100
        * (positive - negative)[:, WEEKS:].sum(axis=1)
        / judged[:, WEEKS:].sum(axis=1),
    }
    for metric, came in to_come.items():
        given = [row for row in told if row[0] == metric and row[2]]
        held = np.mean([low <= came[brand] <= high for _, brand, _, low, high in given])
        with capsys.disabled():
            sys.stdout.write(
                f"\n| {process.__name__} | {mean} | {metric} | {len(given) / BRANDS:.2f} | "
                f"{100 * held:.1f} |"
            )
        assert held >= (0.9 if len(given) >= FEW else 0.85)
