"""How much was said: the shape of the month, where the change came from, the longer run."""

from collections.abc import Iterator
from datetime import date

from flows.rendering import numbers
from flows.rendering.context import Finding, Row
from flows.rendering.findings.facts import Facts, named
from flows.rendering.findings.summary import event_words
from flows.rendering.words import capital, listed, plural, say, sentence

_FEW_MONTHS = 3
_MOST_RANKED = 3
"""Brands that a caption ranks."""
_WEEK = 7


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say which days stand out, what brought the change, and how the months compare."""
    if facts.report["is_empty"]:
        return
    yield from _daily(facts)
    yield _counts(facts)
    yield _drivers(facts)
    yield from _monthly(facts)
    yield _net_months(facts)
    yield _calendar(facts)


def _daily(facts: Facts) -> Iterator[Finding]:
    events = sorted(facts.own("spikes"), key=lambda event: -event["mention_count"])
    if not events:
        is_judged = any(row["baseline_count"] is not None for row in facts.own("daily"))
        none = say("No day stands out against the same weekday of the twelve weeks before.")
        unjudged = say("Too little was heard before to say which days stand out.")
        yield Finding("daily", none if is_judged else unjudged)
    for event in events:
        figure = f"spike.{event['brand']}.{event['peak_on']}"
        yield Finding("daily", sentence(event_words(event)), [figure])


def _counts(facts: Facts) -> Finding | None:
    own = facts.own("volume")
    if not own:
        return None
    row, raw = own[0], own[0]["raw_count"]
    left_out = _left_out(row)
    if not left_out:
        text = plural(
            "The only post heard is counted.",
            "Every one of {count} posts heard is counted.",
            raw,
        )
    else:
        told = {"counted": numbers.count(row["mention_count"]), "reasons": listed(left_out)}
        reasons = row["copy_count"] + row["spam_count"] + row["owned_count"]
        if reasons > raw - row["mention_count"]:
            text = plural(
                "Of {count} post heard, {counted} are counted (left out: {reasons}; some are two "
                "of these).",
                "Of {count} posts heard, {counted} are counted (left out: {reasons}; some are two "
                "of these).",
                raw,
                **told,
            )
        else:
            text = plural(
                "Of {count} post heard, {counted} are counted (left out: {reasons}).",
                "Of {count} posts heard, {counted} are counted (left out: {reasons}).",
                raw,
                **told,
            )
    return Finding("volume", text, [f"raw_mentions.{facts.brand}", f"mentions.{facts.brand}"])


def _left_out(row: Row) -> list[str]:
    """Return what is heard and not counted, each kind with its number."""
    return [
        said
        for count, said in (
            (row["copy_count"], plural("{count} copy", "{count} copies", row["copy_count"])),
            (row["spam_count"], plural("{count} spam", "{count} spam", row["spam_count"])),
            (
                row["owned_count"],
                plural("{count} own post", "{count} own posts", row["owned_count"]),
            ),
        )
        if count
    ]


def _drivers(facts: Facts) -> Finding | None:
    drivers = facts.tables["volume_drivers"]
    whole = sum(row["count_change"] for row in drivers)
    if len(drivers) < 2 or not whole:  # noqa: PLR2004 - one part is no split
        return None
    same_way = [row for row in drivers if row["count_change"] * whole > 0]
    top = max(same_way, key=lambda row: abs(row["count_change"]))
    told = {"part": named(top), "all": numbers.count(abs(whole))}
    if whole > 0:
        text = plural(
            "{part} brought {count} more mention; all parts together {all} more.",
            "{part} brought {count} more mentions; all parts together {all} more.",
            abs(top["count_change"]),
            **told,
        )
    else:
        text = plural(
            "{part} brought {count} fewer mention; all parts together {all} fewer.",
            "{part} brought {count} fewer mentions; all parts together {all} fewer.",
            abs(top["count_change"]),
            **told,
        )
    if facts.report["is_part"]:
        caution = say("The period is not over, so compare mentions a day.")
        text = f"{text} {caution}"
    return Finding("volume_drivers", capital(text), [f"mentions.{facts.brand}"])


def _whole_months(facts: Facts) -> list[Row]:
    """Return the months of which no day is missing, in the same sources."""
    months = [row for row in facts.own("monthly") if not row["is_part"]]
    # From a month on in which a source began or ended the months are of another conversation.
    if breaks := [place for place, row in enumerate(months) if row["is_break"]]:
        months = months[breaks[-1] + 1 :]
    return months


def _net_months(facts: Facts) -> Finding | None:
    months = [row for row in _whole_months(facts) if row["low"] is not None]
    if len(months) < _FEW_MONTHS:
        return None
    best = max(months, key=lambda row: row["net_sentiment"])
    worst = min(months, key=lambda row: row["net_sentiment"])
    told = {
        "best": numbers.month(best["month"]),
        "high": numbers.signed(best["net_sentiment"]),
        "worst": numbers.month(worst["month"]),
        "low": numbers.signed(worst["net_sentiment"]),
    }
    text = say("Net sentiment by month: highest {best} ({high}), lowest {worst} ({low}).", **told)
    # The month that is not over is drawn, and may lie outside.
    if facts.own("monthly")[-1]["is_part"]:
        text = say(
            "Net sentiment of the whole months: highest {best} ({high}), lowest {worst} ({low}).",
            **told,
        )
    return Finding("net_trend", text)


def _monthly(facts: Facts) -> Iterator[Finding]:
    months = _whole_months(facts)
    if len(months) < _FEW_MONTHS:
        return
    last, counts = months[-1], [row["mention_count"] for row in months]
    told = {"month": numbers.month(last["month"]), "months": numbers.count(len(months))}
    if last["mention_count"] == max(counts):
        text = say("{month} brought the most mentions of the {months} whole months.", **told)
    elif last["mention_count"] == min(counts):
        text = say("{month} brought the fewest mentions of the {months} whole months.", **told)
    else:
        top = max(months, key=lambda row: row["mention_count"])
        told["month"] = numbers.month(top["month"])
        text = say(
            "Of the {months} whole months, {month} brought the most mentions ({most}).",
            **told,
            most=numbers.count(top["mention_count"]),
        )
    yield Finding("mentions_trend", capital(text))
    if ranked := _ranked(facts, last["month"]):
        yield Finding("monthly", capital(ranked))


def _ranked(facts: Facts, month: date) -> str:
    """Say of which brands most was said in a month; of one brand alone, nothing."""
    known = [row for row in facts.rows("monthly", month=month) if row["mention_count"] is not None]
    if len(known) < 2:  # noqa: PLR2004 - one brand has no other to be beside
        return ""
    ranked = sorted(known, key=lambda row: -row["mention_count"])[:_MOST_RANKED]
    brands = [
        say(
            "{brand} ({count})",
            brand=row["brand_name"],
            count=numbers.count(row["mention_count"]),
        )
        for row in ranked
    ]
    return say(
        "Most mentions {when}: {brands}.",
        when=numbers.in_month(month),
        brands=listed(brands),
    )


def _calendar(facts: Facts) -> Finding | None:
    days = facts.own("daily")
    if len(days) <= _WEEK:
        return None
    known = [row for row in days if row["mention_count"] is not None]
    if not known:
        return None
    top = max(known, key=lambda row: row["mention_count"])
    bottom = min(known, key=lambda row: row["mention_count"])
    if top["mention_count"] == bottom["mention_count"]:
        return None
    text = say(
        "Most was said on {weekday}, {day} ({most}), least on {other_weekday}, {other_day} "
        "({least}).",
        weekday=numbers.weekday(top["day"]),
        day=numbers.short_day(top["day"]),
        most=numbers.count(top["mention_count"]),
        other_weekday=numbers.weekday(bottom["day"]),
        other_day=numbers.short_day(bottom["day"]),
        least=numbers.count(bottom["mention_count"]),
    )
    return Finding("calendar", text)
