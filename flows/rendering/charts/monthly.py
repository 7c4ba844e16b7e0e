"""Thirteen months of every brand's mentions."""

from collections.abc import Sequence
from itertools import groupby

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.curve import grid
from flows.rendering.charts.months import (
    BOTTOM,
    HEIGHT,
    TOP,
    month_hover,
    month_labels,
    month_line,
    points_of,
    scale_of,
)
from flows.rendering.charts.scale import Scale, count_ticks, spread
from flows.rendering.context import Row
from flows.rendering.fonts import fitted


def monthly(rows: Sequence[Row], says: str) -> svg.Drawing:
    """Draw the mentions of each brand over the months, the report's brand in colour."""
    return svg.Drawing("monthly", says, lambda width: _monthly(rows, width))


def _monthly(rows: Sequence[Row], width: float) -> tuple[float, list[str]]:
    brands = _brands(rows)
    names = 132.0 if width > svg.NARROW else 84.0
    left, right = 40.0, width - names
    known = [row["mention_count"] for row in rows if row["mention_count"] is not None]
    levels = count_ticks(max([*known, 1]))
    x = scale_of(brands[0], left, right)
    y = Scale(0, levels[-1], BOTTOM, TOP)
    neutrals = iter([*palette.COMPETITORS, *[palette.RULE] * len(brands)])
    colours = [palette.ACCENT if run[0]["is_focus"] else next(neutrals) for run in brands]
    lines: list[str] = []
    for run, colour in zip(brands, colours, strict=True):
        lines = [*month_line(run, points_of(run, "mention_count", x, y), colour), *lines]
    hovers = [
        month_hover(row, index, x, _says([run[index] for run in brands]))
        for index, row in enumerate(brands[0])
    ]
    return HEIGHT, [
        *grid(levels, y, left, right),
        *month_labels(brands[0], x),
        *lines,
        *_names(brands, colours, y, right, names),
        *hovers,
    ]


def _brands(rows: Sequence[Row]) -> list[list[Row]]:
    """Return a run a brand, the report's first, all over the same months."""
    months = {row["month"]: {"is_part": row["is_part"]} for row in rows}
    runs = [list(run) for _, run in groupby(rows, key=lambda row: row["brand"])]
    runs.sort(key=lambda run: not run[0]["is_focus"])
    result = []
    for run in runs:
        known = {row["month"]: row for row in run}
        blank = {**run[0], "mention_count": None}
        result.append(
            [
                known.get(month, {**blank, **months[month], "month": month})
                for month in sorted(months)
            ]
        )
    return result


def _names(
    brands: Sequence[list[Row]], colours: Sequence[str], y: Scale, right: float, room: float
) -> list[str]:
    """Return each brand's name at the end of its line, moved apart where lines meet."""
    ends = []
    for run in brands:
        known = [row["mention_count"] for row in run if row["mention_count"] is not None]
        ends.append(y(known[-1]) if known else BOTTOM)
    parts = []
    for place, run, colour in zip(spread(ends, 13, BOTTOM), brands, colours, strict=True):
        is_focus = bool(run[0]["is_focus"])
        label = fitted(run[0]["brand_name"], room - 14, svg.SIZE, bold=is_focus)
        ink = palette.ACCENT if is_focus else palette.MUTED
        weight = 600 if is_focus else None
        parts.append(svg.rect(right + 2, place - 1, 6, 2, colour))
        parts.append(svg.text(right + 12, place + 3.5, label, fill=ink, font_weight=weight))
    return parts


def _says(rows: Sequence[Row]) -> str:
    return ", ".join(f"{row['brand_name']} {numbers.count(row['mention_count'])}" for row in rows)
