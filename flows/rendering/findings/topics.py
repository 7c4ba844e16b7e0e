"""What the posts are about, what their authors are after, and what became of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from flows.rendering import numbers
from flows.rendering.context import Finding, Row
from flows.rendering.findings.facts import Facts, few, in_quotes, quoted, share_points
from flows.rendering.terms import term
from flows.rendering.words import capital, gettext_noop, listed, plural, say, sentence

_AFTER: Mapping[str, str] = {
    "complaint": gettext_noop("{share} complain"),
    "question": gettext_noop("{share} ask"),
    "praise": gettext_noop("{share} praise"),
    "purchase_interest": gettext_noop("{share} think of buying"),
    "churn_risk": gettext_noop("{share} may leave"),
    "feature_request": gettext_noop("{share} wish for a feature"),
    "comparison": gettext_noop("{share} compare"),
}
"""What the authors of mentions with an intent do."""


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
    rows = _told(facts.tables["topics"])
    if not rows:
        return None
    most = [
        say("{topic} ({share})", topic=row["topic_name"], share=numbers.percent(row["share"], 0))
        for row in rows[:2]
    ]
    text = say("Most is said about {topics}", topics=listed(most))
    figures = [f"topic_share.{facts.brand}.{row['topic']}" for row in rows[:2]]
    return Finding("topics", sentence(text, _moves(rows, _topic_move)), figures)


def _intents(facts: Facts) -> Finding | None:
    rows = _told(facts.tables["intents"])
    if not rows:
        return None
    said = [say(_AFTER[row["intent"]], share=numbers.percent(row["share"], 0)) for row in rows[:3]]
    text = say("Of the mentions, {parts}", parts=listed(said))
    figures = [f"intent_share.{facts.brand}.{row['intent']}" for row in rows[:3]]
    return Finding("intents", sentence(text, _moves(rows, _intent_move)), figures)


def _told(rows: Sequence[Row]) -> list[Row]:
    """Return what mentions were made of, where they are enough to have shares."""
    return [row for row in rows if row["mention_count"] and row["adequacy"] != "too few"]


def _moves(rows: Sequence[Row], said: Callable[[Row], str]) -> str:
    """Say which share rose most and which fell most, if any did clearly."""
    moved = [_most_moved(rows, verdict) for verdict in ("up", "down")]
    return listed([said(row) for row in moved if row])


def _topic_move(row: Row) -> str:
    told = {"topic": row["topic_name"], "change": share_points(row["share_change"])}
    if row["verdict"] == "up":
        return say("the share of {topic} rose by {change}", **told)
    return say("the share of {topic} fell by {change}", **told)


def _intent_move(row: Row) -> str:
    told = {
        "intent": term(row["intent"], "intent"),
        "change": share_points(row["share_change"]),
    }
    if row["verdict"] == "up":
        return say("the share of {intent} rose by {change}", **told)
    return say("the share of {intent} fell by {change}", **told)


def _most_moved(rows: Sequence[Row], verdict: str) -> Row | None:
    moved = [row for row in rows if row["verdict"] == verdict and row["adequacy"] == "enough"]
    return max(moved, key=lambda row: abs(row["share_change"]), default=None)


def _phrases(facts: Facts) -> Finding | None:
    phrases = [row["phrase"] for row in facts.tables["phrases"]]
    if not phrases:
        return None
    text = say("Heard often, and covered by no topic: {phrases}.", phrases=quoted(phrases[:4]))
    return Finding("phrases", text)


def _terms(facts: Facts) -> Finding:
    new, rising, fading = (
        quoted([row["term"] for row in facts.rows("terms", direction=direction)][:3])
        for direction in ("new", "rising", "fading")
    )
    parts = [
        say("new: {terms}", terms=new) if new else "",
        say("rising: {terms}", terms=rising) if rising else "",
        say("fading: {terms}", terms=fading) if fading else "",
    ]
    if not any(parts):
        text = say("No term rose or faded against {period} beyond chance.", period=facts.before)
        return Finding("terms", text)
    return Finding("terms", capital(sentence(*parts)))


def _growing(facts: Facts) -> Finding | None:
    grown = [
        say(
            "{term} ({early} → {late})",
            term=in_quotes(row["term"]),
            early=numbers.percent(row["early_share"]),
            late=numbers.percent(row["late_share"]),
        )
        for row in facts.tables["growing_terms"][:3]
    ]
    if not grown:
        return None
    if facts.has_authors:
        text = say(
            "Still small, but used by more authors from month to month: {terms}; shares of the "
            "authors, the first third of the history against the last.",
            terms=listed(grown),
        )
    else:
        text = say(
            "Still small, but used by more posts from month to month: {terms}; shares of the "
            "posts, the first third of the history against the last.",
            terms=listed(grown),
        )
    return Finding("growing", text, [f"growing_terms.{facts.brand}"])


def _events(facts: Facts) -> Finding:
    events = facts.tables["spikes"]
    if not events:
        text = say(
            "No brand had a day that stands out against its weekday in the twelve weeks before."
        )
        return Finding("events", text)
    days: dict[object, list[str]] = {}
    for event in events:
        days.setdefault(event["peak_on"], []).append(event["brand_name"])
    shared = [names for names in days.values() if len(names) > 1]
    if shared and len(shared[0]) == len({event["brand_name"] for event in events}):
        text = plural("{count} event stood out", "{count} events stood out", len(events))
        market = say(
            "one day was the peak of every brand: its cause lies in the market, not in one"
        )
        return Finding("events", sentence(text, market))
    told = [
        say("{brand} ({day})", brand=event["brand_name"], day=numbers.short_day(event["peak_on"]))
        for event in events
    ]
    text = plural(
        "{count} event stood out: {events}",
        "{count} events stood out: {events}",
        len(events),
        events=listed(few(told, say("others"))),
    )
    return Finding("events", sentence(text))
