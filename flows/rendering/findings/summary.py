"""The one page an executive reads: the answer, what happened, what it means, what to do."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Figure, Finding, Row, Tone
from flows.rendering.findings.answer import answer
from flows.rendering.findings.facts import (
    Facts,
    named,
    points,
    quoted,
    rate,
    share_points,
    with_interval,
)
from flows.rendering.words import listed, plural, say, sentence

_MOST = 0.5
"""The part of all posts from which on a remark on one source is one on the whole."""
_LARGE = 0.25
"""A relative change that a reader would ask about, even where single days explain it."""
_TONES: dict[str | None, Tone] = {"up": "good", "down": "bad"}


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say whether the brand is better off, then what, so what, and now what."""
    yield answer(facts)
    if facts.report["is_empty"]:
        return
    yield _mentions(facts)
    yield _caution(facts)
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
    if daily is None or daily.previous is None or daily.change_rate is None:
        text = plural(
            "{brand} was mentioned once; {period} was not heard well enough to compare.",
            "{brand} was mentioned {count} times; {period} was not heard well enough to compare.",
            total.value or 0,
            brand=facts.name,
            period=facts.before,
        )
        return Finding("what", text, [total.id], "warning")
    heard = plural(
        "{brand} was mentioned once, {a_day} times a day",
        "{brand} was mentioned {count} times, {a_day} times a day",
        total.value or 0,
        brand=facts.name,
        a_day=numbers.decimal(daily.value),
    )
    return Finding("what", _compared(facts, daily, heard), [total.id, daily.id])


def _caution(facts: Facts) -> Finding | None:
    """Put beside a change in mentions what must be known of the source that most posts are from."""
    daily, coverage = facts.figure("mentions_per_day"), facts.tables["coverage"]
    if daily is None or daily.verdict not in {"up", "down"}:
        return None
    top = max(coverage, key=lambda row: row["post_count"])
    if not top["note"] or top["post_count"] < _MOST * sum(row["post_count"] for row in coverage):
        return None
    told = {"source": top["source"], "note": str(top["note"])}
    text = say("Read that change with care. {source}: {note}", **told)
    return Finding("what", sentence(text.removesuffix(".")), (), "warning")


def _compared(facts: Facts, daily: Figure, heard: str) -> str:
    """Return how often the brand was mentioned a day, against the period before."""
    was, change_rate = numbers.decimal(daily.previous), daily.change_rate or 0
    is_unclear = daily.verdict not in {"up", "down"}
    if is_unclear and abs(change_rate) < _LARGE:
        return say(
            "{heard}; no clear change ({before} {when}).", heard=heard, before=was, when=facts.then
        )
    compared = {"heard": heard, "compared": rate(change_rate, facts.then), "before": was}
    if is_unclear:
        return say(
            "{heard}: {compared} ({before}), a difference that single days can make.", **compared
        )
    return say("{heard}: {compared} ({before}).", **compared)


def _event(facts: Facts) -> Finding | None:
    events = facts.own("spikes")
    if not events:
        return None
    top = max(events, key=lambda event: event["mention_count"])
    text = sentence(event_words(top))
    return Finding("what", text, [f"spike.{top['brand']}.{top['peak_on']}"])


def event_words(event: Row) -> str:
    """Return one event as a clause: its day, its height against the usual, what it was about."""
    told = {
        "day": numbers.short_day(event["peak_on"]),
        "usual": numbers.median(event["baseline_count"]),
    }
    if event["terms"]:
        return plural(
            "{day} stands out with {count} mention against a usual {usual}, about {terms}",
            "{day} stands out with {count} mentions against a usual {usual}, about {terms}",
            event["mention_count"],
            **told,
            terms=quoted(event["terms"][:3]),
        )
    return plural(
        "{day} stands out with {count} mention against a usual {usual}",
        "{day} stands out with {count} mentions against a usual {usual}",
        event["mention_count"],
        **told,
    )


def _net_sentiment(facts: Facts) -> Finding | None:
    net = facts.figure("net_sentiment")
    if net is None:
        return None
    if net.adequacy == "too few":
        text = plural(
            "Only {count} post could be judged, too few for a net sentiment.",
            "Only {count} posts could be judged, too few for a net sentiment.",
            net.n or 0,
        )
        if net.more_posts is None:
            text = plural(
                "{count} post could be judged, but most are by too few authors for a net "
                "sentiment.",
                "{count} posts could be judged, but most are by too few authors for a net "
                "sentiment.",
                net.n or 0,
            )
        return Finding("what", text, [net.id], "warning")
    now = with_interval(net, say("{number} points", number=numbers.signed(net.value)))
    if net.verdict in {"up", "down"}:
        moved = {"change": points(net.change), "now": now}
        if net.verdict == "up":
            text = say("Net sentiment rose by {change} to {now}", **moved)
        else:
            text = say("Net sentiment fell by {change} to {now}", **moved)
        return Finding("what", sentence(text, _driver(facts, net)), [net.id], _TONES[net.verdict])
    if net.previous is None or net.verdict == "too few":
        text = say(
            "Net sentiment is {now}; too few posts or authors to compare it with {period}.",
            now=now,
            period=facts.before,
        )
        return Finding("what", text, [net.id])
    text = say(
        "Net sentiment is {now}: no clear change ({before} {when}).",
        now=now,
        before=numbers.signed(net.previous),
        when=facts.then,
    )
    return Finding("what", text, [net.id])


def _driver(facts: Facts, net: Figure) -> str:
    drivers = facts.tables["sentiment_drivers"]
    if len(drivers) < 2 or not net.change:  # noqa: PLR2004 - one source explains nothing
        return ""
    top = max(drivers, key=lambda driver: driver["total_points"] * net.change)
    gave = numbers.signed(top["total_points"])
    return say("{part} alone gave {points} of it", part=named(top), points=gave)


def _share_of_voice(facts: Facts) -> Finding | None:
    voice = facts.figure("share_of_voice")
    others = [row for row in facts.tables["share_of_voice"] if not row["is_focus"]]
    if voice is None or not others:
        return None
    holds = {
        "brand": facts.name,
        "share": numbers.percent(voice.value),
        "brands": numbers.count(len(others) + 1),
    }
    rival = ""
    if voice.change is not None and voice.verdict in {"up", "down"}:
        moved = {**holds, "change": share_points(voice.change), "when": facts.then}
        if voice.change > 0:
            text = say(
                "{brand} holds {share} of what is said of {brands} brands, {change} more than "
                "{when}",
                **moved,
            )
        else:
            text = say(
                "{brand} holds {share} of what is said of {brands} brands, {change} less than "
                "{when}",
                **moved,
            )
        rival = _rival(others, voice.change)
    elif voice.verdict == "too few":
        text = say(
            "{brand} holds {share} of what is said of {brands} brands, after {before} {when}, on "
            "too few days to judge",
            **holds,
            before=numbers.percent(voice.previous),
            when=facts.then,
        )
    elif voice.change is not None:
        text = say(
            "{brand} holds {share} of what is said of {brands} brands, no clear change from "
            "{before}",
            **holds,
            before=numbers.percent(voice.previous),
        )
    else:
        text = say("{brand} holds {share} of what is said of {brands} brands", **holds)
    tone = _TONES.get(voice.verdict, "neutral")
    return Finding("so_what", sentence(text, rival), [voice.id], tone)


def _rival(others: list[Row], change: float) -> str:
    """Name the competitor whose share went the other way most, if one did."""
    rivals = [row for row in others if row["share_change"] is not None]
    if not rivals:
        return ""
    pick = max if change < 0 else min
    rival = pick(rivals, key=lambda row: row["share_change"])
    if rival["share_change"] * change >= 0:
        return ""
    moved = {"brand": rival["brand_name"], "change": share_points(rival["share_change"])}
    if rival["share_change"] > 0:
        return say("{brand} gained {change}", **moved)
    return say("{brand} lost {change}", **moved)


def _gaps(facts: Facts) -> Finding | None:
    gaps = facts.rows("competitor_gaps", metric="net_sentiment")
    known = [gap for gap in gaps if gap["verdict"] != "too few"]
    if not known:
        return None
    ahead, behind, level = (
        listed([gap["brand_name"] for gap in known if gap["verdict"] == verdict])
        for verdict in ("ahead", "behind", "no clear gap")
    )
    told = {"brand": facts.name, "better": ahead, "worse": behind}
    text = ""
    if ahead and behind:
        text = say("{brand} is spoken of better than {better}, less well than {worse}", **told)
    elif ahead:
        text = say("{brand} is spoken of better than {better}", **told)
    elif behind:
        text = say("{brand} is spoken of less well than {worse}", **told)
    if level and text:
        text = sentence(text, say("no clear gap to {brands}", brands=level))
    elif level:
        text = say("Net sentiment shows no clear gap to {brands}.", brands=level)
    else:
        text = sentence(text)
    return Finding("so_what", text, [f"net_sentiment_gap.{gap['brand']}" for gap in known])


def _answers(facts: Facts) -> Finding | None:
    share, hours = facts.figure("answered_share"), facts.figure("median_hours")
    if share is None or share.adequacy == "too few":
        return None
    told = {"share": with_interval(share, numbers.percent(share.value, 0))}
    if hours is None:
        text = plural(
            "Of {count} mention that called for an answer, {share} got one.",
            "Of {count} mentions that called for an answer, {share} got one.",
            share.n or 0,
            **told,
        )
    else:
        text = plural(
            "Of {count} mention that called for an answer, {share} got one, half of those within "
            "{hours} hours.",
            "Of {count} mentions that called for an answer, {share} got one, half of those within "
            "{hours} hours.",
            share.n or 0,
            **told,
            hours=numbers.decimal(hours.value),
        )
    tone: Tone = "warning" if share.verdict == "down" else _TONES.get(share.verdict, "neutral")
    return Finding("so_what", text, [share.id], tone)
