"""The sentences about brands beside one another: said where there is something to say."""

from typing import Any

import pytest

from flows.rendering.context import Figure
from flows.rendering.findings import market
from tests.rendering.test_findings import BRAND, facts, said


def figure(name: str, value: float, **known: Any) -> Figure:
    """Return a figure of a share or of points."""
    metric, _, brand = name.partition(".")
    return Figure(name, metric, brand or None, name, value, known.pop("unit", "points"), **known)


def with_figures(*figures: Figure, **tables: Any):
    """Return the sample's facts with more figures and whole tables."""
    given = facts(tables=tables)
    given.figures.update({one.id: one for one in figures})
    return given


def test_who_leads_and_where_nobody_satisfies():
    """Leads that stand are listed with their size; an unmet need is said as such."""
    assert [
        "Clearly best judged: Halden on App and website (39.0 points before Norrsken).",
        (
            "Nobody satisfies on Billing: net sentiment is clearly below zero for every brand with "
            "posts enough to tell."
        ),
    ] == said(market, facts(), "topic_leaders")
    assert [] == said(market, facts(tables={"topic_leaders": []}), "topic_leaders")


def test_parts_of_the_good_and_the_bad():
    """Who is behind how much of the praise, the blame and the people; a clear move is told."""
    parts = [
        figure(f"positive_part.{BRAND}", 0.4, unit="share", verdict="no clear change"),
        figure(f"negative_part.{BRAND}", 0.381, unit="share", verdict="up", previous=0.3),
        figure(f"author_share.{BRAND}", 0.356, unit="share"),
    ]
    expected = (
        "Of all positive mentions 40% are of Norrsken, of all negative ones 38% (up from 30%); "
        "its share of the authors is 36%."
    )

    assert expected in said(market, with_figures(*parts), "competitors")
    assert not any("positive" in one for one in said(market, facts(), "competitors"))


def test_comparisons_have_their_share_and_switches():
    """The competitor that is compared most is told with the share for the brand."""
    won = figure("comparisons_won.halden", 0.366, unit="share", low=0.23, high=0.52)
    expected = (
        "Of 41 comparisons with Halden, 15 speak for Norrsken: 37% (95% interval 23.0% to 52.0%); "
        "switches to it that are told of: 4, away from it: 9."
    )

    assert expected in said(market, with_figures(won), "rivals")
    row = {"brand": "halden", "brand_name": "Halden", "for_count": 2, "won_count": 0}
    few = [row | {"comparison_count": 12, "lost_count": 0}]
    assert "Of 12 comparisons with Halden, 2 speak for Norrsken, too few to tell a share." in said(
        market, facts(tables={"comparison_balance": few}), "rivals"
    )


def test_names_together_are_shares_of_the_brands_posts():
    """Competitors stand in the order in which posts name them beside the brand."""
    assert "Posts that name Norrsken most often also name Halden (14%) and Миров (4%)." in said(
        market, facts(), "rivals"
    )


@pytest.mark.parametrize(
    ("verdict", "change", "is_said"), [("no clear change", 0.002, True), ("up", 0.03, False)]
)
def test_a_mix_of_sources_is_told_where_it_matters(verdict, change, is_said):
    """A share of voice that rose with a source alone is said to; one that rose anyway is not."""
    same = figure(
        f"adjusted_share_of_voice.{BRAND}", 0.3, unit="share", change=change, verdict=verdict
    )
    row = {"brand": BRAND, "brand_name": "Norrsken", "is_focus": True}
    told = said(market, with_figures(same, adjusted=[row]), "competitors")

    expected = (
        "If every source had weighed the same in May 2026, the share of voice of Norrsken would "
        "show no clear change (+0.2 pp), where as it stands it shows a rise (+3.1 pp)."
    )
    assert is_said == (expected in told)


def test_a_gap_that_the_mix_makes_is_told():
    """Where the gap is gone on one mix of sources, the sentence says what it owed to it."""
    raw = figure("net_sentiment_gap.halden", -12.0, verdict="behind")
    same = figure("adjusted_sentiment_gap.halden", -1.0, low=-6.0, high=4.0, verdict="no clear gap")
    row = {"brand": "halden", "brand_name": "Halden", "is_focus": False}

    assert (
        "On one mix of sources the gap in net sentiment to Halden is \u22121.0 (95% interval "
        "\u22126.0 to +4.0), where it is \u221212.0 as they are: it owes much to where each is "
        "spoken of."
    ) in said(market, with_figures(raw, same, adjusted=[row]), "competitors")


def test_the_market_is_told_with_its_first_topic():
    """Posts without a brand are counted, judged, and set beside those with one."""
    count = figure("market_mentions", 320, unit="posts", previous=250)
    net = figure("market_net_sentiment", 1.5, low=-3.0, high=6.0)

    assert [
        (
            "320 posts are about the market and name none of the brands (250 in May 2026); "
            "net sentiment +1.5 (95% interval \u22123.0 to +6.0). Of their topics Price comes "
            "first, with 30%; of the posts that name a brand 11% are on it."
        )
    ] == said(market, with_figures(count, net), "market")
    assert [] == said(market, facts(), "market")
