"""Counts over time: the days of a period with the period before, and thirteen months."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.scale import Scale, count_ticks, spread
from flows.rendering.context import Row
from flows.rendering.fonts import fitted, text_width

_LABELLED_SPIKES = 4
_GAPS = {"missing": "no data", "after_data": "not yet"}


def daily(rows: Sequence[Row], previous_label: str, says: str, *, name: str = "daily") -> Markup:
    """Draw one brand's mentions a day over those of the period before.

    Days without data are pale bands and a broken line, never zeros; partly covered days are
    hollow; spikes carry their date and count.
    """
    return svg.chart(name, says, lambda width: _daily(rows, previous_label, width))


def _daily(rows: Sequence[Row], previous_label: str, width: float) -> tuple[float, list[str]]:
    top, bottom, left, right = 44.0, 196.0, 34.0, width - 8.0
    known = [row["mention_count"] for row in rows if _is_known(row)]
    ghosts = [row["previous_count"] for row in rows if row["previous_count"] is not None]
    levels = count_ticks(max([*known, *ghosts, 1]))
    x = Scale(0, max(len(rows) - 1, 1), left + 8, right - 8)
    y = Scale(0, levels[-1], bottom, top)
    step = x(1) - x(0)
    parts = [
        *_grid(levels, y, left, right),
        *_gap_bands(rows, x, step, top, bottom),
        *_day_labels(rows, x, bottom + 16, width),
        *_ghost(rows, x, y),
        *_days(rows, x, y, bottom),
        *_spikes(rows, x, y, right),
        *_key(previous_label, bool(ghosts), left),
    ]
    for index, row in enumerate(rows):
        says = _day_says(row, previous_label)
        parts.append(svg.hover(says, x(index) - step / 2, top, step, bottom - top))
    return bottom + 24, parts


def _is_known(row: Row) -> bool:
    return row["status"] not in _GAPS and row["mention_count"] is not None


def _grid(levels: list[float], y: Scale, left: float, right: float) -> list[str]:
    parts = []
    for level in levels:
        colour = palette.FAINT if level == 0 else palette.RULE
        parts.append(svg.line(left, y(level), right, y(level), colour, stroke_width=0.6))
        label = numbers.count(level)
        parts.append(
            svg.text(left - 6, y(level) + 3.5, label, text_anchor="end", fill=palette.MUTED)
        )
    return parts


def _gap_bands(rows: Sequence[Row], x: Scale, step: float, top: float, bottom: float) -> list[str]:
    parts = []
    for status, run in groupby(enumerate(rows), key=lambda item: item[1]["status"]):
        if status not in _GAPS:
            continue
        places = [index for index, _ in run]
        start, end = x(places[0]) - step / 2, x(places[-1]) + step / 2
        parts.append(svg.rect(start, top, end - start, bottom - top, palette.WASH))
        if end - start > text_width(_GAPS[status], svg.SIZE):
            middle = (start + end) / 2
            parts.append(_small(middle, top + 12, _GAPS[status], anchor="middle"))
    return parts


def _day_labels(rows: Sequence[Row], x: Scale, y: float, width: float) -> list[str]:
    room = 62 if width > svg.NARROW else 50
    every = next(
        (days for days in (1, 2, 7, 14, 28) if days * (x(1) - x(0)) >= room), max(len(rows), 1)
    )
    return [
        svg.text(
            x(index), y, numbers.short_day(row["day"]), text_anchor="middle", fill=palette.MUTED
        )
        for index, row in enumerate(rows)
        if index % every == 0
    ]


def _ghost(rows: Sequence[Row], x: Scale, y: Scale) -> list[str]:
    path = _path(
        [
            (x(index), y(row["previous_count"])) if row["previous_count"] is not None else None
            for index, row in enumerate(rows)
        ]
    )
    dashes = "3 2.5"
    return [
        svg.tag(
            "path", d=path, fill="none", stroke=palette.FAINT, stroke_dasharray=dashes,
            stroke_width=1.1,
        )
    ]


def _days(rows: Sequence[Row], x: Scale, y: Scale, bottom: float) -> list[str]:
    points = [
        (x(index), y(row["mention_count"])) if _is_known(row) else None
        for index, row in enumerate(rows)
    ]
    parts = [
        svg.tag("path", d=f"{path}V{bottom:g}H{start:.2f}Z", fill=palette.ACCENT_PALE)
        for path, start in _runs(points)
    ]
    parts.append(
        svg.tag(
            "path", d=_path(points), fill="none", stroke=palette.ACCENT, stroke_linejoin="round",
            stroke_width=1.8,
        )
    )
    alone = _alone(points)
    for index, (row, point) in enumerate(zip(rows, points, strict=True)):
        if point and (row["status"] == "partial" or index in alone):
            parts.append(_dot(point, is_hollow=row["status"] == "partial"))
    return parts


def _spikes(rows: Sequence[Row], x: Scale, y: Scale, right: float) -> list[str]:
    spikes = [item for item in enumerate(rows) if item[1]["is_spike"] and _is_known(item[1])]
    spikes.sort(key=lambda item: -item[1]["mention_count"])
    parts, taken = [], list[tuple[float, float]]()
    for index, row in spikes:
        point = (x(index), y(row["mention_count"]))
        parts.append(_dot(point, is_hollow=False, radius=3.6))
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


def _key(previous_label: str, has_previous: bool, left: float) -> list[str]:
    parts = [
        svg.line(left, 10, left + 18, 10, palette.ACCENT, stroke_width=1.8),
        _small(left + 24, 13.5, "this period"),
    ]
    if has_previous:
        x = left + 24 + text_width("this period", svg.SIZE) + 18
        parts += [
            svg.line(
                x, 10, x + 18, 10, palette.FAINT, stroke_dasharray="3 2.5", stroke_width=1.1
            ),
            _small(x + 24, 13.5, fitted(previous_label, 160, svg.SIZE)),
        ]
    return parts


def _day_says(row: Row, previous_label: str) -> str:
    when = f"{numbers.weekday(row['day'])}, {numbers.short_day(row['day'])}"
    if not _is_known(row):
        return f"{when}: {_GAPS.get(row['status'], 'no data')}"
    says = f"{when}: {numbers.count(row['mention_count'])} mentions"
    if row["status"] == "partial":
        says += ", partly covered"
    if row["previous_count"] is not None:
        says += f"; {previous_label}: {numbers.count(row['previous_count'])}"
    return says


def monthly(rows: Sequence[Row], says: str) -> Markup:
    """Draw the mentions of each brand over the months; a part month is a hollow, dashed end."""
    return svg.chart("monthly", says, lambda width: _monthly(rows, width))


def _monthly(rows: Sequence[Row], width: float) -> tuple[float, list[str]]:
    brands = [list(run) for _, run in groupby(rows, key=lambda row: row["brand"])]
    brands.sort(key=lambda run: not run[0]["is_focus"])
    months = [row["month"] for row in brands[0]]
    names = 132.0 if width > svg.NARROW else 84.0
    top, bottom, left, right = 14.0, 168.0, 44.0, width - names
    known = [row["mention_count"] for row in rows if row["mention_count"] is not None]
    levels = count_ticks(max([*known, 1]))
    x = Scale(0, max(len(months) - 1, 1), left + 8, right - 8)
    y = Scale(0, levels[-1], bottom, top)
    parts = [*_grid(levels, y, left, right), *_month_labels(months, x, bottom + 16)]
    ends = []
    neutrals = iter([*palette.COMPETITORS, *[palette.RULE] * len(brands)])
    for run in brands:
        colour = palette.ACCENT if run[0]["is_focus"] else next(neutrals)
        parts = [*_month_line(run, x, y, colour), *parts]
        last = [row["mention_count"] for row in run if row["mention_count"] is not None]
        ends.append((y(last[-1]) if last else bottom, run[0], colour))
    places = spread([end for end, _, _ in ends], 13, bottom)
    for place, (_, row, colour) in zip(places, ends, strict=True):
        weight = 600 if row["is_focus"] else None
        ink = palette.ACCENT if row["is_focus"] else palette.MUTED
        label = fitted(row["brand_name"], names - 14, svg.SIZE, bold=bool(row["is_focus"]))
        parts.append(svg.rect(right + 2, place - 1, 6, 2, colour))
        parts.append(svg.text(right + 12, place + 3.5, label, fill=ink, font_weight=weight))
    return bottom + 38, [*parts, *_month_hovers(brands, x, top, bottom)]


def _month_line(run: list[Row], x: Scale, y: Scale, colour: str) -> list[str]:
    points = [
        (x(index), y(row["mention_count"])) if row["mention_count"] is not None else None
        for index, row in enumerate(run)
    ]
    width = 2.0 if run[0]["is_focus"] else 1.3
    part = next((index for index, row in enumerate(run) if row["is_part"]), len(run))
    drawn = {"fill": "none", "stroke": colour, "stroke_width": width}
    parts = [svg.tag("path", d=_path(points[:part]), stroke_linejoin="round", **drawn)]
    if 0 < part < len(run):
        dashed = _path(points[part - 1 : part + 1])
        parts.append(svg.tag("path", d=dashed, stroke_dasharray="2 2", **drawn))
        if point := points[part]:
            parts.append(_dot(point, is_hollow=True, colour=colour))
    return parts


def _month_labels(months: Sequence[object], x: Scale, y: float) -> list[str]:
    parts = []
    every = next(step for step in (1, 2, 3, 6, 12) if step * (x(1) - x(0)) >= 26)
    for index, month in enumerate(months):
        if (len(months) - 1 - index) % every:
            continue
        label = numbers.short_month(month)  # type: ignore[arg-type]
        parts.append(_small(x(index), y, label, anchor="middle"))
        if index < every or month.month <= every:  # type: ignore[attr-defined]
            parts.append(_small(x(index), y + 13, str(month.year), anchor="middle"))  # type: ignore[attr-defined]
    return parts


def _month_hovers(brands: list[list[Row]], x: Scale, top: float, bottom: float) -> list[str]:
    step = x(1) - x(0)
    parts = []
    for index, row in enumerate(brands[0]):
        counts = ", ".join(
            f"{run[index]['brand_name']} {numbers.count(run[index]['mention_count'])}"
            for run in brands
            if index < len(run)
        )
        part = " (part of the month)" if row["is_part"] else ""
        says = f"{numbers.month(row['month'])}{part}: {counts}"
        parts.append(svg.hover(says, x(index) - step / 2, top, step, bottom - top))
    return parts


def _small(x: float, y: float, words: str, *, anchor: str | None = None) -> str:
    return svg.text(x, y, words, text_anchor=anchor, fill=palette.MUTED)


def _dot(
    point: tuple[float, float],
    *,
    is_hollow: bool,
    radius: float = 2.6,
    colour: str = palette.ACCENT,
) -> str:
    fill, stroke = (palette.PAPER, colour) if is_hollow else (colour, palette.PAPER)
    return svg.tag(
        "circle", cx=point[0], cy=point[1], r=radius, fill=fill, stroke=stroke, stroke_width=1.2
    )


Point = tuple[float, float] | None


def _path(points: list[Point]) -> str:
    """Return path data through the points, broken where there is none."""
    return "".join(path for path, _ in _runs(points))


def _runs(points: list[Point]) -> list[tuple[str, float]]:
    """Return each unbroken run as path data, with the place where it starts."""
    runs = []
    for is_there, run in groupby(points, key=lambda point: point is not None):
        if is_there:
            places = [point for point in run if point]
            path = "L".join(f"{x:.2f} {y:.2f}" for x, y in places)
            runs.append((f"M{path}", places[0][0]))
    return runs


def _alone(points: list[Point]) -> set[int]:
    """Return the indexes of points with no neighbour, which a line would not show."""
    padded = [None, *points, None]
    return {
        index
        for index, point in enumerate(points)
        if point and padded[index] is None and padded[index + 2] is None
    }
