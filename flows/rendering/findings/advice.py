"""Recommendations: what the figures suggest, who would do it, and how to see that it worked."""

from collections.abc import Iterator
from typing import Any

from flows.rendering import numbers
from flows.rendering.findings.facts import Facts, counted, few, listed, quoted
from flows.rendering.languages import language_name

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
    return steps[:5]


def _step(text: str, figures: list[str], owner: str, measure: str) -> dict[str, Any]:
    return {"text": text, "figures": figures, "owner": owner, "measure": measure}


def _event(facts: Facts) -> Iterator[dict[str, Any]]:
    net, harsh = facts.figure("net_sentiment"), facts.own("spikes")
    harsh = [event for event in harsh if event["is_harsh"]]
    if net is None or not harsh:
        return
    worst = min(harsh, key=lambda event: event["net_sentiment"])
    about = f" about {quoted(worst['terms'][:3])}" if worst["terms"] else ""
    yield _step(
        f"Explain in public what happened around {numbers.short_day(worst['peak_on'])}{about}, and "
        f"what was mended: net sentiment of that day was {numbers.signed(worst['net_sentiment'])}.",
        [f"spike.{worst['brand']}.{worst['peak_on']}"],
        "Communications",
        f"net sentiment back at {numbers.signed(net.previous)} next period",
    )


def _tone(facts: Facts) -> Iterator[dict[str, Any]]:
    net = facts.figure("net_sentiment")
    terms = [row["term"] for row in facts.rows("sentiment_terms", direction="negative")]
    if net is None or not terms or net.verdict != "down":
        return
    yield _step(
        f"Take up what negative posts speak of: {quoted(terms[:3])}.",
        [net.id],
        "Product and support",
        "fewer negative posts with these terms",
    )


def _pain(facts: Facts) -> Iterator[dict[str, Any]]:
    costly = [row for row in facts.tables["pain_points"] if (row.get("cost_low") or 0) > 0]
    if not costly:
        return
    top = max(costly, key=lambda row: row["cost_points"])
    complaints = counted(top["pain_count"], "complaint", "complaints")
    yield _step(
        f"Take up {top['topic_name']} first: {complaints}, and what is on it costs "
        f"{numbers.decimal(top['cost_points'])} points of net sentiment.",
        [f"topic_cost.{facts.brand}.{top['topic']}"],
        "Product and support",
        "its cost in net sentiment in the next report",
    )


def _answer(facts: Facts) -> Iterator[dict[str, Any]]:
    share, risks = facts.figure("answered_share"), facts.tables["risks"]
    if share is None or not risks:
        return
    if (share.value or 0) < _LOW_ANSWERED or share.verdict == "down":
        yield _step(
            "Answer the open complaints that most people reacted to, listed under risks.",
            [share.id],
            "Support",
            f"share answered above {numbers.percent(share.value, 0)}",
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
    events = facts.rows("spikes", brand=rival["brand"])
    why = ""
    if events:
        top = max(events, key=lambda event: event["mention_count"])
        about = f" about {quoted(top['terms'][:2])}" if top["terms"] else ""
        why = f"; its peak was {numbers.short_day(top['peak_on'])}{about}"
    yield _step(
        f"Look at what gave {rival['brand_name']} its gain in share of voice{why}.",
        [f"share_of_voice.{rival['brand']}", voice.id],
        "Marketing",
        f"share of voice back at {numbers.percent(voice.previous)}",
    )


def _term(facts: Facts) -> Iterator[dict[str, Any]]:
    rising = [row for row in facts.tables["terms"] if row["direction"] != "fading"]
    if rising:
        top = rising[0]
        yield _step(
            f"Follow “{top['term']}”: {counted(top['mention_count'], 'mention', 'mentions')} after "
            f"{numbers.count(top['previous_count'])} {facts.then}.",
            [],
            "Insights",
            "its mentions in the next report",
        )


def _data(facts: Facts) -> Iterator[dict[str, Any]]:
    silent = [row for row in facts.tables["coverage"] if row["missing_count"] + row["silent_count"]]
    if silent:
        names = listed([row["source"] for row in silent[:3]])
        days = sum(row["missing_count"] + row["silent_count"] for row in silent)
        yield _step(
            f"Find out why {names} could not be heard on {counted(days, 'day', 'days')}.",
            ["covered.all"],
            "Data",
            "every source heard on every day",
        )
    unknown = facts.figure("unknown_share")
    if unknown is not None and (unknown.value or 0) > _MUCH_UNKNOWN:
        unread = [
            language_name(row["language"])
            for row in facts.tables["languages"]
            if row["judged_count"] < row["mention_count"] / 2 and row["language"] != "und"
        ]
        yield _step(
            f"Have {listed(few(unread, 'others'))} judged too: "
            f"{numbers.percent(unknown.value, 0)} of the mentions have no sentiment.",
            [unknown.id],
            "Data",
            "share of unjudged mentions",
        )
