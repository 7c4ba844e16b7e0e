"""From when on more is said, which days felt unlike the others, and what to expect."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Finding, Row, Tone
from flows.rendering.findings.facts import Facts, few
from flows.rendering.words import clauses, listed, plural, say, sentence


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
    told = {
        "brand": facts.name,
        "day": numbers.day(last["week"]),
        "after": numbers.count(last["after_mean"]),
        "before": numbers.count(last["before_mean"]),
    }
    if last["direction"] == "up":
        text = say(
            "{brand} is spoken of more since about {day}: {after} mentions a week, {before} in "
            "the three months before",
            **told,
        )
    else:
        text = say(
            "{brand} is spoken of less since about {day}: {after} mentions a week, {before} in "
            "the three months before",
            **told,
        )
    too = ""
    if others:
        too = say("the same holds for {brands}", brands=listed(few(others, say("others"))))
    return Finding("shifts", sentence(text, too), [f"level_shifts.{facts.brand}"])


def _sources(facts: Facts) -> Finding | None:
    """Say which shifts are a source's, because its coverage changed then."""
    told = [
        say(
            "{brand} about {day} ({source})",
            brand=row["brand_name"],
            day=numbers.short_day(row["week"]),
            source=row["source"],
        )
        for row in facts.rows("level_shifts", cause="source")
    ]
    if not told:
        return None
    text = say(
        "These shifts are not the brand's but a source's, whose coverage changed then: {shifts}.",
        shifts=listed(few(told, say("others"))),
    )
    return Finding("shifts", text, tone="warning")


def _feelings(facts: Facts) -> Finding | None:
    days = facts.own("emotional_peaks")
    if not days:
        return None
    most = max(days, key=lambda row: abs(row["z_score"]))
    peak = plural(
        "net sentiment {now} ({interval}, {count} judged post) against a usual {usual}",
        "net sentiment {now} ({interval}, {count} judged posts) against a usual {usual}",
        most["judged_count"],
        now=numbers.signed(most["net_sentiment"]),
        interval=numbers.interval(most["low"], most["high"], "points"),
        usual=numbers.signed(most["usual_net_sentiment"]),
    )
    text = plural(
        "{count} day felt unlike the others, {day}: {peak}.",
        "{count} days felt unlike the others, most of all {day}: {peak}.",
        len(days),
        day=numbers.short_day(most["day"]),
        peak=peak,
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
    text = plural(
        "To expect of the {count} day after, if nothing unusual happens: {forecasts}.",
        "To expect of the {count} days after, if nothing unusual happens: {forecasts}.",
        next(iter(given.values()))["day_count"],
        forecasts=clauses(*parts),
    )
    return Finding("forecast", text, [f"forecast_{metric}.{facts.brand}" for metric in given])


def _mentions(row: Row) -> str:
    return plural(
        "{count} mention (95% interval {interval}; in the past such forecasts were off by {error} "
        "on average, the last period's number by {naive})",
        "{count} mentions (95% interval {interval}; in the past such forecasts were off by {error} "
        "on average, the last period's number by {naive})",
        numbers.printed(row["expected"], 0),
        interval=numbers.interval(row["low"], row["high"], "posts"),
        error=numbers.percent(row["error"] / 100, 0),
        naive=numbers.percent(row["naive_error"] / 100, 0),
    )


def _net_sentiment(row: Row) -> str:
    return say(
        "net sentiment {expected} ({interval}; off by {error} points, the last period's by "
        "{naive})",
        expected=numbers.signed(row["expected"]),
        interval=numbers.interval(row["low"], row["high"], "points"),
        error=numbers.decimal(row["error"]),
        naive=numbers.decimal(row["naive_error"]),
    )


_EXPECTED = {"mentions": _mentions, "net_sentiment": _net_sentiment}
