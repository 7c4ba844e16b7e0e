"""Small multiples: the same months of net sentiment, a panel a brand, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.chart import Chart, extremes
from flows.rendering.charts.curve import Point, along, between, runs, small, stroke
from flows.rendering.charts.labels import LINE, broken
from flows.rendering.charts.monthly import brands_of
from flows.rendering.charts.scale import Scale, ticks
from flows.rendering.context import Row
from flows.rendering.words import say

_MOST = 12
_TALL = 56.0
_GAP = 18.0


@dataclass(frozen=True)
class Panel:
    """One brand: a value a month, None where it is not known, with its interval."""

    label: str
    values: Sequence[float | None]
    intervals: Sequence[tuple[float, float] | None]
    told: Sequence[str]
    is_focus: bool


def net_multiples(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw the months of net sentiment of each brand; one brand or month is no comparison."""
    brands = brands_of(rows)
    if len(brands) <= 1 or len(brands[0]) <= 1:
        return None
    panels = [_panel(run) for run in brands[:_MOST]]
    ends = extremes(
        (
            f"{row['brand_name']}, {numbers.month(row['month'])}",
            row["net_sentiment"],
            numbers.signed(row["net_sentiment"]),
        )
        for row in rows
    )
    months = [brands[0][place]["month"] for place in (0, -1)]
    columns = "month brand_name net_sentiment"
    return Chart("net-multiples", says, Multiples(panels, months), ends, rows, columns)


def _panel(run: Sequence[Row]) -> Panel:
    told = []
    for row in run:
        value = row["net_sentiment"]
        said = say("too few posts") if value is None else numbers.quantity(value, "points")
        told.append(f"{row['brand_name']}, {numbers.month(row['month'])}: {said}")
    return Panel(
        run[0]["brand_name"],
        [row["net_sentiment"] for row in run],
        [_interval(row) for row in run],
        told,
        bool(run[0]["is_focus"]),
    )


def _interval(row: Row) -> tuple[float, float] | None:
    is_known = row["net_sentiment"] is not None and row["low"] is not None
    return (row["low"], row["high"]) if is_known else None


@dataclass(frozen=True)
class Multiples:
    """Panels in rows, all on one scale; `ends` are the first and the last month."""

    panels: Sequence[Panel]
    ends: Sequence[date]

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        across = min(len(self.panels), 4 if width > svg.NARROW else 2)
        step = (width + _GAP) / across
        y = self._scale()
        top, parts = 0.0, []
        for start in range(0, len(self.panels), across):
            row = self.panels[start : start + across]
            names = [broken(panel.label, step - _GAP) for panel in row]
            head = max(map(len, names)) * LINE + 6
            for index, (panel, lines) in enumerate(zip(row, names, strict=True)):
                place = svg.tag(
                    "g",
                    "".join([*_name(panel, lines), *self._drawn(panel, y, step - _GAP, head)]),
                    transform=f"translate({svg.number(index * step)} {svg.number(top)})",
                )
                parts.append(place)
            top += head + _TALL + 42
        return top - 8, parts

    def _scale(self) -> Scale:
        known = [value for panel in self.panels for value in panel.values if value is not None]
        known += [end for panel in self.panels for pair in panel.intervals if pair for end in pair]
        levels = ticks(min([*known, 0.0]), max([*known, 0.0]))
        return Scale(levels[0], levels[-1], _TALL, 0)

    def _months(self, width: float, y: float) -> list[str]:
        """Return the first and the last month with their years, as the other charts write them."""
        parts = []
        for month, x, anchor in zip(self.ends, (0, width), (None, "end"), strict=True):
            parts.append(small(x, y, numbers.short_month(month), anchor=anchor))
            parts.append(small(x, y + 13, str(month.year), anchor=anchor))
        return parts

    def _drawn(self, panel: Panel, y: Scale, width: float, head: float) -> list[str]:
        x = Scale(0, max(len(panel.values) - 1, 1), 4, width - 34)
        points: list[Point] = [
            None if value is None else (x(index), head + y(value))
            for index, value in enumerate(panel.values)
        ]
        colour = palette.ACCENT if panel.is_focus else palette.MUTED
        zero = head + y(0)
        parts = [
            *_bands(panel, x, y, head),
            svg.line(0, zero, width - 30, zero, palette.FAINT, stroke_width=0.6),
            stroke(points, colour, 1.8),
        ]
        known = [(point, value) for point, value in zip(points, panel.values, strict=True) if point]
        if known:
            (end, height), value = known[-1]
            parts.append(svg.tag("circle", cx=end, cy=height, r=2.4, fill=colour))
            written = numbers.signed(value, 0)
            parts.append(svg.text(end + 5, height + 3.7, written, fill=colour, font_weight=600))
        parts += self._months(width - 30, head + _TALL + 13)
        for index, told in enumerate(panel.told):
            start, end = between(x(index), x(1) - x(0), 0, width)
            parts.append(svg.hover(told, start, head, end - start, _TALL))
        return parts


def _name(panel: Panel, lines: Sequence[str]) -> list[str]:
    weight = 600 if panel.is_focus else None
    return [
        svg.text(0, 9 + number * LINE, line, font_weight=weight)
        for number, line in enumerate(lines)
    ]


def _bands(panel: Panel, x: Scale, y: Scale, head: float) -> list[str]:
    colour = palette.ACCENT_PALE if panel.is_focus else palette.WASH
    highs: list[Point] = [
        pair and (x(index), head + y(pair[1])) for index, pair in enumerate(panel.intervals)
    ]
    lows: list[Point] = [
        pair and (x(index), head + y(pair[0])) for index, pair in enumerate(panel.intervals)
    ]
    return [
        svg.tag("path", d=f"M{along([*high, *reversed(low)])}Z", fill=colour)
        for high, low in zip(runs(highs), runs(lows), strict=True)
    ]
