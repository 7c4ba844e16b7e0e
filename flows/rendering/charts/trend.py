"""Thirteen months of one brand: its mentions, its net sentiment."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.curve import Place, along, grid
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


def mentions_trend(rows: Sequence[Row], says: str) -> svg.Drawing:
    """Draw one brand's mentions over the months, the last count beside the line."""

    def draw(width: float) -> tuple[float, list[str]]:
        known = [row["mention_count"] for row in rows if row["mention_count"] is not None]
        levels = count_ticks(max([*known, 1]))
        says = [f"{numbers.count(row['mention_count'])} mentions" for row in rows]
        return _trend(rows, "mention_count", levels, numbers.count, says, width=width)

    return svg.Drawing("mentions-trend", says, draw)


def net_trend(rows: Sequence[Row], says: str) -> svg.Drawing:
    """Draw one brand's net sentiment over the months inside the band of its intervals."""

    def draw(width: float) -> tuple[float, list[str]]:
        columns = ("low", "high", "net_sentiment")
        known = [row[column] for row in rows for column in columns if row[column] is not None]
        levels = ticks(min([*known, 0.0]), max([*known, 0.0]))
        return _trend(rows, "net_sentiment", levels, numbers.signed, map(_net, rows), width=width)

    return svg.Drawing("net-trend", says, draw)


def _trend(
    rows: Sequence[Row],
    column: str,
    levels: Sequence[float],
    write: Callable[[float], str],
    says: Iterable[str],
    *,
    width: float,
) -> tuple[float, list[str]]:
    left, right = 36.0, width - 40.0
    x = scale_of(rows, left, right)
    y = Scale(levels[0], levels[-1], BOTTOM, TOP)
    points = points_of(rows, column, x, y)
    axis = grid(levels, y, left, right, lambda level: write(level).removesuffix(".0"))
    bands = _bands(rows, x, y) if column == "net_sentiment" else []
    parts = [*bands, *axis, *month_labels(rows, x), *month_line(rows, points, palette.ACCENT)]
    if points and (last := points[-1]):
        words = write(rows[-1][column])
        parts.append(
            svg.text(last[0] + 9, last[1] + 3.7, words, fill=palette.ACCENT, font_weight=600)
        )
    hovers = [
        month_hover(row, index, x, words)
        for index, (row, words) in enumerate(zip(rows, says, strict=True))
    ]
    return HEIGHT, [*parts, *hovers]


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


def _net(row: Row) -> str:
    if row["net_sentiment"] is None:
        return "too few posts"
    interval = numbers.interval(row["low"], row["high"], "points")
    return f"{numbers.signed(row['net_sentiment'])} points{f', {interval}' if interval else ''}"
