"""How it was said: the shares, the standing among brands, what moved it, where it differs."""

from collections.abc import Iterator, Sequence

from flows.rendering import numbers
from flows.rendering.context import Finding, Row
from flows.rendering.findings.facts import Facts, named, points, quoted
from flows.rendering.terms import segment_name, term
from flows.rendering.words import gettext_noop, listed, plural, say

_FEW_TERMS = 3
"""Fewer terms than these make no pattern."""
_UNCLEAR = {
    "channel": gettext_noop("The channels do not clearly differ."),
    "platform": gettext_noop("The platforms do not clearly differ."),
    "language": gettext_noop("The languages do not clearly differ."),
    "topic": gettext_noop("The topics do not clearly differ."),
}
_ENDS = {
    "channel": gettext_noop("Kindest by channel: {best} ({high}). Harshest: {worst} ({low})."),
    "platform": gettext_noop("Kindest by platform: {best} ({high}). Harshest: {worst} ({low})."),
    "language": gettext_noop("Kindest by language: {best} ({high}). Harshest: {worst} ({low})."),
    "topic": gettext_noop("Kindest by topic: {best} ({high}). Harshest: {worst} ({low})."),
}


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say how the brand is spoken of, by whom better or worse, and what the change is made of."""
    if facts.report["is_empty"]:
        return
    yield _shares(facts)
    yield _standing(facts)
    yield _drivers(facts)
    yield _same_mix(facts)
    yield _segments(facts)
    yield _terms(facts)
    yield _health(facts)


def _shares(facts: Facts) -> Finding | None:
    own = facts.own("sentiment")
    if not own or own[0]["adequacy"] == "too few":
        return None
    row = own[0]
    text = plural(
        "Of {count} judged post on {brand}, {positive} are positive and {negative} negative.",
        "Of {count} judged posts on {brand}, {positive} are positive and {negative} negative.",
        row["judged_count"],
        brand=facts.name,
        positive=numbers.percent(row["positive_share"], 0),
        negative=numbers.percent(row["negative_share"], 0),
    )
    return Finding("sentiment", text, [f"net_sentiment.{facts.brand}"])


def _standing(facts: Facts) -> Finding | None:
    gaps = facts.rows("competitor_gaps", metric="net_sentiment")
    clear = [gap for gap in gaps if gap["verdict"] in {"ahead", "behind"}]
    ids = [f"net_sentiment_gap.{gap['brand']}" for gap in gaps]
    if not gaps or all(gap["verdict"] == "too few" for gap in gaps):
        return None
    if not clear:
        known = [gap["brand_name"] for gap in gaps if gap["verdict"] != "too few"]
        return Finding("net_sentiment", say("No clear gap to {brands}.", brands=listed(known)), ids)
    text = say(
        "{brand} stands {places}.", brand=facts.name, places=listed(list(map(_place, clear)))
    )
    return Finding("net_sentiment", text, ids)


def _place(gap: Row) -> str:
    told = {"points": points(gap["gap"]), "brand": gap["brand_name"]}
    return (
        say("{points} above {brand}", **told)
        if gap["gap"] > 0
        else say("{points} below {brand}", **told)
    )


def _drivers(facts: Facts) -> Finding | None:
    drivers, net = facts.tables["sentiment_drivers"], facts.figure("net_sentiment")
    if net is None or net.change is None or len(drivers) < 2:  # noqa: PLR2004 - one part is no split
        return None
    top = max(drivers, key=lambda row: abs(row["total_points"]))
    told = {
        "part": named(top),
        "points": numbers.signed(top["total_points"]),
        "sum": numbers.signed(net.change),
    }
    if abs(top["within_points"]) >= abs(top["mix_points"]):
        text = say(
            "The largest part is {part} with {points} points, mostly by its tone; all parts sum "
            "to {sum}.",
            **told,
        )
    else:
        text = say(
            "The largest part is {part} with {points} points, mostly by its weight; all parts sum "
            "to {sum}.",
            **told,
        )
    if net.verdict == "no clear change":
        caution = say("The whole is no clear change, so read the parts with care.")
        text = f"{text} {caution}"
    return Finding("sentiment_drivers", text, [net.id])


def _same_mix(facts: Facts) -> Finding | None:
    """Say where net sentiment would have changed otherwise, had every source weighed the same."""
    raw, adjusted = facts.figure("net_sentiment"), facts.figure("adjusted_net_sentiment")
    if raw is None or adjusted is None or adjusted.verdict in {raw.verdict, "too few"}:
        return None
    told = {"when": facts.then, "change": numbers.signed(adjusted.change)}
    if adjusted.verdict in {"up", "down"}:
        text = say(
            "If every source had weighed the same {when}, net sentiment would have changed by "
            "{change} points.",
            **told,
        )
    else:
        text = say(
            "If every source had weighed the same {when}, net sentiment would show no clear change "
            "({change} points): the rest is that other sources were heard, or heard more.",
            **told,
        )
    return Finding("sentiment_mix", text, [adjusted.id], "warning")


def _segments(facts: Facts) -> Finding | None:
    rows = facts.rows("sentiment_segments", is_shown=True)
    known = [row for row in rows if row["net_sentiment"] is not None]
    if not known:
        return None
    dimension = known[0]["dimension"]
    best, worst = _ends(known)
    if best["low"] <= worst["high"]:
        return Finding("sentiment_segments", say(_UNCLEAR[dimension]))
    told = {
        "best": segment_name(dimension, best["segment"]),
        "high": numbers.signed(best["net_sentiment"]),
        "worst": segment_name(dimension, worst["segment"]),
        "low": numbers.signed(worst["net_sentiment"]),
    }
    text = say(_ENDS[dimension], **told)
    if best["net_sentiment"] < 0:
        text = say("Least harsh: {best} ({high}). Harshest: {worst} ({low}).", **told)
    elif worst["net_sentiment"] >= 0:
        text = say("Kindest: {best} ({high}). Least kind: {worst} ({low}).", **told)
    ids = [f"net_sentiment.{facts.brand}.{row['segment']}" for row in (best, worst)]
    return Finding("sentiment_segments", text, ids)


def _ends(rows: Sequence[Row]) -> tuple[Row, Row]:
    by_level = sorted(rows, key=lambda row: row["net_sentiment"])
    return by_level[-1], by_level[0]


def _terms(facts: Facts) -> Finding | None:
    negative = [row["term"] for row in facts.rows("sentiment_terms", direction="negative")]
    positive = [row["term"] for row in facts.rows("sentiment_terms", direction="positive")]
    if len(negative) + len(positive) < _FEW_TERMS:
        return None
    told = {"negative": quoted(negative[:3]), "positive": quoted(positive[:3])}
    if negative and positive:
        text = say(
            "Negative posts speak more often of {negative}, positive ones of {positive}.", **told
        )
    elif negative:
        text = say("Negative posts speak more often of {negative}.", **told)
    else:
        text = say("Positive posts speak more often of {positive}.", **told)
    return Finding("sentiment_terms", text)


def _health(facts: Facts) -> Finding | None:
    """Give the index on request, or say what it lacks: a mean of other parts is another index."""
    components, index = facts.tables["health"], facts.figure("health_index")
    if not components:
        return None
    unknown = [term(row["component"], "component") for row in components if row["level"] is None]
    if unknown or index is None:
        text = say(
            "There is no brand health index: of so few posts nobody can say {components}.",
            components=listed(unknown),
        )
        return Finding("health", text)
    told = {"level": numbers.decimal(index.value)}
    if index.previous:
        text = say(
            "The brand health index is {level} of 100, {before} {when}. It has no interval, and "
            "says no more than its parts.",
            **told,
            before=numbers.decimal(index.previous),
            when=facts.then,
        )
    else:
        text = say(
            "The brand health index is {level} of 100. It has no interval, and says no more than "
            "its parts.",
            **told,
        )
    return Finding("health", text, [index.id])
