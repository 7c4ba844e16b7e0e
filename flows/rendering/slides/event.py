"""The charts of a crisis: its hours, where it was heard, what it was about, what was asked."""

from flows.rendering import numbers, palette
from flows.rendering.columns import column
from flows.rendering.context import Context, Row
from flows.rendering.slides.drawing import BEFORE, PERCENT, bars, says, values_of
from flows.rendering.slides.grid import Grid
from flows.rendering.slides.picture import Picture, Series
from flows.rendering.words import say

_MOST = 6


def hours(context: Context) -> Picture | None:
    """Draw the event hour by hour; each day is named where it begins."""
    rows = context.tables.get("crisis_hours", ())
    if len(rows) < 2:  # noqa: PLR2004 - one hour is no line
        return None
    colours = {
        "mention_count": palette.ACCENT,
        "negative_count": palette.SECOND,
        "answer_count": palette.COMPETITORS[0],
    }
    return Picture(
        kind="line",
        caption=say("The event hour by hour"),
        detail=say("Mentions an hour, of posts whose time is known; days begin at the lines"),
        categories=[
            numbers.short_day(row["day"]) if row["hour_of_day"] == 0 else "" for row in rows
        ],
        series=[
            Series(column(name).heading, values_of(rows, name), colour)
            for name, colour in colours.items()
        ],
        number_format="#,##0",
        says=says(
            rows,
            lambda row: f"{numbers.short_day(row['day'])}, {row['clock']}",
            "mention_count",
            "posts",
        ),
    )


def channels(context: Context) -> Picture | None:
    """Draw how much of the event each channel brought, beside what it usually brings."""
    rows = [row for row in context.tables["crisis_spread"] if row["dimension"] == "channel"]
    return _beside_usual(rows, "segment", say("By channel"), "event_count")


def topics(context: Context) -> Picture | None:
    """Draw what the loudest day was about, beside what is usual."""
    events = context.tables["crisis"]
    rows = [
        row
        for row in context.tables["spike_drivers"]
        if events
        and row["kind"] == "topic"
        and (row["brand"], row["peak_on"]) == (events[0]["brand"], events[0]["peak_on"])
    ]
    return _beside_usual(rows, "driver_name", say("What it is about"), "mention_count")


def asked(context: Context) -> Picture | None:
    """Draw what the authors of the event were after, beside other days."""
    rows = context.tables["crisis_asked"][:_MOST]
    return bars(
        rows,
        "intent",
        say("What the authors of the event were after"),
        say("Shares of the mentions"),
        [
            Series(column("share").heading, values_of(rows, "share"), palette.ACCENT),
            Series(column("usual_share").heading, values_of(rows, "usual_share"), BEFORE),
        ],
        PERCENT,
    )


def moments(context: Context) -> Grid | None:
    """Return what happened when, as a table."""
    rows = [
        (_when(row), column("moment").said(row["moment"]))
        for row in context.tables.get("crisis_moments", ())
    ]
    heads = (column("day").heading, column("moment").heading)
    return Grid("", heads, rows, (False, False)) if rows else None


def _when(row: Row) -> str:
    day = numbers.short_day(row["day"])
    return day if row["moment"] == "over" else f"{day}, {row['clock']}"


def _beside_usual(rows: list[Row], name: str, caption: str, counted: str) -> Picture | None:
    shown = rows[:_MOST]
    return bars(
        shown,
        name,
        caption,
        say("Mentions"),
        [
            Series(column(counted).heading, values_of(shown, counted), palette.ACCENT),
            Series(column("usual_count").heading, values_of(shown, "usual_count"), BEFORE),
        ],
        "#,##0",
    )
