"""The days of a period over those of the period before."""

from collections.abc import Sequence
from itertools import groupby

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.curve import Point, along, dot, grid, runs, small, stroke
from flows.rendering.charts.scale import Scale, count_ticks
from flows.rendering.context import Row
from flows.rendering.fonts import fitted, text_width

_LABELLED_SPIKES = 4
_GAPS = {"missing": "no data", "after_data": "not asked"}
_DASHES = "3 2.5"


def daily(rows: Sequence[Row], previous_label: str, says: str) -> svg.Drawing:
    """Draw one brand's mentions a day over those of the period before.

    Days without data are pale bands and a broken line, never zeros; partly covered days are
    hollow; spikes carry their date and count.
    """
    return svg.Drawing("daily", says, lambda width: _daily(rows, previous_label, width))


def _daily(rows: Sequence[Row], previous_label: str, width: float) -> tuple[float, list[str]]:
    top, bottom, left, right = 44.0, 176.0, 34.0, width - 8.0
    known = [row["mention_count"] for row in rows if _is_known(row)]
    ghosts = [row["previous_count"] for row in rows if row["previous_count"] is not None]
    levels = count_ticks(max([*known, *ghosts, 1]))
    x = Scale(0, max(len(rows) - 1, 1), left + 8, right - 8)
    y = Scale(0, levels[-1], bottom, top)
    step = x(1) - x(0)
    points = [_point(row["mention_count"], index, x, y) for index, row in enumerate(rows)]
    points = [point if _is_known(row) else None for point, row in zip(points, rows, strict=True)]
    hovers = [
        svg.hover(_says(row, previous_label), x(index) - step / 2, top, step, bottom - top)
        for index, row in enumerate(rows)
    ]
    return bottom + 22, [
        *grid(levels, y, left, right),
        *_bands(rows, x, step, top, bottom),
        *_day_labels(rows, x, bottom + 16, width),
        _ghost(rows, x, y),
        *_days(rows, points, bottom),
        *_spikes(rows, points, right),
        *_key(previous_label, left, right, has_previous=bool(ghosts)),
        *hovers,
    ]


def _is_known(row: Row) -> bool:
    return row["status"] not in _GAPS and row["mention_count"] is not None


def _point(count: float | None, index: int, x: Scale, y: Scale) -> Point:
    return None if count is None else (x(index), y(count))


def _bands(rows: Sequence[Row], x: Scale, step: float, top: float, bottom: float) -> list[str]:
    parts = []
    for status, run in groupby(enumerate(rows), key=lambda item: item[1]["status"]):
        if status not in _GAPS:
            continue
        places = [index for index, _ in run]
        start, end = x(places[0]) - step / 2, x(places[-1]) + step / 2
        parts.append(svg.rect(start, top, end - start, bottom - top, palette.WASH))
        if end - start > text_width(_GAPS[status], svg.SIZE):
            parts.append(small((start + end) / 2, top + 13, _GAPS[status], anchor="middle"))
    return parts


def _day_labels(rows: Sequence[Row], x: Scale, y: float, width: float) -> list[str]:
    room = 62 if width > svg.NARROW else 50
    fitting = (days for days in (1, 2, 7, 14, 28, 91) if days * (x(1) - x(0)) >= room)
    every = next(fitting, max(len(rows), 1))
    return [
        small(x(index), y, numbers.short_day(row["day"]), anchor="middle")
        for index, row in enumerate(rows)
        if index % every == 0
    ]


def _ghost(rows: Sequence[Row], x: Scale, y: Scale) -> str:
    points = [_point(row["previous_count"], index, x, y) for index, row in enumerate(rows)]
    return stroke(points, palette.FAINT, 1.1, dashes=_DASHES)


def _days(rows: Sequence[Row], points: Sequence[Point], bottom: float) -> list[str]:
    whole = runs(points)
    areas = [
        svg.tag("path", d=f"M{along(run)}V{bottom:g}H{run[0][0]:.1f}Z", fill=palette.ACCENT_PALE)
        for run in whole
    ]
    lonely = {run[0] for run in whole if len(run) == 1}
    dots = [
        dot(point, is_hollow=row["status"] == "partial")
        for row, point in zip(rows, points, strict=True)
        if point and (row["status"] == "partial" or point in lonely)
    ]
    return [*areas, stroke(points, palette.ACCENT, 1.8), *dots]


def _spikes(rows: Sequence[Row], points: Sequence[Point], right: float) -> list[str]:
    """Mark the spikes; the highest get words, as far as these do not overlap."""
    spikes = [
        (row, point)
        for row, point in zip(rows, points, strict=True)
        if row["is_spike"] and point is not None
    ]
    spikes.sort(key=lambda spike: spike[1][1])
    parts: list[str] = []
    taken: list[tuple[float, float]] = []
    for row, point in spikes:
        parts.append(dot(point, is_hollow=False, radius=3.6))
        label = f"{numbers.short_day(row['day'])} · {numbers.count(row['mention_count'])}"
        half = text_width(label, svg.SIZE, bold=True) / 2
        middle = min(max(point[0], half), right - half)
        is_free = all(middle + half < start or middle - half > end for start, end in taken)
        if is_free and len(taken) < _LABELLED_SPIKES:
            taken.append((middle - half - 6, middle + half + 6))
            parts.append(
                svg.text(middle, point[1] - 8, label, text_anchor="middle", font_weight=600)
            )
    return parts


def _key(previous_label: str, left: float, right: float, *, has_previous: bool) -> list[str]:
    words = "this period"
    parts = [
        svg.line(left, 10, left + 18, 10, palette.ACCENT, stroke_width=1.8),
        small(left + 24, 13.5, words),
    ]
    if has_previous:
        x = left + 24 + text_width(words, svg.SIZE) + 18
        parts += [
            svg.line(x, 10, x + 18, 10, palette.FAINT, stroke_dasharray=_DASHES, stroke_width=1.1),
            small(x + 24, 13.5, fitted(previous_label, right - x - 24, svg.SIZE)),
        ]
    return parts


def _says(row: Row, previous_label: str) -> str:
    when = f"{numbers.weekday(row['day'])}, {numbers.short_day(row['day'])}"
    if not _is_known(row):
        return f"{when}: {_GAPS.get(row['status'], 'no data')}"
    says = f"{when}: {numbers.count(row['mention_count'])} mentions"
    if row["status"] == "partial":
        says += ", partly covered"
    if row["previous_count"] is not None:
        says += f"; {previous_label}: {numbers.count(row['previous_count'])}"
    return says
