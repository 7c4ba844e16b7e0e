"""Thirteen months of one brand: its mentions, its net sentiment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.chart import Chart, extremes
from flows.rendering.charts.curve import Place, along, grid, room
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
from flows.rendering.charts.scale import Scale, count_ticks, ticks
from flows.rendering.context import Row
from flows.rendering.fonts import text_width
from flows.rendering.words import plural, say

_NET = "net_sentiment"


def mentions_trend(rows: Sequence[Row], says: str) -> Chart:
    """Draw one brand's mentions over the months."""
    known = [row["mention_count"] for row in rows if row["mention_count"] is not None]
    told = [_mentions(row["mention_count"]) for row in rows]
    trend = Trend(rows, "mention_count", count_ticks(max([*known, 1])), numbers.count, told)
    counts = [
        (numbers.month(row["month"]), row["mention_count"], numbers.count(row["mention_count"]))
        for row in rows
    ]
    columns = "month mention_count"
    return Chart("mentions-trend", says, trend, extremes(counts), rows, columns)


def net_trend(rows: Sequence[Row], says: str) -> Chart:
    """Draw one brand's net sentiment over the months inside the band of its intervals."""
    columns = ("low", "high", "net_sentiment")
    known = [row[column] for row in rows for column in columns if row[column] is not None]
    levels = ticks(min([*known, 0.0]), max([*known, 0.0]))
    trend = Trend(rows, _NET, levels, numbers.signed, [_net(row) for row in rows])
    nets = [
        (numbers.month(row["month"]), row["net_sentiment"], numbers.signed(row["net_sentiment"]))
        for row in rows
    ]
    return Chart("net-trend", says, trend, extremes(nets), rows, "month net_sentiment")


@dataclass(frozen=True)
class Trend:
    """One column of one brand over the months, its last value in words beside the line.

    `levels` are the axis, `write` writes a value, `told` is what a pointer is told of each month.
    """

    rows: Sequence[Row]
    column: str
    levels: Sequence[float]
    write: Callable[[float], str]
    told: Sequence[str]

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        rows, levels = self.rows, self.levels
        last = next((row[self.column] for row in rows[-1:] if row[self.column] is not None), 0)
        end = text_width(self.write(last), svg.SIZE, bold=True) + 10
        left, right = room(levels, 36.0, self.write), width - max(end, 40.0)
        x = scale_of(rows, left, right)
        y = Scale(levels[0], levels[-1], BOTTOM, TOP)
        points = points_of(rows, self.column, x, y)
        axis = grid(levels, y, left, right, self._level)
        bands = _bands(rows, x, y) if self.column == _NET else []
        parts = [*bands, *axis, *month_labels(rows, x), *month_line(rows, points, palette.ACCENT)]
        if points and (last := points[-1]):
            words = self.write(rows[-1][self.column])
            parts.append(
                svg.text(last[0] + 9, last[1] + 3.7, words, fill=palette.ACCENT, font_weight=600)
            )
        hovers = [
            month_hover(row, index, x, told)
            for index, (row, told) in enumerate(zip(rows, self.told, strict=True))
        ]
        return HEIGHT, [*parts, *hovers]

    def _level(self, level: float) -> str:
        """Return a level of the axis in words: whole where it is."""
        is_whole = level == round(level)
        return numbers.signed(level, 0) if is_whole and self.column == _NET else self.write(level)


def _bands(rows: Sequence[Row], x: Scale, y: Scale) -> list[str]:
    """Return the intervals as areas; months without one break them."""
    pairs: list[tuple[Place, Place] | None] = [
        None
        if row["low"] is None or row["high"] is None
        else ((x(index), y(row["high"])), (x(index), y(row["low"])))
        for index, row in enumerate(rows)
    ]
    bands = []
    for is_there, run in groupby(pairs, key=lambda pair: pair is not None):
        if is_there:
            known = [pair for pair in run if pair]
            outline = [high for high, _ in known] + [low for _, low in reversed(known)]
            bands.append(svg.tag("path", d=f"M{along(outline)}Z", fill=palette.ACCENT_PALE))
    return bands


def _mentions(count: int | None) -> str:
    if count is None:
        return say("no data")
    return plural("{count} mention", "{count} mentions", count)


def _net(row: Row) -> str:
    if row["net_sentiment"] is None:
        return say("too few posts")
    interval = numbers.interval(row["low"], row["high"], "points")
    said = numbers.quantity(row["net_sentiment"], "points")
    return f"{said}, {interval}" if interval else said
