"""A calendar: how much was said on each day, weekday under weekday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.chart import Chart, extremes
from flows.rendering.charts.keys import Entry, key, swatch
from flows.rendering.context import Row
from flows.rendering.fonts import text_width
from flows.rendering.terms import term
from flows.rendering.words import plural, say

_FILLS = (
    (palette.WASH, palette.INK),
    (palette.ACCENT_PALE, palette.INK),
    (palette.ACCENT_SOFT, palette.INK),
    (palette.ACCENT, palette.PAPER),
)
"""From few to many, each with the colour of the letters upon it."""
_MOST_WEEKS = 14
"""Weeks that stand one below the other, a cell large enough for its numbers."""
_SMALLEST = 9.0
"""Width of a day without numbers, under which the weeks go on below."""
_LOUD = 3
"""Times the median from which a day is far louder than the others."""
_WEEKDAYS = 36.0
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Day:
    """One day: `steps` from few (0) to many (3), None where nothing is known."""

    on: date
    written: str
    step: int | None
    says: str
    is_unusual: bool = False


def calendar(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw one brand's mentions a day as a calendar; a week or less is no calendar."""
    if len(rows) <= _WEEK.days:
        return None
    known = [row["mention_count"] for row in rows if row["mention_count"] is not None]
    limits = _limits(known)
    days = [_day(row, limits) for row in rows]
    counts = [
        (numbers.day(row["day"]), row["mention_count"], numbers.count(row["mention_count"]))
        for row in rows
    ]
    columns = "day mention_count status"
    return Chart(
        "calendar", says, Calendar(days, _spans(known, limits)), extremes(counts), rows, columns
    )


def _limits(counts: Sequence[int]) -> list[int]:
    """Return the last count of each step, from the least to the most.

    The steps are equal; where one day is far louder than the others, they are squares, so that
    the others stay apart.
    """
    least, most = min(counts, default=0), max(counts, default=0)
    is_loud = most > _LOUD * (median(counts) if counts else 0)
    limits: list[int] = []
    for part in (1, 4, 9) if is_loud else (4, 8, 12):
        limit = round(least + (most - least) * part / 16)
        limits.append(max(limit, limits[-1] + 1 if limits else least))
    return [*limits, max(most, limits[-1] + 1)]


def _spans(known: Sequence[int], limits: Sequence[int]) -> list[str]:
    """Return the words of the steps that days can be on, up to the loudest."""
    least, most = min(known, default=0), max(known, default=0)
    spans = zip([least, *(limit + 1 for limit in limits)], limits, strict=False)
    return [
        say("{low} to {high}", low=numbers.count(first), high=numbers.count(last))
        if first < last
        else numbers.count(first)
        for first, last in spans
        if first <= most
    ]


def _day(row: Row, limits: Sequence[int]) -> Day:
    when, count = f"{numbers.weekday(row['day'])}, {numbers.day(row['day'])}", row["mention_count"]
    if count is None:
        return Day(row["day"], "", None, f"{when}: {term(row['status'], 'status')}")
    step = next((step for step, limit in enumerate(limits) if count <= limit), len(limits) - 1)
    told = plural("{count} mention", "{count} mentions", count)
    return Day(row["day"], numbers.count(count), step, f"{when}: {told}", bool(row["is_spike"]))


@dataclass(frozen=True)
class Calendar:
    """Days in their weeks; up to a quarter with numbers, longer with the weeks side by side.

    `spans` are the words of the steps.
    """

    days: Sequence[Day]
    spans: Sequence[str]

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        weeks = _weeks(self.days)
        key_height, parts = key(self._entries(), _WEEKDAYS, width)
        draw = _below if len(weeks) <= _MOST_WEEKS else _beside
        height, cells = draw(weeks, width)
        moved = svg.tag("g", "".join(cells), transform=f"translate(0 {key_height + 4:g})")
        return key_height + 4 + height, [*parts, moved]

    def _entries(self) -> list[Entry]:
        # Where counts hardly differ there are fewer steps than colours.
        fills = zip(self.spans, _FILLS, strict=False)
        entries = [swatch(words, fill) for words, (fill, _) in fills]
        if any(day.is_unusual for day in self.days):
            entries.append(Entry(say("unusual day"), lambda x, y: [_frame(x, y, 10, 10)]))
        if any(day.step is None for day in self.days):
            entries.append(Entry(say("no data"), lambda x, y: _gap(x, y, 10, 10)))
        return entries


def _weeks(days: Sequence[Day]) -> Mapping[date, Sequence[Day]]:
    weeks: dict[date, list[Day]] = {}
    for day in days:
        weeks.setdefault(day.on - timedelta(days=day.on.weekday()), []).append(day)
    return weeks


def _below(weeks: Mapping[date, Sequence[Day]], width: float) -> tuple[float, list[str]]:
    """Return the weeks one below the other, the first day of each at their left."""
    firsts = [numbers.short_day(days[0].on) for days in weeks.values()]
    left = max(_WEEKDAYS, *(text_width(first, svg.SIZE) + 10 for first in firsts))
    step, tall = (width - left) / 7, 17.0
    monday = next(iter(weeks))
    parts = [
        svg.text(
            left + (number + 0.5) * step,
            10,
            numbers.short_weekday(monday + timedelta(days=number)),
            text_anchor="middle",
            fill=palette.MUTED,
        )
        for number in range(7)
    ]
    for index, (first, days) in enumerate(zip(firsts, weeks.values(), strict=True)):
        top = 16 + index * (tall + 2)
        parts.append(svg.text(0, top + tall / 2 + 3.7, first, fill=palette.MUTED))
        parts += [
            _numbered(day, left + day.on.weekday() * step, top, step - 2, tall) for day in days
        ]
    return 16 + len(weeks) * (tall + 2), parts


def _numbered(day: Day, x: float, y: float, width: float, height: float) -> str:
    shapes = _shapes(day, x, y, width, height)
    if day.step is not None and text_width(day.written, svg.SIZE) <= width - 4:
        ink = _FILLS[day.step][1]
        middle: dict[str, svg.Attribute] = {"text_anchor": "middle", "fill": ink}
        shapes.append(svg.text(x + width / 2, y + height / 2 + 3.7, day.written, **middle))
    return svg.mark(day.says, *shapes)


def _beside(weeks: Mapping[date, Sequence[Day]], width: float) -> tuple[float, list[str]]:
    """Return the weeks side by side, on as many bands as the width asks for."""
    starts = list(weeks)
    bands = 1
    while (width - _WEEKDAYS) / -(-len(starts) // bands) < _SMALLEST + 1:
        bands += 1
    most = -(-len(starts) // bands)
    step = min((width - _WEEKDAYS) / most, 16.0)
    height = 18 + 7 * step + 10
    parts = []
    for band in range(bands):
        shown = starts[band * most : (band + 1) * most]
        top = band * height + 18
        parts += _months(shown, step, top - 6, width)
        for number in (0, 2, 4, 6) if step >= svg.SIZE + 1 else (0, 3, 6):
            name = numbers.short_weekday(starts[0] + timedelta(days=number))
            y = top + (number + 0.5) * step + 3.5
            parts.append(svg.text(0, y, name, fill=palette.MUTED))
        for index, start in enumerate(shown):
            for day in weeks[start]:
                x, y = _WEEKDAYS + index * step, top + day.on.weekday() * step
                parts.append(svg.mark(day.says, *_shapes(day, x, y, step - 1.5, step - 1.5)))
    return bands * height, parts


def _months(weeks: Sequence[date], step: float, y: float, width: float) -> list[str]:
    """Return the name of each month over the first week that begins in it, where there is room."""
    ends = [week + _WEEK - timedelta(days=1) for week in weeks]
    turns = [index for index, (a, b) in enumerate(pairwise(ends), 1) if a.month != b.month]
    parts, free = [], 0.0
    for index in [0, *turns]:
        name, x = numbers.short_month(ends[index]), _WEEKDAYS + index * step
        end = x + text_width(name, svg.SIZE)
        if x >= free and end <= width:
            parts.append(svg.text(x, y, name, fill=palette.MUTED))
            free = end + 6
    return parts


def _shapes(day: Day, x: float, y: float, width: float, height: float) -> list[str]:
    if day.step is None:
        return _gap(x, y, width, height)
    shapes = [_cell(x, y, width, height, _FILLS[day.step][0])]
    return [*shapes, _frame(x, y, width, height)] if day.is_unusual else shapes


def _cell(x: float, y: float, width: float, height: float, fill: str) -> str:
    return svg.rect(x, y, width, height, fill)


def _frame(x: float, y: float, width: float, height: float) -> str:
    """Return the frame of an unusual day, which is seen on any fill."""
    inner: dict[str, svg.Attribute] = {"stroke": palette.SECOND, "stroke_width": 2.0}
    return svg.rect(x + 1, y + 1, width - 2, height - 2, "none", **inner)


def _gap(x: float, y: float, width: float, height: float) -> list[str]:
    edge: dict[str, svg.Attribute] = {"stroke": palette.RULE, "stroke_width": 0.8}
    return [
        svg.rect(x + 0.4, y + 0.4, width - 0.8, height - 0.8, palette.PAPER, **edge),
        svg.line(x + 1, y + height - 1, x + width - 1, y + 1, palette.MUTED, stroke_width=0.8),
    ]
