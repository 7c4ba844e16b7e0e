"""What holds of every model built from real posts."""

import math
from operator import attrgetter
from typing import get_args

import pytest

from flows.rendering.context import Unit
from flows.warehouse import checks, models
from flows.warehouse.dictionary import metrics
from flows.warehouse.queries import rows
from tests.sql.each import each
from tests.sql.headers import grain

MODELS = list(models.models().values())


@each(MODELS, attrgetter("name"))
def test_grain_names_a_row(model, built):
    """No two rows share the columns that a header calls the grain, and none of those is null."""
    columns = ", ".join(f'"{column}"' for column in grain(model.sql))

    assert [] == rows(
        built,
        f'select {columns}, count(*) as row_count from "{model.name}" group by all '
        f"having row_count > 1 or {' or '.join(f'{one} is null' for one in columns.split(', '))}",
    )


@each(MODELS, attrgetter("name"))
def test_the_workspace_reaches_every_model(model, built):
    """A model without rows would be tested by nothing here."""
    assert rows(built, f'select 1 from "{model.name}" limit 1')


@each(MODELS, attrgetter("name"))
def test_no_number_is_infinite(model, built, empty):
    """A division by nothing is null, with posts and without."""
    for connection in (built, empty):
        for row in rows(connection, f'from "{model.name}"'):
            numbers = [value for value in row.values() if isinstance(value, float)]
            assert all(math.isfinite(number) for number in numbers), row


def test_checks_find_nothing(built, empty):
    """The figures of a report do not contradict each other, with posts and without."""
    checks.verify(built)
    checks.verify(empty)


def test_figures_and_dictionary_agree(built):
    """Each figure's metric is in the dictionary, and each metric there has a figure."""
    shown = rows(built, "select distinct metric from figures")

    assert set(metrics()) == {row["metric"] for row in shown}


def test_units_are_known():
    """A unit of the dictionary is one that the renderers can print."""
    assert set(get_args(Unit)) >= {metric.unit for metric in metrics().values()}


def test_figures_lead_back_to_their_posts(built):
    """The posts behind a figure that counts posts are as many as it says."""
    counted = ("mentions", "raw_mentions", "unique_mentions", "misspelt_mentions", "spike")
    shown = rows(built, "from figures")
    assert shown
    for figure in shown:
        if figure["posts_where"] is None:
            continue
        behind = rows(
            built,
            f"select count(*) as post_count from {figure['posts_from']} "
            f"where {figure['posts_where']}",
        )
        if figure["metric"] in counted:
            assert figure["value"] == behind[0]["post_count"], figure["figure"]
        if figure["metric"] == "net_sentiment":
            assert figure["n"] == behind[0]["post_count"], figure["figure"]


def test_intervals_hold_their_values(built):
    """A figure lies within its interval."""
    for figure in rows(built, "from figures where value is not null and low is not null"):
        assert figure["low"] <= figure["value"] <= figure["high"], figure["figure"]


def test_an_empty_lake_gives_zeros_and_nulls(empty):
    """Nothing heard is no mentions, no rate, and no error."""
    volume = rows(empty, "select * from brand_volume where period = 'window' order by brand")

    assert ["acme", "globex", "quiet"] == [row["brand"] for row in volume]
    assert [0, 0, 0] == [row["mention_count"] for row in volume]
    assert [None, None, None] == [row["engagement_per_post"] for row in volume]
    assert {None} == {row["share_of_voice"] for row in rows(empty, "from share_of_voice")}


def test_the_last_month_is_the_window(built):
    """The series of months ends with the same net sentiment and interval as the headline."""
    told = rows(
        built,
        "select brand_monthly.*, net_sentiment.net_sentiment as headline_value, "
        "net_sentiment.low as headline_low, net_sentiment.high as headline_high "
        "from brand_monthly join net_sentiment using (brand) "
        "where period = 'window' and dimension = 'all' and month = date '2026-06-01'",
    )

    assert ["acme", "globex"] == sorted(row["brand"] for row in told)
    for row in told:
        assert pytest.approx(row["headline_value"]) == row["net_sentiment"]
        assert pytest.approx(row["headline_low"]) == row["low"]
        assert pytest.approx(row["headline_high"]) == row["high"]
