"""What the posts are about, what their authors are after, and what became of it."""

from collections.abc import Iterator, Sequence

from flows.rendering import numbers
from flows.rendering.context import Finding, Row
from flows.rendering.findings.facts import Facts, counted, listed, quoted

_AFTER = {
    "complaint": ("complain", "complaints"),
    "question": ("ask", "questions"),
    "praise": ("praise", "praise"),
    "purchase_interest": ("think of buying", "purchase interest"),
    "churn_risk": ("may leave", "churn risk"),
    "feature_request": ("wish for a feature", "feature requests"),
    "comparison": ("compare", "comparisons"),
}
"""What the authors of mentions with an intent do, and what such mentions are called."""


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say what is spoken of and what for, which terms came and went, and count the events."""
    if facts.report["is_empty"]:
        return
    yield _topics(facts)
    yield _intents(facts)
    yield _phrases(facts)
    yield _terms(facts)
    yield _growing(facts)
    yield _events(facts)


def _topics(facts: Facts) -> Finding | None:
    rows = [row for row in facts.tables["topics"] if row["mention_count"]]
    if not rows:
        return None
    most = [f"{row['topic_name']} ({numbers.percent(row['share'], 0)})" for row in rows[:2]]
    moves = _moves(rows, "topic_name")
    text = f"Most is said about {listed(most)}{moves}."
    return Finding(
        "topics", text, [f"topic_share.{facts.brand}.{row['topic']}" for row in rows[:2]]
    )


def _intents(facts: Facts) -> Finding | None:
    rows = [row for row in facts.tables["intents"] if row["mention_count"]]
    if not rows:
        return None
    said = [f"{numbers.percent(row['share'], 0)} {_AFTER[row['intent']][0]}" for row in rows[:3]]
    moved = [{**row, "words": _AFTER[row["intent"]][1]} for row in rows]
    text = f"Of the mentions, {listed(said)}{_moves(moved, 'words')}."
    figures = [f"intent_share.{facts.brand}.{row['intent']}" for row in rows[:3]]
    return Finding("intents", text, figures)


def _moves(rows: Sequence[Row], name: str) -> str:
    """Say which share rose most and which fell most, if any did clearly."""
    parts = []
    for verdict, verb in (("up", "rose"), ("down", "fell")):
        moved = [row for row in rows if row["verdict"] == verdict and row["adequacy"] == "enough"]
        if moved:
            most = max(moved, key=lambda row: abs(row["share_change"]))
            by = numbers.decimal(abs(100 * most["share_change"]))
            parts.append(f"{most[name]} {verb} by {by} points")
    return f"; {listed(parts)}" if parts else ""


def _phrases(facts: Facts) -> Finding | None:
    phrases = [row["phrase"] for row in facts.tables["phrases"]]
    if not phrases:
        return None
    return Finding("phrases", f"Heard often, and covered by no topic: {quoted(phrases[:4])}.")


def _terms(facts: Facts) -> Finding:
    by_direction = {
        direction: [row["term"] for row in facts.rows("terms", direction=direction)]
        for direction in ("rising", "new", "fading")
    }
    parts = [
        f"{words} {quoted(terms[:3])}"
        for terms, words in (
            (by_direction["new"], "New:"),
            (by_direction["rising"], "rising:"),
            (by_direction["fading"], "fading:"),
        )
        if terms
    ]
    if not parts:
        return Finding("terms", f"No term rose or faded against {facts.before} beyond chance.")
    text = "; ".join(parts)
    return Finding("terms", f"{text[0].upper()}{text[1:]}.")


def _growing(facts: Facts) -> Finding | None:
    grown = [
        f"“{row['term']}” ({numbers.percent(row['early_share'])} → "
        f"{numbers.percent(row['late_share'])} of the {facts.people})"
        for row in facts.tables["growing_terms"][:3]
    ]
    if not grown:
        return None
    text = (
        f"Still small, but used by more {facts.people} from month to month: {listed(grown)}, the "
        "first third of the history against the last."
    )
    return Finding("growing", text, [f"growing_terms.{facts.brand}"])


def _events(facts: Facts) -> Finding:
    events = facts.tables["spikes"]
    if not events:
        text = "No brand had a day that stands out against its weekday in the twelve weeks before."
        return Finding("events", text)
    days: dict[object, list[str]] = {}
    for event in events:
        days.setdefault(event["peak_on"], []).append(event["brand_name"])
    shared = [names for names in days.values() if len(names) > 1]
    text = f"{counted(len(events), 'event', 'events')} stood out"
    if shared and len(shared[0]) == len({event["brand_name"] for event in events}):
        text += "; one day was the peak of every brand: its cause lies in the market, not in one"
    return Finding("events", f"{text}.")
