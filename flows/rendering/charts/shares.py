"""Shares of the report brand's mentions as ranked bars, the period before as a tick."""

from collections.abc import Sequence

from flows.rendering import numbers
from flows.rendering.charts.bars import Bar, Ranked
from flows.rendering.charts.chart import Chart, extremes
from flows.rendering.context import Row

_MOST = 8


def channels(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw where the mentions come from; nothing where all come from one channel."""
    own = [row for row in rows if row["is_focus"]]
    return _shares("channels", own, "channel", says) if len(own) > 1 else None


def topics(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw what the mentions are about, the most frequent topics first."""
    return _shares("topics", rows[:_MOST], "topic_name", says)


def intents(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw what the authors are after."""
    named = [{**row, "intent": row["intent"].replace("_", " ").capitalize()} for row in rows]
    return _shares("intents", named, "intent", says)


def _shares(name: str, rows: Sequence[Row], label: str, says: str) -> Chart | None:
    bars = [
        Bar(
            label=row[label],
            value=row["share"],
            previous=row["previous_share"],
            note=numbers.percent(row["share"]),
            says=(
                f"{row[label]}: {numbers.percent(row['share'])} of the mentions "
                f"({numbers.count(row['mention_count'])}), "
                f"{numbers.percent(row['previous_share'])} the period before"
            ),
        )
        for row in rows
        if row["share"] is not None
    ]
    if not bars:
        return None
    shares = extremes((bar.label, bar.value, bar.note) for bar in bars)
    columns = f"{label} mention_count share previous_share"
    return Chart(name, says, Ranked(bars), shares, rows, columns)
