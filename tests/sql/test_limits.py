"""A source that stops at its own limit, from its connector through the ledger to the page."""

from datetime import date, timedelta

import pytest

from flows.lake.understanding import understand_new
from flows.sources import Limit
from flows.warehouse import models
from flows.warehouse.connection import scope, warehouse
from tests.lake.samples import AT, MemorySource, a_config, a_post, collect


@pytest.fixture
def opened(tmp_path):
    """Return a warehouse over a search that gave the newest posts of a week and no more."""
    config = a_config(
        tmp_path,
        sources=[
            {
                "id": "memory",
                "kind": "files",
                "path": "x.csv",
                "platform": "forum",
                "channel": "forum",
            }
        ],
        reports=[
            {"id": "week", "brand": "acme", "period": {"from": "2026-06-08", "to": "2026-06-14"}}
        ],
    )
    reached = AT - timedelta(days=3)
    source = MemorySource(
        [a_post(f"p{n}", posted_at=reached + timedelta(hours=6 * n)) for n in range(12)]
    )
    source.covered = (reached, AT)
    source.limit = Limit("The search gives its newest 12 posts.", AT - timedelta(days=6), reached)
    assert "limited" == collect(config, source).status
    understand_new(config, workers=1)
    report = config.report("week")
    window = report.window(config.workspace.timezone, date(2026, 6, 15))
    with warehouse(config, scope(config, report, window)) as connection:
        models.run(connection, models.in_order())
        yield connection


def test_days_behind_a_limit_are_told_apart(opened):
    """Days it reached are covered, the rest of what was asked is limited, and not asked is that."""
    told = opened.execute(
        "select day(day), status, post_count from page_coverage_days order by day"
    ).fetchall()

    assert [
        (8, "after_data", 0),
        (9, "limited", 0),
        (10, "limited", 0),
        (11, "limited", 0),
        (12, "limited", 2),
        (13, "covered", 4),
        (14, "covered", 4),
    ] == told


def test_a_limit_is_counted_and_named(opened):
    """The coverage table counts such days, and its note is the connector's own sentence."""
    told = opened.execute(
        "select day_count, covered_count, limited_count, partial_count, note from page_coverage"
    ).fetchall()

    assert [(7, 2, 4, 0, "The search gives its newest 12 posts.")] == told


def test_a_day_that_gave_nothing_before_the_limit_is_no_zero(opened):
    """A limited day without posts has no count in the daily series; one with posts has."""
    told = opened.execute("select day(day), mention_count from page_daily order by day").fetchall()

    assert [(8, None), (9, None), (10, None), (11, None), (12, 2), (13, 4), (14, 4)] == told
