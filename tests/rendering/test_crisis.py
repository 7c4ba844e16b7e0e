"""The sentences and the chart of an event: true of their tables, and silent where nothing is."""

from datetime import date

import pytest

from flows.rendering import charts
from flows.rendering.findings import crisis
from tests.rendering.sample import a_context
from tests.rendering.test_findings import facts, said


def changed(table: str, **columns):
    """Return a table of the sample with other values in every row."""
    return {table: [{**row, **columns} for row in a_context().tables[table]]}


def test_the_event_is_sized():
    """Its days, its mentions, its peak, and what is usual stand in the first sentence."""
    (text, *_) = said(crisis, facts(), "crisis")

    assert text.replace("\u2009", "") == (
        "11–12 June 2026: 258 mentions of Norrsken, 163 of them on 11 Jun, where a usual day has "
        "46."
    )


def test_no_event_is_said_in_plain_words():
    """Where no day stands out, the report says so and nothing else of an event."""
    given = facts(tables={"crisis": []})

    assert ["No day of this period stands out: Norrsken was spoken of as usual."] == said(
        crisis, given, "crisis"
    )
    assert [] == said(crisis, given, "crisis_spread")


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({}, "On 13 Jun more than usual was still said on: forum and news."),
        (
            changed("crisis_spread", state="as usual"),
            "It is over: on 13 Jun no channel brought clearly more than usual.",
        ),
        (
            changed("crisis", is_over=False),
            "The period ends with it: nobody can say yet whether it is over.",
        ),
    ],
)
def test_whether_it_is_over(tables, expected):
    """It is over when no channel brings more than usual on the day after; else nobody claims it."""
    assert expected == said(crisis, facts(tables=tables), "crisis_spread")[0]


def test_where_it_was_heard():
    """Channels by their share, and in how many languages."""
    assert (
        "Where it was heard: 62% on forum, 31% on social and 7% on news. It is in 2 languages."
        in said(crisis, facts(), "crisis_spread")
    )


def test_answers_are_counted_where_the_brand_answers():
    """What called for an answer is named with what got one; without any there is no sentence."""
    assert [
        "61 posts of the event called for an answer where Norrsken answers; answered: 22."
    ] == said(crisis, facts(), "crisis_asked")
    assert [] == said(crisis, facts(tables=changed("crisis", asked_count=None)), "crisis_asked")


def test_the_hours_are_drawn_with_their_negative_part():
    """Every hour answers with its count and how many of it are negative."""
    chart = charts.hours(a_context().tables["crisis_hours"], "says")
    assert chart
    drawn = chart.at(640)

    assert 96 == drawn.count("data-mark")
    assert "11 Jun, 13:00: 30 mentions, 20 negative" in drawn
    assert "10 Jun" in drawn


def test_hours_that_nobody_states_are_not_drawn():
    """Where no post has an exact time there is no chart, and no claim of when."""
    rows = [{**row, "mention_count": 0} for row in a_context().tables["crisis_hours"]]

    assert charts.hours(rows, "says") is None
    assert date(2026, 6, 10) == rows[0]["day"]
