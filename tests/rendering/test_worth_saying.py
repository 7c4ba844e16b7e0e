"""What a report leaves out because it says nothing, and what it says in its place."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from flows.rendering import charts
from flows.rendering.charts.chart import Chart
from flows.rendering.findings import competitors, market, sentiment, topics, voice, volume
from flows.rendering.html import render_html
from tests.rendering.sample import a_context
from tests.rendering.sample_figures import evidence_of
from tests.rendering.test_findings import BRAND, facts, said

WIDE = 640.0


def _drawn(chart: Chart | None) -> str:
    assert chart is not None
    return chart.at(WIDE)


def _judged(topic: str, **levels: float | None) -> list[dict[str, Any]]:
    return [
        {
            "brand": brand.lower(),
            "brand_name": brand,
            "topic": topic.lower(),
            "topic_name": topic,
            "mention_count": 40,
            "topic_share": 0.5,
            "judged_count": 40 if level is not None else 3,
            "net_sentiment": level,
            "low": level,
            "high": level,
            "adequacy": "weak" if level is not None else "too few",
        }
        for brand, level in levels.items()
    ]


def test_a_matrix_shows_topics_that_compare_brands():
    """A topic on which one brand alone is judged is left out, and a brand that has none then."""
    rows = [
        *_judged("Price", Norrsken=12.0, Halden=-3.0, Mirov=None),
        *_judged("Staff", Norrsken=4.0, Halden=8.0, Mirov=None),
        *_judged("Safety", Norrsken=None, Halden=None, Mirov=-55.0),
    ]

    drawn = _drawn(charts.topic_matrix(rows, "says"))

    assert all(f">{word}<" in drawn for word in ("Price", "Staff", "Norrsken", "Halden"))
    assert not any(f">{word}<" in drawn for word in ("Safety", "Mirov"))


def test_a_matrix_without_a_comparison_is_none():
    """Brands that are judged each on a topic of its own are no picture, and no sentence."""
    rows = [
        *_judged("Price", Norrsken=-60.0, Halden=None),
        *_judged("Staff", Norrsken=-70.0, Halden=None),
        *_judged("Safety", Norrsken=None, Halden=-55.0),
    ]

    assert charts.topic_matrix(rows, "says") is None
    assert [] == said(competitors, facts(tables={"topic_matrix": rows}), "topic_matrix")


def test_what_is_judged_kindly_throughout_is_not_called_harsh():
    """Where every channel is above zero the lowest is the least kind."""
    rows = [
        {
            **row,
            "net_sentiment": 5.0 + 20 * place,
            "low": 3.0 + 20 * place,
            "high": 7.0 + 20 * place,
        }
        for place, row in enumerate(facts().rows("sentiment_segments", is_shown=True)[:2])
    ]

    (text,) = said(sentiment, facts(tables={"sentiment_segments": rows}), "sentiment_segments")

    assert text.startswith("Kindest: ")
    assert "Least kind: " in text


def _days(counts: list[int]) -> list[dict[str, Any]]:
    return [
        {
            "day": date(2026, 7, 1) + timedelta(days=place),
            "mention_count": count,
            "is_spike": False,
            "status": "covered",
        }
        for place, count in enumerate(counts)
    ]


@pytest.mark.parametrize(
    ("counts", "spans"),
    [
        ([0, 1, 2, *[1] * 11], ["0", "1", "2"]),
        ([5, 25, *[15] * 12], ["5 to 10", "11 to 15", "16 to 20", "21 to 25"]),
        ([7, 157, *[18] * 12], ["7 to 16", "17 to 44", "45 to 91", "92 to 157"]),
    ],
)
def test_a_calendar_tells_its_days_apart(counts, spans):
    """Even days are parted evenly; one loud day leaves the others apart."""
    drawn = _drawn(charts.calendar(_days(counts), "says"))

    assert all(f">{span}<" in drawn for span in spans)
    assert len(spans) == drawn.count("<rect") - drawn.count("data-mark")


def test_days_that_are_all_alike_are_not_ranked():
    """Where every day brought as much as the others none was the loudest."""
    days = [{**row, "is_focus": True} for row in _days([3] * 14)]

    assert [] == said(volume, facts(tables={"daily": days}), "calendar")


@pytest.mark.parametrize("table", ["topics", "intents"])
def test_a_handful_of_mentions_has_no_shares(table):
    """Of one post it is not said that all of the mentions praise, nor is it drawn."""
    rows = [{**row, "adequacy": "too few"} for row in a_context().tables[table]]

    assert [] == said(topics, facts(tables={table: rows}), table)
    assert getattr(charts, table)(rows, "says") is None


def test_a_rate_of_a_handful_of_posts_is_withheld_in_the_evidence():
    """What the summary does not say for want of posts stands nowhere else on the page."""
    context = a_context()
    few = replace(context.figures["net_sentiment.norrsken"], value=87.6, adequacy="too few", n=3)
    figures = {**context.figures, few.id: few}
    tables = {**context.tables, "evidence": [evidence_of(one) for one in figures.values()]}

    page = render_html(replace(context, figures=figures, tables=tables, findings={}))

    (line,) = re.findall(rf'<td class="id">{few.id}</td>.*?</tr>', page, re.DOTALL)
    assert "too few posts" in line
    assert "87.6" not in line


def test_the_coverage_of_a_quarter_is_parted_into_weeks():
    """Of 92 days each week is a box, from its Monday on; a missed day stays in view."""
    rows = [
        {
            "source": "plaza",
            "day": date(2026, 7, 1) + timedelta(days=place),
            "status": "missing" if place == 42 else "covered",
            "post_count": 2,
        }
        for place in range(92)
    ]

    drawn = _drawn(charts.coverage(rows, "says"))

    # 14 weeks, the one with the missed day in three parts.
    assert 16 == drawn.count("data-mark")
    assert "12 Aug: no data" in drawn


def test_months_are_told_of_the_brand_and_of_all_brands_in_other_words():
    """The chart of one brand has its record for caption, that of all brands who leads."""
    given = facts(tables={"monthly": _monthly("Norrsken", 120) + _monthly("Halden", 300)})

    (own,), (all_brands,) = said(volume, given, "mentions_trend"), said(volume, given, "monthly")

    assert own.startswith("April 2026 brought the most mentions")
    assert "Most mentions in April 2026: Halden (303) and Norrsken (123)." == all_brands


def _monthly(name: str, count: int) -> list[dict[str, Any]]:
    return [
        {
            "brand": name.lower(),
            "brand_name": name,
            "is_focus": name.lower() == BRAND,
            "month": date(2026, place + 1, 1),
            "mention_count": count + place,
            "net_sentiment": 1.0 * place,
            "low": -5.0,
            "high": 5.0,
            "is_part": place == 4,
            "is_break": False,
        }
        for place in range(5)
    ]


def test_a_month_that_is_not_over_is_not_ranked():
    """The caption says that it speaks of whole months where the last one drawn is in part."""
    (text,) = said(volume, facts(tables={"monthly": _monthly("Norrsken", 9)}), "net_trend")

    assert text.startswith("Net sentiment of the whole months: highest April 2026 (+3.0)")


@pytest.mark.parametrize(("low", "high", "is_told"), [(-47.5, 60.0, False), (-47.5, -30.0, True)])
def test_an_aspect_is_told_where_it_differs(low, high, is_told):
    """What is judged as the brand is on the whole says nothing of its own."""
    rows = [{**a_context().tables["aspects"][0], "low": low, "high": high}]

    told = said(voice, facts(tables={"aspects": rows}), "voice")

    assert is_told == any(text.startswith("Net sentiment by what is spoken of") for text in told)


@pytest.mark.parametrize(("count", "is_told"), [(9, False), (10, True)])
def test_brands_named_together_by_few_are_not_told(count, is_told):
    """A handful of posts that name another brand too is no finding."""
    rows = [{**a_context().tables["co_mentions"][0], "post_count": count}]

    told = said(market, facts(tables={"co_mentions": rows}), "rivals")

    assert is_told == any(text.startswith("Posts that name") for text in told)


def test_events_are_named_with_their_days():
    """How many stood out is said with whose they are and when."""
    events = [
        {"brand_name": "Norrsken", "peak_on": date(2026, 6, 16)},
        {"brand_name": "Halden", "peak_on": date(2026, 6, 4)},
    ]

    told = said(topics, facts(tables={"spikes": events}), "events")

    assert ["2 events stood out: Norrsken (16 Jun) and Halden (4 Jun)."] == told
