"""The days of a period over those of the period before."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.chart import Chart, extremes
from flows.rendering.charts.curve import Point, along, between, dot, grid, room, runs, small, stroke
from flows.rendering.charts.keys import Entry, key
from flows.rendering.charts.scale import Scale, count_ticks
from flows.rendering.context import Row
from flows.rendering.fonts import text_width
from flows.rendering.terms import term
from flows.rendering.words import plural, say

_LABELLED_SPIKES = 4
_GAPS = ("missing", "after_data")
_PARTLY = ("partial", "limited")
_DASHES = "3 2.5"


def daily(rows: Sequence[Row], previous_label: str, says: str) -> Chart:
    """Draw one brand's mentions a day over those of the period before."""
    counts = [
        (numbers.day(row["day"]), row["mention_count"], numbers.count(row["mention_count"]))
        for row in rows
    ]
    columns = "day mention_count previous_count baseline_count status"
    return Chart("daily", says, Days(rows, previous_label), extremes(counts), rows, columns)


@dataclass(frozen=True)
class Days:
    """The days of a period over those of the period before, which are called `previous`.

    Days without data are pale bands and a broken line, never zeros; partly covered days are
    hollow; spikes carry their date and count.
    """

    rows: Sequence[Row]
    previous: str

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        return _daily(self.rows, self.previous, width)


def _daily(rows: Sequence[Row], previous_label: str, width: float) -> tuple[float, list[str]]:
    known = [row["mention_count"] for row in rows if _is_known(row)]
    ghosts = [row["previous_count"] for row in rows if row["previous_count"] is not None]
    levels = count_ticks(max([*known, *ghosts, 1]))
    left, right = room(levels, 34.0), width - 8.0
    key_height, parts_of_key = key(_entries(rows, previous_label), left, width)
    top = key_height + 23.0
    bottom = top + 132.0
    x = Scale(0, max(len(rows) - 1, 1), left + 8, right - 8)
    y = Scale(0, levels[-1], bottom, top)
    step = x(1) - x(0)
    points = [_point(row["mention_count"], index, x, y) for index, row in enumerate(rows)]
    points = [point if _is_known(row) else None for point, row in zip(points, rows, strict=True)]
    hovers = [
        svg.hover(_says(row, previous_label), start, top, end - start, bottom - top)
        for index, row in enumerate(rows)
        for start, end in [between(x(index), step, left, right)]
    ]
    return bottom + 22, [
        *grid(levels, y, left, right),
        *_bands(rows, x, top, bottom),
        *_day_labels(rows, x, bottom + 16, width),
        *_areas(points, bottom),
        _ghost(rows, x, y),
        *_days(rows, points),
        *_spikes(rows, points, (left, right)),
        *parts_of_key,
        *hovers,
    ]


def _is_known(row: Row) -> bool:
    return row["status"] not in _GAPS and row["mention_count"] is not None


def _point(count: float | None, index: int, x: Scale, y: Scale) -> Point:
    return None if count is None else (x(index), y(count))


def _bands(rows: Sequence[Row], x: Scale, top: float, bottom: float) -> list[str]:
    parts = []
    for status, run in groupby(enumerate(rows), key=lambda item: item[1]["status"]):
        if status not in _GAPS:
            continue
        places = [index for index, _ in run]
        step, edges = x(1) - x(0), (x.start - 8, x.end + 8)
        start, _ = between(x(places[0]), step, *edges)
        _, end = between(x(places[-1]), step, *edges)
        parts.append(svg.rect(start, top, end - start, bottom - top, palette.WASH))
    return parts


def _day_labels(rows: Sequence[Row], x: Scale, y: float, width: float) -> list[str]:
    least = 62 if width > svg.NARROW else 50
    fitting = (days for days in (1, 2, 7, 14, 28, 91) if days * (x(1) - x(0)) >= least)
    every = next(fitting, max(len(rows), 1))
    return [
        small(x(index), y, numbers.short_day(row["day"]), anchor="middle")
        for index, row in enumerate(rows)
        if index % every == 0
    ]


def _ghost(rows: Sequence[Row], x: Scale, y: Scale) -> str:
    points = [_point(row["previous_count"], index, x, y) for index, row in enumerate(rows)]
    return stroke(points, palette.FAINT, 1.1, dashes=_DASHES)


def _areas(points: Sequence[Point], bottom: float) -> list[str]:
    return [
        svg.tag("path", d=f"M{along(run)}V{bottom:g}H{run[0][0]:.1f}Z", fill=palette.ACCENT_PALE)
        for run in runs(points)
    ]


def _days(rows: Sequence[Row], points: Sequence[Point]) -> list[str]:
    lonely = {run[0] for run in runs(points) if len(run) == 1}
    dots = [
        dot(point, is_hollow=row["status"] in _PARTLY)
        for row, point in zip(rows, points, strict=True)
        if point and (row["status"] in _PARTLY or point in lonely)
    ]
    return [stroke(points, palette.ACCENT, 1.8), *dots]


def _spikes(rows: Sequence[Row], points: Sequence[Point], edges: tuple[float, float]) -> list[str]:
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
        parts.append(dot(point, is_hollow=False, radius=3.6, colour=palette.SECOND))
        label = f"{numbers.short_day(row['day'])} · {numbers.count(row['mention_count'])}"
        half = text_width(label, svg.SIZE, bold=True) / 2
        middle = min(max(point[0], edges[0] + half), edges[1] - half)
        is_free = all(middle + half < start or middle - half > end for start, end in taken)
        if is_free and len(taken) < _LABELLED_SPIKES:
            taken.append((middle - half - 6, middle + half + 6))
            parts.append(
                svg.text(
                    middle,
                    point[1] - 8,
                    label,
                    text_anchor="middle",
                    fill=palette.SECOND,
                    font_weight=600,
                )
            )
    return parts


def _entries(rows: Sequence[Row], previous: str) -> list[Entry]:
    """Return what the key explains: only what is there to be seen."""

    def now(x: float, y: float) -> list[str]:
        return [svg.line(x, y + 5, x + 18, y + 5, palette.ACCENT, stroke_width=1.8)]

    def ghost(x: float, y: float) -> list[str]:
        dashes: dict[str, svg.Attribute] = {"stroke_dasharray": _DASHES, "stroke_width": 1.1}
        return [svg.line(x, y + 5, x + 18, y + 5, palette.FAINT, **dashes)]

    def spike(x: float, y: float) -> list[str]:
        return [dot((x + 5, y + 5), is_hollow=False, radius=3.6, colour=palette.SECOND)]

    def part(x: float, y: float) -> list[str]:
        return [dot((x + 5, y + 5), is_hollow=True)]

    def gap(x: float, y: float) -> list[str]:
        return [svg.rect(x, y, 10, 10, palette.WASH, stroke=palette.RULE, stroke_width=0.6)]

    entries = [Entry(say("this period"), now, 18)]
    if any(row["previous_count"] is not None for row in rows):
        entries.append(Entry(previous, ghost, 18))
    if any(row["is_spike"] for row in rows):
        entries.append(Entry(say("unusual day"), spike))
    there = {row["status"] for row in rows}
    symbols = [(status, part) for status in _PARTLY] + [(status, gap) for status in _GAPS]
    known = [(term(status, "status"), draw) for status, draw in symbols if status in there]
    return [*entries, *(Entry(words, draw) for words, draw in known)]


def _says(row: Row, previous_label: str) -> str:
    when = f"{numbers.weekday(row['day'])}, {numbers.short_day(row['day'])}"
    if not _is_known(row):
        return f"{when}: {term(row['status'] if row['status'] in _GAPS else 'missing', 'status')}"
    says = f"{when}: {plural('{count} mention', '{count} mentions', row['mention_count'])}"
    if row["status"] in _PARTLY:
        says += f", {term(row['status'], 'status')}"
    if row["previous_count"] is not None:
        says += f"; {previous_label}: {numbers.count(row['previous_count'])}"
    return says
