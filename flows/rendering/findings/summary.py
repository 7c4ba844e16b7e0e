"""The one page an executive reads: the answer, what happened, what it means, what to do."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Figure, Finding, Row
from flows.rendering.findings.answer import answer
from flows.rendering.findings.facts import (
    Facts,
    counted,
    interval,
    listed,
    named,
    points,
    quoted,
    rate,
)

_LARGE = 0.25
"""A relative change that a reader would ask about, even where single days explain it."""


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say whether the brand is better off, then what, so what, and now what."""
    yield answer(facts)
    if facts.report["is_empty"]:
        return
    yield _mentions(facts)
    yield _event(facts)
    yield _net_sentiment(facts)
    yield _share_of_voice(facts)
    yield _gaps(facts)
    yield _answers(facts)
    for step in facts.tables["recommendations"][:2]:
        yield Finding("now_what", step["text"], step["figures"])


def _mentions(facts: Facts) -> Finding | None:
    total, daily = facts.figure("mentions"), facts.figure("mentions_per_day")
    if total is None:
        return None
    heard = f"{facts.name} was mentioned {counted(total.value or 0, 'time', 'times')}"
    if daily is None or daily.previous is None or daily.change_rate is None:
        text = f"{heard}; {facts.before} was not heard well enough to compare."
        return Finding("what", text, [total.id], "warning")
    a_day = f"{heard}, {numbers.decimal(daily.value)} times a day"
    was, is_unclear = numbers.decimal(daily.previous), daily.verdict not in {"up", "down"}
    if is_unclear and abs(daily.change_rate) < _LARGE:
        text = f"{a_day}; no clear change ({was} {facts.then})."
    else:
        text = f"{a_day}: {rate(daily.change_rate, facts.then)} ({was})"
        text += ", a difference that single days can make." if is_unclear else "."
    return Finding("what", text, [total.id, daily.id])


def _event(facts: Facts) -> Finding | None:
    events = facts.own("spikes")
    if not events:
        return None
    top = max(events, key=lambda event: event["mention_count"])
    return Finding("what", f"{event_words(top)}.", [f"spike.{top['brand']}.{top['peak_on']}"])


def event_words(event: Row) -> str:
    """Return one event as a clause: its day, its height against the usual, what it was about."""
    on = numbers.short_day(event["peak_on"])
    text = (
        f"{on} stands out with {counted(event['mention_count'], 'mention', 'mentions')} against a "
        f"usual {numbers.median(event['baseline_count'])}"
    )
    if event["terms"]:
        text += f", about {quoted(event['terms'][:3])}"
    return text


def _net_sentiment(facts: Facts) -> Finding | None:
    net = facts.figure("net_sentiment")
    if net is None:
        return None
    if net.adequacy == "too few":
        judged = counted(net.n or 0, "post", "posts")
        text = f"Only {judged} could be judged, too few for a net sentiment."
        if net.more_posts is None:
            text = f"{judged} could be judged, but most are by too few authors for a net sentiment."
        return Finding("what", text, [net.id], "warning")
    now = f"{numbers.signed(net.value)} points{interval(net)}"
    if net.verdict in {"up", "down"}:
        verb = "rose" if net.verdict == "up" else "fell"
        text = f"Net sentiment {verb} by {points(net.change)} to {now}{_driver(facts, net)}."
        return Finding("what", text, [net.id], "good" if net.verdict == "up" else "bad")
    if net.previous is None or net.verdict == "too few":
        return Finding(
            "what",
            f"Net sentiment is {now}; too few posts or authors to compare it with {facts.before}.",
            [net.id],
        )
    before = numbers.signed(net.previous)
    text = f"Net sentiment is {now}: no clear change ({before} {facts.then})."
    return Finding("what", text, [net.id])


def _driver(facts: Facts, net: Figure) -> str:
    drivers = facts.tables["sentiment_drivers"]
    if len(drivers) < 2 or not net.change:  # noqa: PLR2004 - one source explains nothing
        return ""
    top = max(drivers, key=lambda driver: driver["total_points"] * net.change)
    return f"; {named(top)} alone gave {numbers.signed(top['total_points'])} of it"


def _share_of_voice(facts: Facts) -> Finding | None:
    voice = facts.figure("share_of_voice")
    others = [row for row in facts.tables["share_of_voice"] if not row["is_focus"]]
    if voice is None or not others:
        return None
    held, brands = numbers.percent(voice.value), len(others) + 1
    text = f"{facts.name} holds {held} of what is said of {brands} brands"
    if voice.change is not None and voice.verdict in {"up", "down"}:
        more = "more" if voice.change > 0 else "less"
        text += f", {points(100 * voice.change)} {more} than {facts.then}"
        rivals = [row for row in others if row["share_change"] is not None]
        if rivals:
            pick = max if voice.change < 0 else min
            rival = pick(rivals, key=lambda row: row["share_change"])
            if rival["share_change"] * voice.change < 0:
                verb = "gained" if rival["share_change"] > 0 else "lost"
                text += f"; {rival['brand_name']} {verb} {points(100 * rival['share_change'])}"
    elif voice.verdict == "too few":
        text += f", after {numbers.percent(voice.previous)} {facts.then}, on too few days to judge"
    elif voice.change is not None:
        text += f", no clear change from {numbers.percent(voice.previous)}"
    tone = {"up": "good", "down": "bad"}.get(voice.verdict or "", "neutral")
    return Finding("so_what", f"{text}.", [voice.id], tone)  # type: ignore[arg-type]


def _gaps(facts: Facts) -> Finding | None:
    gaps = facts.rows("competitor_gaps", metric="net_sentiment")
    known = [gap for gap in gaps if gap["verdict"] != "too few"]
    if not known:
        return None
    parts = []
    for verdict, words in (("ahead", "better than"), ("behind", "less well than")):
        if names := [gap["brand_name"] for gap in known if gap["verdict"] == verdict]:
            parts.append(f"{words} {listed(names)}")
    said = [f"{facts.name} is spoken of {', '.join(parts)}"] if parts else []
    if names := [gap["brand_name"] for gap in known if gap["verdict"] == "no clear gap"]:
        lead = "no clear gap" if said else "Net sentiment shows no clear gap"
        said.append(f"{lead} to {listed(names)}")
    ids = [f"net_sentiment_gap.{gap['brand']}" for gap in known]
    return Finding("so_what", f"{'; '.join(said)}.", ids)


def _answers(facts: Facts) -> Finding | None:
    share, hours = facts.figure("answered_share"), facts.figure("median_hours")
    if share is None or share.adequacy == "too few":
        return None
    text = (
        f"Of {counted(share.n or 0, 'mention', 'mentions')} that called for an answer, "
        f"{numbers.percent(share.value, 0)} got one{interval(share)}"
    )
    if hours is not None:
        text += f", half of those within {numbers.decimal(hours.value)} hours"
    tone = {"up": "good", "down": "warning"}.get(share.verdict or "", "neutral")
    return Finding("so_what", f"{text}.", [share.id], tone)  # type: ignore[arg-type]
