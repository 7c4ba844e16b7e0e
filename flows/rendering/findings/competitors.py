"""The brand among its competitors, and where each is spoken of."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Finding
from flows.rendering.findings.facts import Facts, points


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say who leads the conversation, and on which channel it takes place."""
    if facts.report["is_empty"]:
        return
    yield _voice(facts)
    yield _channels(facts)


def _voice(facts: Facts) -> Finding | None:
    rows = [row for row in facts.tables["share_of_voice"] if row["share"] is not None]
    if len(rows) < 2:  # noqa: PLR2004 - a share of one brand is all of it
        return None
    leader = max(rows, key=lambda row: row["share"])
    text = f"{leader['brand_name']} leads with {numbers.percent(leader['share'])}"
    moved = [row for row in rows if row["share_change"] is not None]
    if moved:
        most = max(moved, key=lambda row: abs(row["share_change"]))
        figure = facts.figure("share_of_voice", most["brand"])
        if figure is not None and figure.verdict in {"up", "down"}:
            verb = "gained" if most["share_change"] > 0 else "lost"
            who = "it" if most is leader else most["brand_name"]
            text += f"; {who} {verb} {points(100 * most['share_change'])}"
    return Finding("share_of_voice", f"{text}.", [f"share_of_voice.{leader['brand']}"])


def _channels(facts: Facts) -> Finding | None:
    own = facts.own("channels")
    if not own:
        return None
    if len(own) == 1:
        return Finding("channels", f"All mentions come from one channel, {own[0]['channel']}.")
    top = max(own, key=lambda row: row["share"])
    text = f"{numbers.percent(top['share'], 0)} of the mentions come from {top['channel']}"
    if top["previous_share"] is not None:
        text += f" ({numbers.percent(top['previous_share'], 0)} {facts.then})"
    return Finding("channels", f"{text}.")
