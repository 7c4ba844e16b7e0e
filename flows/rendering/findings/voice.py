"""What customers wait for: answers given and not given."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Finding
from flows.rendering.findings.facts import Facts, counted, interval


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say how the brand answers, and how many wait."""
    if facts.report["is_empty"]:
        return
    yield _response(facts)
    yield _quotes(facts)


def _response(facts: Facts) -> Finding | None:
    share, own = facts.figure("answered_share"), facts.own("response")
    if share is None or not own:
        return None
    row = own[0]
    text = (
        f"{facts.name} answered {numbers.percent(share.value, 0)}{interval(share)} of "
        f"{counted(row['asked_count'], 'mention', 'mentions')} that called for it, "
        f"{numbers.percent(row['within_share'], 0)} within "
        f"{numbers.decimal(row['target_hours'], 0)} hours"
    )
    if share.verdict in {"up", "down"}:
        more, before = (
            "more" if share.verdict == "up" else "less",
            numbers.percent(share.previous, 0),
        )
        text += f"; that is {more} than the {before} of {facts.before}"
    elif share.previous is not None:
        text += f"; no clear change from {numbers.percent(share.previous, 0)}"
    return Finding("response", f"{text}.", [share.id])


def _quotes(facts: Facts) -> Finding | None:
    if not facts.tables["quotes"]:
        return None
    text = (
        "Chosen by rule: posts that use most of what sets their kind apart, then those with most "
        "reactions; one of an author."
    )
    return Finding("quotes", text)
