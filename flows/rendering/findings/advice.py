"""Recommendations: what the figures suggest, who would do it, and how to see that it worked."""

from collections.abc import Iterator
from typing import Any, Literal

from flows.rendering import numbers
from flows.rendering.context import Figure, Row
from flows.rendering.findings.facts import Facts, few, quoted
from flows.rendering.languages import language_name
from flows.rendering.words import listed, plural, say

_MUCH_UNKNOWN = 0.25
_LOW_ANSWERED = 0.75
_MOST = 5
_TERMS = 3


def recommendations(facts: Facts) -> list[dict[str, Any]]:
    """Return the report's recommendations, the most pressing first."""
    if facts.report["is_empty"]:
        return []
    steps = [
        *_event(facts),
        *_tone(facts),
        *_pain(facts),
        *_answer(facts),
        *_rival(facts),
        *_data(facts),
    ]
    return steps[:_MOST]


def _step(
    text: str,
    evidence: list[str],
    owner: str,
    measure: str,
    measured: str,
    direction: Literal["up", "down"],
) -> dict[str, Any]:
    """Return a recommendation; by the figure `measured`, the next issue sees what became of it."""
    return {
        "text": text,
        "figures": evidence,
        "owner": owner,
        "measure": measure,
        "measured": measured,
        "direction": direction,
    }


def _event(facts: Facts) -> Iterator[dict[str, Any]]:
    net, worst = facts.figure("net_sentiment"), _worst_event(facts)
    if net is None or worst is None:
        return
    told = {
        "day": numbers.short_day(worst["peak_on"]),
        "now": numbers.signed(worst["net_sentiment"]),
    }
    if worst["terms"]:
        text = say(
            "Explain in public what happened around {day}, about {terms}, and what was mended: net "
            "sentiment of that day was {now}.",
            **told,
            terms=quoted(worst["terms"][:_TERMS]),
        )
    else:
        text = say(
            "Explain in public what happened around {day}, and what was mended: net sentiment of "
            "that day was {now}.",
            **told,
        )
    yield _step(
        text,
        [f"spike.{worst['brand']}.{worst['peak_on']}"],
        say("Communications"),
        _recovered(net),
        net.id,
        "up",
    )


def _worst_event(facts: Facts) -> Row | None:
    harsh = [event for event in facts.own("spikes") if event["is_harsh"]]
    return min(harsh, key=lambda event: event["net_sentiment"]) if harsh else None


def _recovered(net: Figure) -> str:
    """Return what net sentiment should come to: where it was, if it was better there."""
    if net.previous is not None and net.previous > (net.value or 0):
        return say(
            "net sentiment back at {before} next period", before=numbers.signed(net.previous)
        )
    return say("net sentiment above {now} next period", now=numbers.signed(net.value))


def _tone(facts: Facts) -> Iterator[dict[str, Any]]:
    net, negative = facts.figure("net_sentiment"), facts.figure("negative_share")
    terms = [row["term"] for row in facts.rows("sentiment_terms", direction="negative")][:_TERMS]
    if net is None or negative is None or not terms or net.verdict != "down":
        return
    worst = _worst_event(facts)
    told = set(worst["terms"][:_TERMS]) if worst else set()
    if len(told & set(terms)) * 2 > len(terms):
        # The event is what they speak of, and what to do about it has been said.
        return
    yield _step(
        say("Take up what negative posts speak of: {terms}.", terms=quoted(terms)),
        [negative.id],
        say("Product and support"),
        say("share of negative posts below {share}", share=numbers.percent(negative.value, 0)),
        negative.id,
        "down",
    )


def _pain(facts: Facts) -> Iterator[dict[str, Any]]:
    costly = [
        row
        for row in facts.tables["pain_points"]
        if (row.get("cost_low") or 0) > 0 and _cost(facts, row) in facts.figures
    ]
    if not costly:
        return
    top = max(costly, key=lambda row: row["cost_points"])
    text = plural(
        "Take up {topic} first: {count} critical post, and what is on it costs {points} points of "
        "net sentiment.",
        "Take up {topic} first: {count} critical posts, and what is on it costs {points} points of "
        "net sentiment.",
        top["pain_count"],
        topic=top["topic_name"],
        points=numbers.decimal(top["cost_points"]),
    )
    yield _step(
        text,
        [_cost(facts, top)],
        say("Product and support"),
        say(
            "its cost in net sentiment below {points} points",
            points=numbers.decimal(top["cost_points"]),
        ),
        _cost(facts, top),
        "down",
    )


def _cost(facts: Facts, row: Row) -> str:
    return f"topic_cost.{facts.brand}.{row['topic']}"


def _answer(facts: Facts) -> Iterator[dict[str, Any]]:
    share, risks = facts.figure("answered_share"), facts.tables["risks"]
    if share is None or not risks:
        return
    if (share.value or 0) < _LOW_ANSWERED or share.verdict == "down":
        yield _step(
            say("Answer the open complaints that most people reacted to."),
            [share.id],
            say("Support"),
            say("share answered above {share}", share=numbers.percent(share.value, 0)),
            share.id,
            "up",
        )


def _rival(facts: Facts) -> Iterator[dict[str, Any]]:
    voice = facts.figure("share_of_voice")
    if voice is None or voice.verdict != "down":
        return
    gained = [
        row
        for row in facts.tables["share_of_voice"]
        if not row["is_focus"] and (row["share_change"] or 0) > 0
    ]
    if not gained:
        return
    rival = max(gained, key=lambda row: row["share_change"])
    yield _step(
        _look_at(rival, facts.rows("spikes", brand=rival["brand"])),
        [f"share_of_voice.{rival['brand']}", voice.id],
        say("Marketing"),
        say("share of voice back at {before}", before=numbers.percent(voice.previous)),
        voice.id,
        "up",
    )


def _look_at(rival: Row, events: list[Row]) -> str:
    """Return what to look at: a competitor's gain, and its peak if it had one."""
    brand = rival["brand_name"]
    if not events:
        return say("Look at what gave {brand} its gain in share of voice.", brand=brand)
    top = max(events, key=lambda event: event["mention_count"])
    told = {"brand": brand, "day": numbers.short_day(top["peak_on"])}
    if not top["terms"]:
        return say(
            "Look at what gave {brand} its gain in share of voice; its peak was {day}.", **told
        )
    return say(
        "Look at what gave {brand} its gain in share of voice; its peak was {day}, about {terms}.",
        **told,
        terms=quoted(top["terms"][:2]),
    )


def _data(facts: Facts) -> Iterator[dict[str, Any]]:
    silent = [row for row in facts.tables["coverage"] if row["missing_count"] + row["silent_count"]]
    if silent:
        text = plural(
            "Find out why {sources} could not be heard on {count} day.",
            "Find out why {sources} could not be heard on {count} days.",
            sum(row["missing_count"] + row["silent_count"] for row in silent),
            sources=listed([row["source"] for row in silent[:3]]),
        )
        aim = say("every source heard on every day")
        yield _step(text, ["covered.all"], say("Data"), aim, "covered.all", "up")
    unknown = facts.figure("unknown_share")
    if unknown is not None and (unknown.value or 0) > _MUCH_UNKNOWN:
        unread = [
            language_name(row["language"])
            for row in facts.tables["languages"]
            if row["judged_count"] < row["mention_count"] / 2 and row["language"] != "und"
        ]
        text = say(
            "Have these languages judged too: {languages}. {share} of the mentions have no "
            "sentiment.",
            languages=listed(few(unread, say("others"))),
            share=numbers.percent(unknown.value, 0),
        )
        share = numbers.percent(unknown.value, 0)
        aim = say("share of mentions without sentiment below {share}", share=share)
        yield _step(text, [unknown.id], say("Data"), aim, unknown.id, "down")
