"""The sentences that rules make: true of their figures, and well put at the edges."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from flows.rendering.findings import (
    answer,
    coverage,
    response,
    sentiment,
    summary,
    topics,
    voice,
    volume,
)
from flows.rendering.findings.advice import recommendations
from flows.rendering.findings.facts import Facts
from tests.rendering.sample import a_context

BRAND = "norrsken"


def facts(figures: dict[str, Any] | None = None, tables: dict[str, Any] | None = None, **report):
    """Return the sample's facts; `figures` holds changes by id, `tables` whole tables."""
    context = a_context(**report)
    known = dict(context.figures) | {
        metric: replace(context.figures[f"mentions.{BRAND}"], id=metric, value=value, unit="share")
        for metric, value in (("covered.all", 0.9), (f"unknown_share.{BRAND}", 0.38))
    }
    changed = {name: replace(known[name], **change) for name, change in (figures or {}).items()}
    return Facts(BRAND, context.report, known | changed, {**context.tables, **(tables or {})})


def said(rule, given: Facts, section: str) -> list[str]:
    """Return what a module's rules say for a section."""
    return [one.text for one in rule.findings(given) if one is not None and one.section == section]


def source(name: str, covered: int, partial: int = 0) -> dict[str, Any]:
    """Return a row of the coverage table, of a month of 30 days."""
    return {
        "source": name,
        "day_count": 30,
        "covered_count": covered,
        "partial_count": partial,
        "limited_count": 0,
        "missing_count": 30 - covered - partial,
        "silent_count": 0,
    }


def gap(brand: str, verdict: str) -> dict[str, Any]:
    """Return a row of the gaps in net sentiment."""
    return {
        "brand": brand,
        "brand_name": brand.title(),
        "metric": "net_sentiment",
        "verdict": verdict,
    }


@pytest.mark.parametrize(
    ("expected", "verdicts"),
    [
        ("Norrsken is spoken of better than Ada.", ["ahead"]),
        (
            "Norrsken is spoken of better than Ada, less well than Bea; no clear gap to Cem.",
            ["ahead", "behind", "no clear gap"],
        ),
        (
            "Net sentiment shows no clear gap to Ada and Bea.",
            ["no clear gap", "no clear gap", "too few"],
        ),
    ],
)
def test_gaps_make_one_sentence(expected, verdicts):
    """Who is better spoken of, who less well, and where no gap is clear."""
    gaps = [
        gap(brand, verdict) for brand, verdict in zip(("ada", "bea", "cem"), verdicts, strict=False)
    ]

    assert expected in said(summary, facts(tables={"competitor_gaps": gaps}), "so_what")


def test_a_usual_count_keeps_its_half():
    """A reader who divides the printed numbers gets the printed ratio."""
    event = {"peak_on": date(2026, 6, 11), "mention_count": 78, "baseline_count": 9.5, "terms": []}

    assert "11 Jun stands out with 78 mentions against a usual 9.5" == summary.event_words(event)


def test_reasons_that_overlap_are_said_to():
    """22 copies, 14 spam and 156 own posts are more than the 189 that are left out."""
    row = {
        "brand": BRAND,
        "is_focus": True,
        "raw_count": 946,
        "mention_count": 757,
        "copy_count": 22,
        "spam_count": 14,
        "owned_count": 156,
    }

    (text,) = said(volume, facts(tables={"volume": [row]}), "volume")

    assert text == (
        "Of 946 posts heard, 757 are counted (left out: 22 copies, 14 spam and 156 own posts; some "
        "are two of these)."
    )


def test_no_day_is_judged_without_a_baseline():
    """Without weeks to compare with, a report does not say that no day stands out."""
    days = [{"is_focus": True, "baseline_count": None}]

    assert ["Too little was heard before to say which days stand out."] == said(
        volume, facts(tables={"spikes": [], "daily": days}), "daily"
    )


def test_the_split_of_a_part_period_is_not_taken_for_a_trend():
    """Fewer days bring fewer posts from every source."""
    drivers = [
        {"dimension": "source", "segment": "forum", "count_change": -90},
        {"dimension": "source", "segment": "blog", "count_change": -10},
    ]
    given = facts(tables={"volume_drivers": drivers}, is_part=True)
    (text,) = said(volume, given, "volume_drivers")

    assert text == (
        "The source forum brought 90 fewer mentions; all parts together 100 fewer. The period is "
        "not over, so compare mentions a day."
    )


def test_sources_left_out_of_a_sentence_are_counted():
    """Three are named, the rest are a number with its noun."""
    rows = [source(name, 29) for name in "abcd"]
    days = [{"source": name, "day": date(2026, 6, 3), "status": "missing"} for name in "abcd"]
    (text,) = said(
        coverage, facts(tables={"coverage": rows, "coverage_days": days, "volume": []}), "coverage"
    )

    assert text.endswith("not heard: a (3 Jun), b (3 Jun), c (3 Jun) and 1 more source.")


def test_a_period_that_nobody_heard_is_not_one_of_silence():
    """Nothing heard is nothing known: the answer and the coverage say so."""
    given = facts(
        tables={"coverage": [source("a", 0)], "volume": []},
        is_empty=True,
        is_part=True,
        data_until=date(2026, 5, 2),
    )

    assert "Nothing is known of Norrsken in June 2026: no source was heard." == (
        answer.answer(given).text
    )
    assert ["No source was heard in June 2026."] == said(coverage, given, "coverage")
    assert "Nothing is known of June 2026: the data end on 2 May 2026." in said(
        coverage, given, "data"
    )


def test_a_span_of_days_stands_in_a_sentence():
    """Days are not `in` a span but `from` its first `to` its last, in both periods."""
    spans: dict[str, Any] = {
        "window_label": "22 October – 4 November 2013",
        "window_when": "from 22 October to 4 November 2013",
        "previous_label": "8–21 October 2013",
        "previous_when": "from 8 to 21 October 2013",
    }
    nothing = answer.answer(facts(is_empty=True, **spans))
    sentences = [one.text for one in summary.findings(facts(**spans)) if one]

    assert "No post about Norrsken was heard from 22 October to 4 November 2013." == nothing.text
    assert [] == [text for text in sentences if "in 8–21" in text or "in 22" in text]
    assert any("than from 8 to 21 October 2013" in text for text in sentences)


def test_enough_posts_now_and_none_before_are_not_too_few():
    """Where only the period before is missing, the first sentence blames that."""
    net = {f"net_sentiment.{BRAND}": {"previous": None, "verdict": "too few", "adequacy": "enough"}}
    voice_ = {f"share_of_voice.{BRAND}": {"verdict": "not comparable"}}

    assert (
        "No post of May 2026 could be judged to say whether Norrsken is better off than then."
        == (answer.answer(facts(net | voice_)).text)
    )


def test_a_worse_share_of_answers_is_told_with_the_one_before():
    """Every number has its comparison."""
    change = {f"answered_share.{BRAND}": {"verdict": "down", "previous": 0.52}}
    text, _ = said(response, facts(change), "response")

    assert "; that is less than the 52% of May 2026." in text


def test_languages_left_out_are_not_forgotten():
    """Five languages without an engine are not passed off as four."""
    unread = [
        {"language": code, "mention_count": 50, "judged_count": 0}
        for code in ("de", "fr", "ru", "ko", "tr")
    ]
    given = facts(tables={"languages": unread, "coverage": [], "spikes": []})
    steps = [step["text"] for step in recommendations(given)]

    assert any(
        "Have these languages judged too: German, French, Russian, Korean and others." in step
        for step in steps
    )


def test_what_posts_are_about_is_told_with_what_moved():
    """The largest shares are named, then the topic and the intent that clearly rose or fell."""
    given = facts()

    assert [
        (
            "Most is said about App (15%) and Quality (11%); the share of App rose by 7.7 "
            "percentage points and the share of Quality fell by 1.9 percentage points."
        )
    ] == said(topics, given, "topics")
    assert [
        (
            "Of the mentions, 30% complain, 10% ask and 2% think of buying; the share of "
            "complaints rose by 12.5 percentage points."
        )
    ] == said(topics, given, "intents")


def test_a_change_on_few_posts_moves_nothing():
    """A weak basis gives no sentence of what rose."""
    rows = [{**row, "adequacy": "weak"} for row in facts().tables["topics"]]

    assert ["Most is said about App (15%) and Quality (11%)."] == said(
        topics, facts(tables={"topics": rows}), "topics"
    )


def test_writings_of_the_name_are_told_with_the_mistyped_ones():
    """No variant works in secret: what `~1` let in is named with its count."""
    assert (
        "Norrsken was found as “norrsken” (1,390), “norrsken audio” (31) and “노르스켄” (9); "
        "mistyped, as `~1` of the query allows, as “norsken” (3)."
    ) in said(coverage, facts(tables={"volume": []}), "data")


def test_a_changed_query_is_told():
    """Who compares with the last issue learns that it was counted by another query."""
    told = said(
        coverage,
        facts(
            tables={"volume": []},
            changes_told=[
                (["the query of Norrsken"], date(2026, 5, 31)),
                (["the topics and their routing", "the definition of net sentiment"], None),
            ],
        ),
        "data",
    )

    assert (
        "Changed since the issue for the period to 31 May 2026: the query of Norrsken. All "
        "history was read anew: both periods here are counted alike, and not as they were in that "
        "issue."
    ) in told
    assert (
        "Changed since an earlier issue for this period: the topics and their routing and the "
        "definition of net sentiment. All history was read anew: both periods here are counted "
        "alike, and not as they were in that issue."
    ) in told


def test_what_the_rates_of_answering_leave_out_is_told():
    """Mentions too young to judge and answers from before an edit are named, not hidden."""
    text, departments = said(response, facts(), "response")

    assert text.endswith(
        "Not counted: 7 mentions younger than 8 hours. Not counted: 2 answers that came before the "
        "post was edited."
    )
    assert departments == (
        "Answered least: Technical support, 42% of 48. Answered most: Customer care, 79% of 76."
    )


def test_what_many_ask_the_brand_is_a_case_for_the_product():
    """The question that most people turn to the brand with is told, with what it means."""
    assert [
        (
            "18 authors ask alike about “rollback, update”, 7 of them asked Norrsken itself: what "
            "is asked so often is a case for the product, not for support alone."
        )
    ] == said(voice, facts(), "asked")


def test_the_costliest_topic_is_told_with_what_grew():
    """A cost is told whose interval leaves zero out, and topics that are complained of more."""
    base = facts().figures[f"net_sentiment.{BRAND}"]
    cost = {"value": 8.2, "low": 5.2, "high": 11.3, "verdict": "up"}
    given = facts(tables={"pain_points": [{"topic": "app", "topic_name": "App", "verdict": "up"}]})
    known = {**given.figures, f"topic_cost.{BRAND}.app": replace(base, id="cost", **cost)}

    assert [
        (
            "App costs most: without it net sentiment would be higher by 8.2 points (95% interval "
            "+5.2 to +11.3); criticism of App takes a larger share than in May 2026."
        )
    ] == said(voice, replace(given, figures=known), "pain_points")


def test_how_answers_sound_is_told_with_their_length():
    """Sorry, thanks and length stand in one sentence, the length beside its target."""
    assert [
        (
            "Of its own 142 answers 27% say sorry and 26% thanks; the median length is 92 "
            "characters, and 94% keep to the 280 that they should have."
        )
    ] == said(response, facts(), "answer_style")


def test_sources_that_begin_or_end_break_the_series():
    """The months shown do not stand on the same sources, and the reader is told since when."""
    breaks = [
        {"source": "press", "day": date(2026, 5, 3), "kind": "began"},
        {"source": "old-forum", "day": date(2026, 2, 1), "kind": "ended"},
    ]
    (text,) = said(coverage, facts(tables={"volume": [], "breaks": breaks}), "data")[:1]

    assert text == (
        "The months shown do not all stand on the same sources: press is heard from 3 May 2026 and "
        "old-forum ends before 1 February 2026. A rise or fall across such a day may be of the "
        "sources."
    )


def test_an_index_is_told_with_what_it_lacks():
    """The index stands with the one before; without one of its parts there is none, and why."""
    parts = [
        {"component": "net_sentiment", "level": 56.0},
        {"component": "answered_share", "level": None},
    ]
    figure = replace(a_context().figures[f"mentions.{BRAND}"], id=f"health_index.{BRAND}")
    known = facts(tables={"health": parts[:1]})
    known.figures[figure.id] = replace(figure, value=56.0, previous=52.5)
    lacking = facts(tables={"health": parts})
    lacking.figures[figure.id] = replace(figure, value=None)

    assert ["There is no brand health index: of so few posts nobody can say answered share."] == (
        said(sentiment, lacking, "health")
    )
    assert said(sentiment, known, "health")[0].startswith(
        "The brand health index is 56.0 of 100, 52.5 in May 2026."
    )
    assert [] == said(sentiment, facts(), "health")
