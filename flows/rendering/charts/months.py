"""What the charts over months share: their axis, their line, and what a pointer is told."""

from collections.abc import Sequence
from datetime import date

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.curve import Point, between, dot, small, stroke
from flows.rendering.charts.scale import Scale
from flows.rendering.context import Row
from flows.rendering.words import say

TOP, BOTTOM, HEIGHT = 12.0, 128.0, 160.0


def scale_of(rows: Sequence[Row], left: float, right: float) -> Scale:
    """Return the way from a month's index to its place."""
    return Scale(0, max(len(rows) - 1, 1), left + 8, right - 8)


def points_of(rows: Sequence[Row], column: str, x: Scale, y: Scale) -> list[Point]:
    """Return the places of a column's values."""
    return [
        None if row[column] is None else (x(index), y(row[column]))
        for index, row in enumerate(rows)
    ]


def month_line(rows: Sequence[Row], points: Sequence[Point], colour: str) -> list[str]:
    """Return the line of one brand; a month known in part is a hollow, dashed end."""
    width = 2.0 if rows[0]["is_focus"] else 1.3
    part = next((index for index, row in enumerate(rows) if row["is_part"]), len(rows))
    parts = [stroke(points[:part], colour, width)]
    if part < len(rows):
        parts.append(stroke(points[max(part - 1, 0) :], colour, width, dashes="2 2"))
        if end := points[part]:
            parts.append(dot(end, is_hollow=True, colour=colour))
    return parts


def month_labels(rows: Sequence[Row], x: Scale) -> list[str]:
    """Label months counted back from the last one; the year stands under its first label.

    A dotted line stands where a source began or ended.
    """
    parts = [
        svg.line(
            x(index),
            TOP,
            x(index),
            BOTTOM,
            palette.MUTED,
            stroke_width=0.8,
            stroke_dasharray="1 2.5",
        )
        for index, row in enumerate(rows)
        if row["is_break"]
    ]
    every = next((step for step in (1, 2, 3, 6) if step * (x(1) - x(0)) >= 26), 12)  # noqa: PLR2004
    year = 0
    for index in range((len(rows) - 1) % every, len(rows), every):
        month: date = rows[index]["month"]
        parts.append(small(x(index), BOTTOM + 15, numbers.short_month(month), anchor="middle"))
        if month.year != year:
            year = month.year
            parts.append(small(x(index), BOTTOM + 28, str(year), anchor="middle"))
    return parts


def month_hover(row: Row, index: int, x: Scale, says: str) -> str:
    """Return the unseen column of a month that answers a pointer."""
    step = x(1) - x(0)
    month = numbers.month(row["month"])
    if row["is_part"]:
        month = say("{month} (part of the month)", month=month)
    words = f"{month}: {says}"
    if row["is_break"]:
        words += f"; {say('a source begins or ends here')}"
    start, end = between(x(index), step, x.start - 8, x.end + 8)
    return svg.hover(words, start, TOP, end - start, BOTTOM - TOP)
