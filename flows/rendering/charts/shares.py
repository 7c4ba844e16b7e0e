"""Shares of the report brand's mentions as ranked bars, the period before as a tick."""

from collections.abc import Sequence

from flows.rendering import numbers
from flows.rendering.charts.bars import Bar, Ranked
from flows.rendering.charts.chart import Chart, extremes
from flows.rendering.charts.saying import says_of
from flows.rendering.context import Row
from flows.rendering.terms import term
from flows.rendering.words import capital, plural

_MOST = 8


def channels(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw where the mentions come from; nothing where all come from one channel."""
    own = [{**row, "channel": term(row["channel"], "channel")} for row in rows if row["is_focus"]]
    return _shares("channels", own, "channel", says) if len(own) > 1 else None


def topics(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw what the mentions are about, the most frequent topics first."""
    return _shares("topics", rows[:_MOST], "topic_name", says)


def intents(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw what the authors are after."""
    named = [{**row, "intent": capital(term(row["intent"], "intent"))} for row in rows]
    return _shares("intents", named, "intent", says)


def _shares(name: str, rows: Sequence[Row], label: str, says: str) -> Chart | None:
    bars = [
        Bar(
            label=row[label],
            value=row["share"],
            previous=row["previous_share"],
            note=numbers.percent(row["share"]),
            says=says_of(
                row[label],
                numbers.percent(row["share"]),
                plural("{count} mention", "{count} mentions", row["mention_count"]),
                previous=numbers.percent(row["previous_share"]),
            ),
        )
        for row in rows
        if row["share"] is not None and row.get("adequacy") != "too few"
    ]
    if not bars:
        return None
    shares = extremes((bar.label, bar.value, bar.note) for bar in bars)
    columns = f"{label} mention_count share previous_share"
    return Chart(name, says, Ranked(bars), shares, rows, columns)
