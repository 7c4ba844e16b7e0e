"""From when on more is said, which days felt unlike the others, and what to expect."""

from collections.abc import Iterator, Sequence

from flows.rendering import numbers
from flows.rendering.context import Finding, Row, Tone
from flows.rendering.findings.facts import Facts, counted, few, listed


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say where the level shifted, which days stood out in feeling, and what comes next."""
    if facts.report["is_empty"]:
        return
    yield _shift(facts)
    yield _sources(facts)
    yield _feelings(facts)
    yield _forecast(facts)


def _shift(facts: Facts) -> Finding | None:
    """Name the focus brand's latest shift, and who else shifted within four weeks of it."""
    own = facts.rows("level_shifts", cause="brand", is_focus=True)
    if not own:
        return None
    last = own[0]
    others = [
        row["brand_name"]
        for row in facts.rows("level_shifts", cause="brand", is_focus=False)
        if abs((row["week"] - last["week"]).days) <= 28  # noqa: PLR2004 - four weeks
        and row["direction"] == last["direction"]
    ]
    more = "more" if last["direction"] == "up" else "less"
    text = (
        f"{facts.name} is spoken of {more} since about {numbers.day(last['week'])}: "
        f"{numbers.count(last['after_mean'])} mentions a week, "
        f"{numbers.count(last['before_mean'])} in the three months before"
    )
    if others:
        text += f"; so {_is_or_are(others)} {listed(few(others, 'others'))}"
    return Finding("shifts", f"{text}.", [f"level_shifts.{facts.brand}"])


def _is_or_are(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _sources(facts: Facts) -> Finding | None:
    """Say which shifts are a source's, because its coverage changed then."""
    told = [
        f"{row['brand_name']} about {numbers.short_day(row['week'])} ({row['source']})"
        for row in facts.rows("level_shifts", cause="source")
    ]
    if not told:
        return None
    text = (
        f"Not the brand's but a source's, whose coverage changed then: the shift of "
        f"{listed(few(told, 'others'))}."
    )
    return Finding("shifts", text, tone="warning")


def _feelings(facts: Facts) -> Finding | None:
    days = facts.own("emotional_peaks")
    if not days:
        return None
    most = max(days, key=lambda row: abs(row["z_score"]))
    text = (
        f"{counted(len(days), 'day', 'days')} felt unlike the others, most of all "
        f"{numbers.short_day(most['day'])}: net sentiment "
        f"{numbers.signed(most['net_sentiment'])} "
        f"({numbers.interval(most['low'], most['high'], 'points')}, "
        f"{numbers.count(most['judged_count'])} judged posts) against a usual "
        f"{numbers.signed(most['usual_net_sentiment'])}."
    )
    tone: Tone = "bad" if most["direction"] == "worse" else "good"
    return Finding("feelings", text, [f"emotional_peaks.{facts.brand}"], tone)


def _forecast(facts: Facts) -> Finding | None:
    """Say what to expect, how wrong that was before, and where nothing better is known."""
    rows = {row["metric"]: row for row in facts.own("forecasts")}
    given = {metric: row for metric, row in rows.items() if row["is_given"]}
    if not given:
        return None
    parts = [_EXPECTED[metric](row) for metric, row in given.items()]
    days = next(iter(given.values()))["day_count"]
    text = (
        f"If nothing unusual happens, the {counted(days, 'day', 'days')} after bring "
        f"{listed(parts)}."
    )
    return Finding("forecast", text, [f"forecast_{metric}.{facts.brand}" for metric in given])


def _mentions(row: Row) -> str:
    return (
        f"{numbers.count(row['expected'])} mentions "
        f"(95% interval {numbers.count(row['low'])} to {numbers.count(row['high'])}; in the past "
        f"such forecasts were off by {numbers.count(row['error'])}% on average, the last period's "
        f"number by {numbers.count(row['naive_error'])}%)"
    )


def _net_sentiment(row: Row) -> str:
    return (
        f"a net sentiment of {numbers.signed(row['expected'])} "
        f"({numbers.interval(row['low'], row['high'], 'points')}; off by "
        f"{numbers.decimal(row['error'])} points, the last period's by "
        f"{numbers.decimal(row['naive_error'])})"
    )


_EXPECTED = {"mentions": _mentions, "net_sentiment": _net_sentiment}
