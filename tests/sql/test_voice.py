"""What a topic costs and how customers rate, against arithmetic done another way."""

from collections import defaultdict
from typing import Any

import numpy as np
import pytest

from flows.warehouse.queries import rows

COUNTED = "is_counted and period = 'window' and brand = 'acme'"


@pytest.fixture(scope="module")
def mentions(built) -> list[dict[str, Any]]:
    """Return the counted mentions of the focus brand in the window."""
    return rows(built, f"from mentions where {COUNTED}")


def _net(signs: list[int]) -> float:
    return 100 * sum(signs) / len(signs)


def test_a_topic_costs_what_leaving_it_out_gains(built, mentions):
    """Net sentiment without the topic's posts minus that with them, to the last digit."""
    signs = [(one["topics"], one["sentiment_sign"]) for one in mentions]
    judged = [(topics, sign) for topics, sign in signs if sign is not None]
    told = rows(built, "from topic_costs where brand = 'acme' and period = 'window'")
    assert told
    for row in told:
        rest = [sign for topics, sign in judged if row["topic"] not in topics]
        expected = _net(rest) - _net([sign for _, sign in judged])
        assert pytest.approx(expected, abs=1e-9) == row["cost_points"]


def test_the_interval_of_a_cost_is_by_author(built, mentions):
    """The sums give the variance of what each author adds to the difference, worked out plainly."""
    sums: dict[str, dict[str, np.ndarray]] = defaultdict(lambda: defaultdict(lambda: np.zeros(2)))
    for one in mentions:
        if one["sentiment_sign"] is not None:
            for part in ("all", *one["topics"]):
                sums[one["author_key"]][part] += (one["sentiment_sign"], 1)
    whole = np.array([parts["all"] for parts in sums.values()])
    for row in rows(built, "from topic_costs where brand = 'acme' and period = 'window'"):
        rest = whole - np.array([parts[row["topic"]] for parts in sums.values()])
        adds = sum(
            way * (part[:, 0] - part[:, 0].sum() / part[:, 1].sum() * part[:, 1]) / part[:, 1].sum()
            for way, part in ((1, rest), (-1, whole))
        )
        effective = whole[:, 1].sum() ** 2 / (whole[:, 1] ** 2).sum()
        spread = 100 * effective / (effective - 1) * np.sqrt((adds**2).sum())
        (quantile,) = built.execute("select t_quantile(?)", [effective - 1]).fetchall()[0]

        assert pytest.approx(row["cost_points"] - row["low"], rel=1e-6) == quantile * spread


def test_advocacy_counts_praise_against_complaints(built, mentions):
    """The rate is that of the posts that do either, whole and by channel."""
    told = {
        (row["dimension"], row["segment"]): row
        for row in rows(
            built,
            "from voice_rates where measure = 'advocacy' and brand = 'acme' and period = 'window'",
        )
    }
    units = [
        ("praise" in one["intents"]) - bool({"complaint", "churn_risk"} & set(one["intents"]))
        for one in mentions
        if {"praise", "complaint", "churn_risk"} & set(one["intents"])
    ]
    row = told["all", "all"]

    assert (len(units), pytest.approx(_net(units))) == (row["unit_count"], row["value"])
    assert row["unit_count"] == sum(
        other["unit_count"] for (dimension, _), other in told.items() if dimension == "channel"
    )


def test_shares_of_stars_add_up_to_the_mean(built):
    """The five shares sum to one, and the stars they weigh are the mean."""
    told = rows(built, "from voice_rates where starts_with(measure, 'stars')")
    segments: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for row in told:
        key = (row["brand"], row["period"], row["dimension"], row["segment"])
        segments[key][row["measure"]] = row["value"]
    assert segments
    for values in segments.values():
        shares = [values[f"stars_{count}"] for count in range(1, 6)]
        assert pytest.approx(1) == sum(shares)
        mean = sum(count * share for count, share in enumerate(shares, 1))
        assert pytest.approx(values["stars"]) == mean
