"""Thirteen months of every brand's mentions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.chart import Chart, extremes
from flows.rendering.charts.curve import grid, room
from flows.rendering.charts.labels import broken
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
from flows.rendering.fonts import text_width

_KEY = 14.0
"""What stands before a name: its colour, and air."""
_LINE = 13.0
_MOST_BESIDE = 8


def monthly(rows: Sequence[Row], says: str) -> Chart:
    """Draw the mentions of each brand over the months."""
    counts = [
        (
            f"{row['brand_name']}, {numbers.month(row['month'])}",
            row["mention_count"],
            numbers.count(row["mention_count"]),
        )
        for row in rows
    ]
    columns = "month brand_name mention_count"
    return Chart("monthly", says, Brands(rows), extremes(counts), rows, columns)


@dataclass(frozen=True)
class Brands:
    """A line a brand over the months, the report's brand in colour."""

    rows: Sequence[Row]

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        return _monthly(self.rows, width)


def _monthly(rows: Sequence[Row], width: float) -> tuple[float, list[str]]:
    brands = brands_of(rows)
    names = 132.0 if width > svg.NARROW else 84.0
    is_beside = len(brands) <= _MOST_BESIDE and all(
        text_width(run[0]["brand_name"], svg.SIZE, bold=True) <= names - _KEY for run in brands
    )
    known = [row["mention_count"] for row in rows if row["mention_count"] is not None]
    levels = count_ticks(max([*known, 1]))
    left, right = room(levels, 40.0), width - (names if is_beside else 8.0)
    x = scale_of(brands[0], left, right)
    y = Scale(0, levels[-1], BOTTOM, TOP)
    neutrals = iter([*palette.COMPETITORS[:3], *[palette.COMPETITORS[2]] * len(brands)])
    colours = [palette.ACCENT if run[0]["is_focus"] else next(neutrals) for run in brands]
    lines: list[str] = []
    for run, colour in zip(brands, colours, strict=True):
        lines = [*month_line(run, points_of(run, "mention_count", x, y), colour), *lines]
    hovers = [
        month_hover(row, index, x, _says([run[index] for run in brands]))
        for index, row in enumerate(brands[0])
    ]
    more, named = (
        (0.0, _beside(brands, colours, y, right)) if is_beside else _below(brands, colours, width)
    )
    return HEIGHT + more, [
        *grid(levels, y, left, right),
        *month_labels(brands[0], x),
        *lines,
        *named,
        *hovers,
    ]


def brands_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Return a run a brand, the report's first, all over the same months."""
    months = {
        row["month"]: {"is_part": row["is_part"], "is_break": row["is_break"]} for row in rows
    }
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


def _beside(
    brands: Sequence[list[Row]], colours: Sequence[str], y: Scale, right: float
) -> list[str]:
    """Return each brand's name at the end of its line, moved apart where lines meet."""
    ends = []
    for run in brands:
        known = [row["mention_count"] for row in run if row["mention_count"] is not None]
        ends.append(y(known[-1]) if known else BOTTOM)
    places = spread(ends, 13, BOTTOM)
    keys = zip(brands, colours, places, strict=True)
    return [
        part
        for run, colour, place in keys
        for part in _key(run, colour, right + 2, place, [run[0]["brand_name"]])
    ]


def _below(
    brands: Sequence[list[Row]], colours: Sequence[str], width: float
) -> tuple[float, list[str]]:
    """Return names too long to stand beside their curves, under the chart, and their height."""
    height, parts = 0.0, []
    for run, colour in zip(brands, colours, strict=False):
        lines = broken(run[0]["brand_name"], width - _KEY)
        parts += _key(run, colour, 0, HEIGHT + height + _LINE / 2, lines)
        height += _LINE * len(lines) + 2
    return height, parts


def _key(run: Sequence[Row], colour: str, x: float, y: float, lines: Sequence[str]) -> list[str]:
    is_focus = bool(run[0]["is_focus"])
    ink = palette.ACCENT if is_focus else palette.MUTED
    weight = 600 if is_focus else None
    return [
        svg.rect(x, y - 1, 6, 2, colour),
        *(
            svg.text(x + 10, y + 3.5 + number * _LINE, line, fill=ink, font_weight=weight)
            for number, line in enumerate(lines)
        ),
    ]


def _says(rows: Sequence[Row]) -> str:
    return ", ".join(f"{row['brand_name']} {numbers.count(row['mention_count'])}" for row in rows)
