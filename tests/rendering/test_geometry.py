"""Whatever the data: no part of a chart leaves it, and no words lie on others."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.config import Language
from flows.rendering import charts
from flows.rendering.charts.svg import NARROW, WIDE
from flows.rendering.words import speaking
from tests.rendering.geometry import meeting, outside, parsed
from tests.rendering.sample import a_context
from tests.rendering.sample_base import LONG_NAMES
from tests.rendering.test_charts import _drawings as drawings

_FIRST = date(2026, 1, 1)
_WIDTHS = st.sampled_from([WIDE, NARROW])
_LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
_NAMES = st.one_of(
    st.sampled_from([*LONG_NAMES, "Norrsken", "Миров", "옴브릭", "A"]),
    st.text(_LETTERS, min_size=1, max_size=60),
)
_COUNTS = st.one_of(st.just(0), st.integers(1, 40), st.integers(0, 2_000_000))
_POINTS = st.floats(-100, 100).map(lambda value: round(value, 3))
_SHARES = st.floats(0, 1)
# Drawing is fast, and the machine may be busy.
_calm = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])


def _is_whole(chart, width):
    if chart is None:
        return
    root = parsed(chart.at(width))
    assert [] == outside(root)
    assert [] == meeting(root)


@st.composite
def _days(draw):
    """Return days that repeat a short pattern: a year of chance would be long in the making."""
    states = st.sampled_from(["covered", "covered", "partial", "missing", "after_data"])
    day = st.tuples(states, _COUNTS, st.one_of(st.none(), _COUNTS), st.booleans())
    pattern = draw(st.lists(day, min_size=1, max_size=9))
    rows = []
    for number in range(draw(st.sampled_from([1, 2, 7, 8, 28, 31, 92, 366]))):
        status, count, before, is_spike = pattern[number % len(pattern)]
        known = status in ("covered", "partial")
        rows.append(
            {
                "day": _FIRST + timedelta(days=number),
                "status": status,
                "mention_count": count if known else None,
                "previous_count": before,
                "baseline_count": None,
                "is_spike": known and is_spike,
            }
        )
    return rows


@_calm
@given(_days(), st.sampled_from(["May 2026", "1 January – 31 December 2025"]), _WIDTHS)
def test_days_fit(rows, before, width):
    """A day or a year, loud, silent or not heard: lines, marks and labels keep their places."""
    _is_whole(charts.daily(rows, before, "says"), width)


@_calm
@given(_days(), _WIDTHS)
def test_a_calendar_fits(rows, width):
    """A week or a year, with gaps and unusual days: every cell and label keeps its place."""
    _is_whole(charts.calendar(rows, "says"), width)


@st.composite
def _brands(draw):
    return draw(st.lists(_NAMES, min_size=1, max_size=draw(st.sampled_from([1, 2, 4, 20]))))


@st.composite
def _months(draw):
    months = [date(2025 + number // 12, number % 12 + 1, 1) for number in range(13)]
    months = months[: draw(st.integers(1, 13))]
    month = st.tuples(st.one_of(st.none(), _COUNTS), st.one_of(st.none(), _POINTS))
    pattern = draw(st.lists(month, min_size=1, max_size=7))
    rows = []
    for index, name in enumerate(draw(_brands())):
        for place, first_on in enumerate(months):
            count, net = pattern[(place + 3 * index) % len(pattern)]
            rows.append(
                {
                    "brand": str(index),
                    "brand_name": name,
                    "is_focus": index == 0,
                    "month": first_on,
                    "mention_count": count,
                    "net_sentiment": net,
                    "low": None if net is None else max(net - 9, -100),
                    "high": None if net is None else min(net + 9, 100),
                    "is_part": False,
                    "is_break": False,
                }
            )
    return rows


@_calm
@given(_months(), _WIDTHS)
def test_months_fit(rows, width):
    """One brand or twenty, one month or thirteen: in one chart, in many, and one brand alone."""
    own = [row for row in rows if row["is_focus"]]

    _is_whole(charts.monthly(rows, "says"), width)
    _is_whole(charts.net_multiples(rows, "says"), width)
    _is_whole(charts.mentions_trend(own, "says"), width)
    _is_whole(charts.net_trend(own, "says"), width)


@st.composite
def _judged(draw):
    rows = []
    for index, name in enumerate(draw(_brands())):
        parts = [draw(st.integers(0, 500)) for _ in range(3)]
        total = sum(parts)
        net = draw(st.one_of(st.none(), _POINTS))
        rows.append(
            {
                "brand_name": name,
                "is_focus": index == 0,
                "judged_count": total,
                "net_sentiment": net,
                "low": None if net is None else max(net - 20, -100),
                "high": None if net is None else min(net + 20, 100),
                "previous_net_sentiment": draw(st.one_of(st.none(), _POINTS)),
                "adequacy": draw(st.sampled_from(["enough", "weak", "too few"])),
            }
            | {
                f"{kind}_{column}": value
                for kind, count in zip(("negative", "neutral", "positive"), parts, strict=True)
                for column, value in (
                    ("count", count),
                    ("share", count / total if total else None),
                )
            }
        )
    return rows


@_calm
@given(_judged(), _WIDTHS)
def test_judgements_fit(rows, width):
    """Shares and dots of one brand or twenty, known or not: nothing is cut."""
    _is_whole(charts.sentiment(rows, "says"), width)
    _is_whole(charts.net_sentiment(rows, "says"), width)


@_calm
@given(st.lists(st.tuples(_NAMES, _SHARES, st.one_of(st.none(), _SHARES), _COUNTS), max_size=20),
       _WIDTHS)  # fmt: skip
def test_shares_fit(given_rows, width):
    """Ranked bars and shares of a whole, also of twenty brands, and of none before."""
    whole = sum(share for _, share, _, _ in given_rows) or 1
    rows = [
        {
            "brand_name": name,
            "topic_name": name,
            "is_focus": index == 0,
            "share": share / whole,
            "previous_share": before,
            "mention_count": count,
        }
        for index, (name, share, before, count) in enumerate(given_rows)
    ]
    scaled = sum(row["previous_share"] or 0 for row in rows) or 1
    voice = [
        {**row, "previous_share": row["previous_share"] and row["previous_share"] / scaled}
        for row in rows
    ]

    _is_whole(charts.share_of_voice(voice, "says"), width)
    _is_whole(charts.topics(rows, "says"), width)


@_calm
@given(st.lists(st.tuples(_NAMES, st.integers(-90_000, 90_000)), min_size=2, max_size=20), _WIDTHS)
def test_parts_of_a_change_fit(parts, width):
    """Gains and losses with their sum: bars and notes on both sides keep their places."""
    rows = [
        {"segment": name, "mention_count": 2, "previous_count": 1, "count_change": change}
        for name, change in parts
    ]
    _is_whole(charts.volume_drivers(rows, "says"), width)


@st.composite
def _cells(draw):
    topics = draw(st.lists(_NAMES, min_size=1, max_size=10, unique=True))
    brands = draw(st.lists(_NAMES, min_size=1, max_size=20, unique=True))
    pattern = draw(st.lists(st.one_of(st.none(), _POINTS), min_size=1, max_size=9))
    rows = []
    for row, topic in enumerate(topics):
        for column, brand in enumerate(brands):
            net = pattern[(row + column) % len(pattern)]
            rows.append(
                {
                    "topic_name": topic,
                    "brand_name": brand,
                    "mention_count": 9,
                    "topic_share": 0.5,
                    "judged_count": 40,
                    "net_sentiment": net,
                    "low": net,
                    "high": net,
                    "adequacy": "weak",
                }
            )
    return rows


@_calm
@given(_cells(), _WIDTHS)
def test_a_matrix_fits(rows, width):
    """One topic and brand or ten times twenty, named at length: cells and names keep apart."""
    _is_whole(charts.topic_matrix(rows, "says"), width)


@st.composite
def _events(draw):
    days = draw(st.sampled_from([2, 7, 31, 366]))
    rows = []
    for index, name in enumerate(draw(_brands())):
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, days - 1))
            end = min(start + draw(st.integers(0, 5)), days - 1)
            rows.append(
                {
                    "brand_name": name,
                    "is_focus": index == 0,
                    "start_on": _FIRST + timedelta(days=start),
                    "end_on": _FIRST + timedelta(days=end),
                    "peak_on": _FIRST + timedelta(days=draw(st.integers(start, end))),
                    "mention_count": draw(_COUNTS),
                    "terms": draw(st.lists(_NAMES, max_size=3)),
                }
            )
    return rows, _FIRST + timedelta(days=days - 1)


@_calm
@given(_events(), _WIDTHS)
def test_a_timeline_fits(events, width):
    """Events of any number and length, of brands with any name: each has its place and words."""
    rows, last_on = events
    turns = [{"day": _FIRST}, {"day": last_on}]
    _is_whole(charts.timeline(rows, turns, _FIRST, last_on, "says"), width)


@_calm
@given(st.lists(_NAMES, min_size=1, max_size=12, unique=True), st.sampled_from([1, 7, 31, 366]),
       st.lists(st.sampled_from(["covered", "partial", "limited", "silent", "missing",
                                 "after_data"]), min_size=1, max_size=9), _WIDTHS)  # fmt: skip
def test_coverage_fits(names, days, states, width):
    """A source or twelve over a day or a year: strips, key and days keep their places."""
    rows = [
        {
            "source": name,
            "day": _FIRST + timedelta(days=number),
            "status": states[number % len(states)],
            "post_count": number,
        }
        for name in names
        for number in range(days)
    ]
    _is_whole(charts.coverage(rows, "says"), width)


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_language_fits(language, width):
    """Words, numbers and months of each language find room in every chart."""
    with speaking(language):
        for chart in drawings(a_context()).values():
            _is_whole(chart, width)


def test_the_measure_sees_what_it_is_for():
    """A word beyond the edge and two on one another are found."""
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40">'
        '<text x="80" y="20">far too long</text><text x="10" y="20">one</text>'
        '<g transform="translate(0 2)"><text x="12" y="18">two</text></g></svg>'
    )

    assert ["far too long"] == [words for words, _ in outside(parsed(picture))]
    assert [("one", "two")] == meeting(parsed(picture))
