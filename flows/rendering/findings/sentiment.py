"""How it was said: the shares, the standing among brands, what moved it, where it differs."""

from collections.abc import Iterator, Sequence

from flows.rendering import numbers
from flows.rendering.context import Finding, Row
from flows.rendering.findings.facts import Facts, capital, listed, named, points, quoted

_FEW_TERMS = 3
"""Fewer terms than these make no pattern."""


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say how the brand is spoken of, by whom better or worse, and what the change is made of."""
    if facts.report["is_empty"]:
        return
    yield _shares(facts)
    yield _standing(facts)
    yield _drivers(facts)
    yield _segments(facts)
    yield _terms(facts)
    yield _health(facts)


def _shares(facts: Facts) -> Finding | None:
    own = facts.own("sentiment")
    if not own or own[0]["adequacy"] == "too few":
        return None
    row = own[0]
    text = (
        f"Of {numbers.count(row['judged_count'])} judged posts on {facts.name}, "
        f"{numbers.percent(row['positive_share'], 0)} are positive and "
        f"{numbers.percent(row['negative_share'], 0)} negative."
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
        return Finding("net_sentiment", f"No clear gap to {listed(known)}.", ids)
    words = [
        f"{points(gap['gap'])} {'above' if gap['gap'] > 0 else 'below'} {gap['brand_name']}"
        for gap in clear
    ]
    return Finding("net_sentiment", f"{facts.name} stands {listed(words)}.", ids)


def _drivers(facts: Facts) -> Finding | None:
    drivers, net = facts.tables["sentiment_drivers"], facts.figure("net_sentiment")
    if net is None or net.change is None or len(drivers) < 2:  # noqa: PLR2004 - one part is no split
        return None
    top = max(drivers, key=lambda row: abs(row["total_points"]))
    part = "its tone" if abs(top["within_points"]) >= abs(top["mix_points"]) else "its weight"
    text = (
        f"The largest part is {named(top)} with {numbers.signed(top['total_points'])} points, "
        f"mostly by {part}; all parts sum to {numbers.signed(net.change)}."
    )
    if net.verdict == "no clear change":
        text += " The whole is no clear change, so read the parts with care."
    return Finding("sentiment_drivers", text, [net.id])


def _segments(facts: Facts) -> Finding | None:
    rows = facts.rows("sentiment_segments", is_shown=True)
    known = [row for row in rows if row["net_sentiment"] is not None]
    if not known:
        return None
    dimension = known[0]["dimension"]
    best, worst = _ends(known)
    if best["low"] <= worst["high"]:
        return Finding("sentiment_segments", f"The {dimension}s do not clearly differ.")
    text = (
        f"{capital(best['segment'])} is the kindest {dimension} "
        f"({numbers.signed(best['net_sentiment'])}), {worst['segment']} the harshest "
        f"({numbers.signed(worst['net_sentiment'])})."
    )
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
    parts = []
    if negative:
        parts.append(f"Negative posts speak more often of {quoted(negative[:3])}")
    if positive:
        lead = "positive ones of" if parts else "Positive posts speak more often of"
        parts.append(f"{lead} {quoted(positive[:3])}")
    return Finding("sentiment_terms", f"{', '.join(parts)}.")


def _health(facts: Facts) -> Finding | None:
    """Give the index on request, or say what it lacks: a mean of other parts is another index."""
    components, index = facts.tables["health"], facts.figure("health_index")
    if not components:
        return None
    unknown = [row["component"].replace("_", " ") for row in components if row["level"] is None]
    if unknown or index is None:
        text = f"There is no brand health index: {listed(unknown)} cannot be said of so few posts."
        return Finding("health", text)
    before = f", {numbers.decimal(index.previous)} {facts.then}" if index.previous else ""
    return Finding(
        "health",
        f"The brand health index is {numbers.decimal(index.value)} of 100{before}. It has no "
        "interval, and says no more than its parts.",
        [index.id],
    )
