"""Days in a row: what each source covered, and the sound wave of a period."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup, escape

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.chart import Chart
from flows.rendering.charts.curve import along
from flows.rendering.charts.keys import Entry, key
from flows.rendering.charts.labels import rows as placed_rows
from flows.rendering.context import Row
from flows.rendering.fonts import text_width
from flows.rendering.terms import term
from flows.rendering.words import plural, say

_CELL = 13.0
_LEAST_BOX = 8.0
"""Width under which a day, and then a week, is no box of its own."""
_WEEK = 7
_STATES = ("covered", "partial", "limited", "silent", "missing", "after_data")


def coverage(rows: Sequence[Row], says: str) -> Chart:
    """Draw what each source covered on each day."""
    columns = "source day status post_count"
    return Chart("coverage", says, Strips(rows), rows=rows, columns=columns)


@dataclass(frozen=True)
class Strips:
    """A strip of days for each source; shape as well as colour tells the states apart."""

    rows: Sequence[Row]

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        return _coverage(self.rows, width)


def _coverage(rows: Sequence[Row], width: float) -> tuple[float, list[str]]:
    sources = [(name, list(run)) for name, run in groupby(rows, key=lambda row: row["source"])]
    days = sorted({row["day"] for row in rows})
    placed = placed_rows([name for name, _ in sources], width, _CELL, gap=7)
    step = (width - placed.left) / max(len(days), 1)
    present = {row["status"] for row in rows}
    entries = [_entry(state) for state in _STATES if state in present]
    key_height, parts_of_key = key(entries, placed.left, width)
    parts = []
    for index, (_, run) in enumerate(sources):
        parts += placed.label(index)
        parts += _strip(run, days, (placed.left, placed.top(index), step))
    bottom = placed.bottom
    parts += _day_labels(days, placed.left, step, bottom + 10)
    moved = svg.tag("g", "".join(parts), transform=f"translate(0 {key_height:g})")
    return key_height + bottom + 17, [*parts_of_key, moved]


def _strip(
    rows: Sequence[Row], days: Sequence[date], place: tuple[float, float, float]
) -> list[str]:
    """Return one source's days: a box a run of the same state, parted into days or weeks."""
    left, top, step = place
    number = {day: index for index, day in enumerate(days)}
    part_of = _parting(step)
    parts, hovers = [], []
    for _, run in groupby(rows, key=lambda row: row["status"]):
        same = list(run)
        start = left + number[same[0]["day"]] * step
        parts += _cell(same[0]["status"], start, top, max(len(same) * step - 1.4, 0.8))
        for _, together in groupby(same, key=lambda row: part_of(row["day"])):
            told = list(together)
            x = left + number[told[0]["day"]] * step
            hovers.append(svg.hover(_says(told), x, top, len(told) * step, _CELL))
    turns = [
        index for index in range(1, len(days)) if part_of(days[index]) != part_of(days[index - 1])
    ]
    if turns:
        edges = (left + index * step - 0.7 for index in turns)
        lines = (f"M{along([(x, top), (x, top + _CELL)])}" for x in edges)
        parts.append(
            svg.tag("path", d="".join(lines), stroke=palette.PAPER, stroke_width=1.4, fill="none")
        )
    return [*parts, *hovers]


def _parting(step: float) -> Callable[[date], object]:
    """Return what a day is told apart by: itself, its week, or nothing where all is too narrow."""
    if step >= _LEAST_BOX:
        return lambda on: on
    if step * _WEEK >= _LEAST_BOX:
        return lambda on: on - timedelta(days=on.weekday())
    return lambda _: None


def _says(rows: Sequence[Row]) -> str:
    first, last = rows[0], rows[-1]
    days = numbers.short_day_range(first["day"], last["day"])
    says = f"{first['source']}, {days}: {term(first['status'], 'status')}"
    count = sum(row["post_count"] or 0 for row in rows)
    return f"{says}, {plural('{count} post', '{count} posts', count)}" if count else says


def _entry(status: str) -> Entry:
    return Entry(term(status, "status"), lambda x, y: _cell(status, x, y - 1.5, 12), 12)


def _cell(status: str, x: float, y: float, width: float) -> list[str]:
    if status == "covered":
        return [svg.rect(x, y, width, _CELL, palette.ACCENT_SOFT)]
    if status == "partial":
        return [
            svg.rect(x, y, width, _CELL, palette.ACCENT_PALE),
            svg.rect(x, y + _CELL / 2, width, _CELL / 2, palette.ACCENT_SOFT),
        ]
    if status == "limited":
        return [
            svg.rect(x, y, width, _CELL, palette.ACCENT_PALE),
            svg.rect(x, y, width, _CELL / 4, palette.ACCENT_SOFT),
        ]
    if status == "silent":
        return [svg.rect(x, y, width, _CELL, palette.ACCENT_PALE)]
    parts = [
        svg.rect(
            x + 0.4,
            y + 0.4,
            width - 0.8,
            _CELL - 0.8,
            palette.PAPER,
            stroke=palette.RULE,
            stroke_width=0.8,
        )
    ]
    if status == "missing":
        parts.append(svg.line(x + 1, y + _CELL - 1, x + width - 1, y + 1, palette.MUTED))
    return parts


def _day_labels(days: Sequence[date], left: float, step: float, y: float) -> list[str]:
    every = next((some for some in (1, 7, 14, 28, 91) if some * step >= 44), len(days) or 1)  # noqa: PLR2004
    labels = [
        (left + index * step, numbers.short_day(on))
        for index, on in enumerate(days)
        if index % every == 0
    ]
    end = left + step * len(days)
    return [
        svg.text(x, y + 4, words, fill=palette.MUTED)
        for x, words in labels
        if x + text_width(words, svg.SIZE) <= end
    ]


def wave(rows: Sequence[Row], colours: Mapping[str, str] | None = None) -> Markup:
    """Draw one brand's days as a sound wave, the spikes strong; an ornament.

    A screen reader passes it by; a print has a name for each of its pictures.
    """
    worn = colours or palette.COLOURS
    width, height = 640.0, 150.0
    known = [row["mention_count"] for row in rows if row["mention_count"] is not None]
    step = width / max(len(rows), 1)
    bar = min(step * 0.42, 9.0)
    parts = []
    for index, row in enumerate(rows):
        count = row["mention_count"]
        tall = max((count or 0) / (max(known, default=0) or 1) * height, bar)
        colour = worn["accent"] if row["is_spike"] else worn["accent-soft"]
        parts.append(
            svg.rect(
                (index + 0.5) * step - bar / 2,
                (height - tall) / 2,
                bar,
                tall,
                worn["rule"] if count is None else colour,
                rx=bar / 2,
            )
        )
    return Markup(  # noqa: S704  # numbers and a name that is escaped
        svg.tag(
            "svg",
            svg.tag("title", escape(say("Day by day"))) + "".join(parts),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {width:g} {height:g}",
            aria_hidden="true",
        )
    )
