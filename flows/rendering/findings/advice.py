"""Recommendations: what the figures suggest, who would do it, and how to see that it worked."""

from collections.abc import Iterator
from typing import Any

from flows.rendering import numbers
from flows.rendering.context import Row
from flows.rendering.findings.facts import Facts, few, in_quotes, quoted
from flows.rendering.languages import language_name
from flows.rendering.words import listed, plural, say

_MUCH_UNKNOWN = 0.25
_LOW_ANSWERED = 0.75
_MOST = 5


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
        *_term(facts),
        *_data(facts),
    ]
    return steps[:_MOST]


def _step(text: str, figures: list[str], owner: str, measure: str) -> dict[str, Any]:
    return {"text": text, "figures": figures, "owner": owner, "measure": measure}


def _event(facts: Facts) -> Iterator[dict[str, Any]]:
    net, harsh = facts.figure("net_sentiment"), facts.own("spikes")
    harsh = [event for event in harsh if event["is_harsh"]]
    if net is None or not harsh:
        return
    worst = min(harsh, key=lambda event: event["net_sentiment"])
    told = {
        "day": numbers.short_day(worst["peak_on"]),
        "now": numbers.signed(worst["net_sentiment"]),
    }
    if worst["terms"]:
        text = say(
            "Explain in public what happened around {day}, about {terms}, and what was mended: net "
            "sentiment of that day was {now}.",
            **told,
            terms=quoted(worst["terms"][:3]),
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
        say("net sentiment back at {before} next period", before=numbers.signed(net.previous)),
    )


def _tone(facts: Facts) -> Iterator[dict[str, Any]]:
    net = facts.figure("net_sentiment")
    terms = [row["term"] for row in facts.rows("sentiment_terms", direction="negative")]
    if net is None or not terms or net.verdict != "down":
        return
    yield _step(
        say("Take up what negative posts speak of: {terms}.", terms=quoted(terms[:3])),
        [net.id],
        say("Product and support"),
        say("fewer negative posts with these terms"),
    )


def _pain(facts: Facts) -> Iterator[dict[str, Any]]:
    costly = [row for row in facts.tables["pain_points"] if (row.get("cost_low") or 0) > 0]
    if not costly:
        return
    top = max(costly, key=lambda row: row["cost_points"])
    text = plural(
        "Take up {topic} first: {count} complaint, and what is on it costs {points} points of net "
        "sentiment.",
        "Take up {topic} first: {count} complaints, and what is on it costs {points} points of net "
        "sentiment.",
        top["pain_count"],
        topic=top["topic_name"],
        points=numbers.decimal(top["cost_points"]),
    )
    yield _step(
        text,
        [f"topic_cost.{facts.brand}.{top['topic']}"],
        say("Product and support"),
        say("its cost in net sentiment in the next report"),
    )


def _answer(facts: Facts) -> Iterator[dict[str, Any]]:
    share, risks = facts.figure("answered_share"), facts.tables["risks"]
    if share is None or not risks:
        return
    if (share.value or 0) < _LOW_ANSWERED or share.verdict == "down":
        yield _step(
            say("Answer the open complaints that most people reacted to, listed under risks."),
            [share.id],
            say("Support"),
            say("share answered above {share}", share=numbers.percent(share.value, 0)),
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


def _term(facts: Facts) -> Iterator[dict[str, Any]]:
    rising = [row for row in facts.tables["terms"] if row["direction"] != "fading"]
    if rising:
        top = rising[0]
        text = plural(
            "Follow {term}: {count} mention after {before} {when}.",
            "Follow {term}: {count} mentions after {before} {when}.",
            top["mention_count"],
            term=in_quotes(top["term"]),
            before=numbers.count(top["previous_count"]),
            when=facts.then,
        )
        yield _step(text, [], say("Insights"), say("its mentions in the next report"))


def _data(facts: Facts) -> Iterator[dict[str, Any]]:
    silent = [row for row in facts.tables["coverage"] if row["missing_count"] + row["silent_count"]]
    if silent:
        text = plural(
            "Find out why {sources} could not be heard on {count} day.",
            "Find out why {sources} could not be heard on {count} days.",
            sum(row["missing_count"] + row["silent_count"] for row in silent),
            sources=listed([row["source"] for row in silent[:3]]),
        )
        yield _step(text, ["covered.all"], say("Data"), say("every source heard on every day"))
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
        yield _step(text, [unknown.id], say("Data"), say("share of unjudged mentions"))
