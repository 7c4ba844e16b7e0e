"""The brand among its competitors, and where each is spoken of."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.charts.matrix import comparable
from flows.rendering.context import Finding, Row
from flows.rendering.findings.facts import Facts, share_points
from flows.rendering.terms import term
from flows.rendering.words import listed, say, sentence


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say who leads the conversation, and on which channel it takes place."""
    if facts.report["is_empty"]:
        return
    yield _voice(facts)
    yield _channels(facts)
    yield _tones(facts)
    yield _topics(facts)


def _voice(facts: Facts) -> Finding | None:
    rows = [row for row in facts.tables["share_of_voice"] if row["share"] is not None]
    if len(rows) < 2:  # noqa: PLR2004 - a share of one brand is all of it
        return None
    leader = max(rows, key=lambda row: row["share"])
    leads = say(
        "{brand} leads with {share}",
        brand=leader["brand_name"],
        share=numbers.percent(leader["share"]),
    )
    moved = [row for row in rows if row["share_change"] is not None]
    move = ""
    if moved:
        most = max(moved, key=lambda row: abs(row["share_change"]))
        figure = facts.figure("share_of_voice", most["brand"])
        if figure is not None and figure.verdict in {"up", "down"}:
            move = _move(most, is_leader=most is leader)
    return Finding("share_of_voice", sentence(leads, move), [f"share_of_voice.{leader['brand']}"])


def _move(row: Row, *, is_leader: bool) -> str:
    told = {"brand": row["brand_name"], "change": share_points(row["share_change"])}
    if row["share_change"] > 0:
        return (
            say("it gained {change}", change=told["change"])
            if is_leader
            else say("{brand} gained {change}", **told)
        )
    return (
        say("it lost {change}", change=told["change"])
        if is_leader
        else say("{brand} lost {change}", **told)
    )


def _channels(facts: Facts) -> Finding | None:
    own = facts.own("channels")
    if not own:
        return None
    if len(own) == 1:
        channel = term(own[0]["channel"], "channel")
        text = say("All mentions come from one channel: {channel}.", channel=channel)
        return Finding("channels", text)
    top = max(own, key=lambda row: row["share"])
    told = {
        "share": numbers.percent(top["share"], 0),
        "channel": term(top["channel"], "channel"),
    }
    if top["previous_share"] is None:
        return Finding(
            "channels", say("Largest channel: {channel}, {share} of the mentions.", **told)
        )
    text = say(
        "Largest channel: {channel}, {share} of the mentions ({before} {when}).",
        **told,
        before=numbers.percent(top["previous_share"], 0),
        when=facts.then,
    )
    return Finding("channels", text)


def _tones(facts: Facts) -> Finding | None:
    rows = facts.tables["sentiment"]
    if len(rows) < 2:  # noqa: PLR2004 - one brand is no comparison
        return None
    names = {
        verdict: listed([row["brand_name"] for row in rows if row["verdict"] == verdict])
        for verdict in ("up", "down")
    }
    told = {"up": names["up"], "down": names["down"], "when": facts.then}
    if names["up"] and names["down"]:
        text = say("Better spoken of than {when}: {up}. Worse: {down}.", **told)
    elif names["up"]:
        text = say("Better spoken of than {when}: {up}.", **told)
    elif names["down"]:
        text = say("Worse spoken of than {when}: {down}.", **told)
    else:
        text = say("No brand is clearly spoken of better or worse than {when}.", **told)
    return Finding("net_multiples", text)


def _topics(facts: Facts) -> Finding | None:
    compared = comparable(facts.tables["topic_matrix"])
    own = [row for row in compared if row["brand"] == facts.brand and _is_firm(row)]
    if len(own) < 2:  # noqa: PLR2004 - one topic has no other to be beside
        return None
    best = max(own, key=lambda row: row["net_sentiment"])
    worst = min(own, key=lambda row: row["net_sentiment"])
    told = {
        "best": term(best["topic_name"], "topic"),
        "high": numbers.signed(best["net_sentiment"]),
        "worst": term(worst["topic_name"], "topic"),
        "low": numbers.signed(worst["net_sentiment"]),
    }
    text = say(
        "Kindest on {brand} by topic: {best} ({high}). Harshest: {worst} ({low}).",
        brand=facts.name,
        **told,
    )
    # Where all is judged harshly, nothing is kind; where all is judged kindly, nothing is harsh.
    if best["net_sentiment"] < 0:
        text = say("Least harsh: {best} ({high}). Harshest: {worst} ({low}).", **told)
    elif worst["net_sentiment"] >= 0:
        text = say("Kindest: {best} ({high}). Least kind: {worst} ({low}).", **told)
    return Finding("topic_matrix", text)


def _is_firm(row: Row) -> bool:
    return row["net_sentiment"] is not None and row["adequacy"] != "too few"
