"""The event that a report on a crisis is about: how large, how harsh, where, whether it is over."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Finding, Row
from flows.rendering.findings.facts import Facts, with_interval
from flows.rendering.terms import segment_name
from flows.rendering.words import listed, plural, say

_NAMED = 3
"""Channels or languages that a sentence lists."""


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say what happened, how it was spoken of, where it was heard, and what was answered."""
    events = facts.rows("crisis")
    if facts.report["is_empty"]:
        return
    if not events:
        text = say(
            "No day of this period stands out: {brand} was spoken of as usual.", brand=facts.name
        )
        yield Finding("crisis", text)
        return
    event = events[0]
    yield _size(facts, event)
    yield _feeling(facts)
    yield _state(facts, event)
    yield _spread(facts)
    yield _answers(facts, event)


def _size(facts: Facts, event: Row) -> Finding:
    told = {
        "brand": facts.name,
        "days": numbers.day_range(event["start_on"], event["end_on"]),
        "peak": numbers.count(event["mention_count"]),
        "day": numbers.short_day(event["peak_on"]),
        "usual": numbers.median(event["baseline_count"]),
    }
    text = plural(
        "{days}: {count} mention of {brand}, {peak} on {day}, where a usual day has {usual}.",
        "{days}: {count} mentions of {brand}, {peak} of them on {day}, where a usual day has "
        "{usual}.",
        event["event_count"],
        **told,
    )
    ids = [f"event_mentions.{facts.brand}", f"spike.{facts.brand}.{event['peak_on']}"]
    return Finding("crisis", text, ids, "warning")


def _feeling(facts: Facts) -> Finding | None:
    figure = facts.figure("event_negative_share")
    if figure is None or figure.adequacy == "too few":
        return None
    share = with_interval(figure, numbers.percent(figure.value, 0))
    text = say("Of the posts that could be judged {share} are negative.", share=share)
    return Finding("crisis", text, [figure.id], "bad")


def _state(facts: Facts, event: Row) -> Finding:
    if not event["is_over"]:
        text = say("The period ends with it: nobody can say yet whether it is over.")
        return Finding("crisis_spread", text, tone="warning")
    on_channels = facts.rows("crisis_spread", dimension="channel")
    going_on = [row for row in on_channels if row["state"] in ("grows", "above usual")]
    if not going_on:
        text = say(
            "It is over: on {day} no channel brought clearly more than usual.",
            day=numbers.short_day(event["last_on"]),
        )
        return Finding("crisis_spread", text, tone="good")
    text = say(
        "On {day} more than usual was still said on: {channels}.",
        day=numbers.short_day(event["last_on"]),
        channels=listed([segment_name("channel", row["segment"]) for row in going_on]),
    )
    return Finding("crisis_spread", text, tone="warning")


def _spread(facts: Facts) -> Finding | None:
    rows = facts.rows("crisis_spread", dimension="channel")
    languages = facts.rows("crisis_spread", dimension="language")
    if not rows:
        return None
    parts = [
        say(
            "{share} on {channel}",
            share=numbers.percent(row["share"], 0),
            channel=segment_name("channel", row["segment"]),
        )
        for row in rows[:_NAMED]
    ]
    text = say("Where it was heard: {parts}.", parts=listed(parts))
    text += " " + plural(
        "It is in {count} language.", "It is in {count} languages.", len(languages)
    )
    return Finding("crisis_spread", text, [f"event_mentions.{facts.brand}"])


def _answers(facts: Facts, event: Row) -> Finding | None:
    if not event["asked_count"]:
        return None
    text = plural(
        "{count} post of the event called for an answer where {brand} answers; answered: "
        "{answered}.",
        "{count} posts of the event called for an answer where {brand} answers; answered: "
        "{answered}.",
        event["asked_count"],
        brand=facts.name,
        answered=numbers.count(event["answered_count"]),
    )
    return Finding("crisis_asked", text, tone="warning")
