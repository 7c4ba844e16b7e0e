"""How much was said: the shape of the month, where the change came from, the longer run."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Finding
from flows.rendering.findings.facts import Facts, capital, counted, named
from flows.rendering.findings.summary import event_words

_FEW_MONTHS = 3


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say which days stand out, what brought the change, and how the months compare."""
    if facts.report["is_empty"]:
        return
    yield from _daily(facts)
    yield _counts(facts)
    yield _drivers(facts)
    yield _monthly(facts)


def _daily(facts: Facts) -> Iterator[Finding]:
    events = sorted(facts.own("spikes"), key=lambda event: -event["mention_count"])
    if not events:
        is_judged = any(row["baseline_count"] is not None for row in facts.own("daily"))
        none = "No day stands out against the same weekday of the twelve weeks before."
        unjudged = "Too little was heard before to say which days stand out."
        yield Finding("daily", none if is_judged else unjudged)
    for event in events:
        yield Finding(
            "daily", f"{event_words(event)}.", [f"spike.{event['brand']}.{event['peak_on']}"]
        )


def _counts(facts: Facts) -> Finding | None:
    own = facts.own("volume")
    if not own:
        return None
    row = own[0]
    left_out = [
        words
        for words in (
            counted(row["copy_count"], "copy", "copies") if row["copy_count"] else "",
            f"{numbers.count(row['spam_count'])} spam" if row["spam_count"] else "",
            counted(row["owned_count"], "own post", "own posts") if row["owned_count"] else "",
        )
        if words
    ]
    if not left_out:
        text = f"Every one of {counted(row['raw_count'], 'post', 'posts')} heard is counted."
        return Finding("volume", text, [f"raw_mentions.{facts.brand}", f"mentions.{facts.brand}"])
    reasons = row["copy_count"] + row["spam_count"] + row["owned_count"]
    twice = "; some are two of these" if reasons > row["raw_count"] - row["mention_count"] else ""
    text = (
        f"Of {counted(row['raw_count'], 'post', 'posts')} heard, "
        f"{numbers.count(row['mention_count'])} are counted "
        f"(left out: {', '.join(left_out)}{twice})."
    )
    return Finding("volume", text, [f"raw_mentions.{facts.brand}", f"mentions.{facts.brand}"])


def _drivers(facts: Facts) -> Finding | None:
    drivers = facts.tables["volume_drivers"]
    whole = sum(row["count_change"] for row in drivers)
    if len(drivers) < 2 or not whole:  # noqa: PLR2004 - one part is no split
        return None
    same_way = [row for row in drivers if row["count_change"] * whole > 0]
    top = max(same_way, key=lambda row: abs(row["count_change"]))
    noun = "more" if whole > 0 else "fewer"
    text = (
        f"{capital(named(top))} brought {numbers.count(abs(top['count_change']))} {noun} mentions; "
        f"all {top['dimension']}s together {numbers.count(abs(whole))} {noun}."
    )
    if facts.report["is_part"]:
        text += " The period is not over, so compare mentions a day."
    return Finding("volume_drivers", text, [f"mentions.{facts.brand}"])


def _monthly(facts: Facts) -> Finding | None:
    months = [row for row in facts.own("monthly") if not row["is_part"]]
    if len(months) < _FEW_MONTHS:
        return None
    last, counts = months[-1], [row["mention_count"] for row in months]
    label = numbers.month(last["month"])
    if last["mention_count"] == max(counts):
        text = f"{label} brought the most mentions of the {len(months)} months heard whole."
    elif last["mention_count"] == min(counts):
        text = f"{label} brought the fewest mentions of the {len(months)} months heard whole."
    else:
        top = max(months, key=lambda row: row["mention_count"])
        text = (
            f"Of the {len(months)} months heard whole, {numbers.month(top['month'])} brought the "
            f"most mentions ({numbers.count(top['mention_count'])})."
        )
    return Finding("monthly", text)
