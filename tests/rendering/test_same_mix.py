"""What is said where the mix of sources poses as a change, and where it hides one."""

from dataclasses import replace
from datetime import date

import pytest

from flows.rendering.context import Verdict
from flows.rendering.findings import sentiment, summary, volume
from flows.rendering.findings.facts import Facts
from tests.rendering.test_findings import BRAND, facts, said

NET = f"net_sentiment.{BRAND}"


def _mixed(raw: Verdict, adjusted: Verdict, change: float) -> Facts:
    given: Facts = facts({NET: {"verdict": raw}})
    same = replace(
        given.figures[NET], id=f"adjusted_net_sentiment.{BRAND}", verdict=adjusted, change=change
    )
    return replace(given, figures={**given.figures, same.id: same})


@pytest.mark.parametrize(
    ("raw", "adjusted", "expected"),
    [
        ("up", "no clear change", "show no clear change (+1.0 points): the rest is that other"),
        ("no clear change", "down", "have changed by +1.0 points."),
        ("down", "down", None),
        ("up", "too few", None),
    ],
)
def test_a_change_of_the_sources_is_told_from_one_of_mind(raw, adjusted, expected):
    """Where one mix of sources would show something else, the report says what."""
    told = said(sentiment, _mixed(raw, adjusted, 1.0), "sentiment_mix")

    assert len(told) == (expected is not None)
    assert all((expected or "") in text for text in told)


def _months(*is_break: bool) -> Facts:
    rows = [
        {
            "brand": BRAND,
            "brand_name": "Norrsken",
            "is_focus": True,
            "month": date(2026, place + 1, 1),
            "mention_count": 100 + place,
            "low": None,
            "is_part": False,
            "is_break": broken,
        }
        for place, broken in enumerate(is_break)
    ]
    given: Facts = facts(tables={"monthly": rows})
    return given


def test_months_are_not_ranked_across_a_source_that_was_added():
    """A record of months says nothing where a source began in the last of them."""
    clear = said(volume, _months(False, False, False, False), "mentions_trend")
    broken = said(volume, _months(False, False, False, True), "mentions_trend")
    after = said(volume, _months(True, False, False, False), "mentions_trend")

    assert ["April 2026 brought the most mentions of the 4 whole months."] == clear
    assert [] == broken
    assert ["April 2026 brought the most mentions of the 3 whole months."] == after


@pytest.mark.parametrize(
    ("verdict", "posts", "is_told"),
    [("up", 900, True), ("down", 900, True), ("no clear change", 900, False), ("up", 90, False)],
)
def test_a_remark_stands_beside_the_change_it_qualifies(verdict, posts, is_told):
    """What must be known of the source of most posts is said where their number is."""
    source = {"source": "export", "post_count": posts, "note": "Holds popular posts only."}
    other = {"source": "forum", "post_count": 300, "note": None}
    coverage = [row | {"covered_count": 30, "day_count": 30} for row in (source, other)]
    known = facts(tables={"coverage": coverage})
    daily = replace(
        known.figures[f"mentions.{BRAND}"], id=f"mentions_per_day.{BRAND}", verdict=verdict
    )
    given = replace(known, figures=known.figures | {daily.id: daily})

    told = said(summary, given, "what")

    words = "Read that change with care. export: Holds popular posts only."
    assert is_told == (words in told)
