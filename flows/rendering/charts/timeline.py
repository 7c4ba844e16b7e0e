"""A timeline: the events of all brands on one axis of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.chart import Chart
from flows.rendering.charts.labels import Rows
from flows.rendering.charts.labels import rows as placed_rows
from flows.rendering.charts.scale import Scale
from flows.rendering.context import Row
from flows.rendering.fonts import text_width
from flows.rendering.words import listed, plural

_HEIGHT = 16.0
_GAP = 10.0
_MOST = 12


@dataclass(frozen=True)
class Event:
    """What stood out for a brand, from a first to a last day, with its peak."""

    label: str
    first_on: date
    last_on: date
    peak_on: date
    notes: Sequence[str]
    """Words beside it, the fullest first: the first that finds room stands there."""
    says: str
    is_focus: bool


def timeline(
    rows: Sequence[Row], breaks: Sequence[Row], first_on: date, last_on: date, says: str
) -> Chart | None:
    """Draw the events of all brands over a period, and where a source began or ended."""
    if not rows or first_on == last_on:
        return None
    events = [_event(row) for row in rows[:_MOST]]
    turns = [row["day"] for row in breaks if first_on <= row["day"] <= last_on]
    columns = "brand_name start_on end_on peak_on mention_count baseline_count ratio terms"
    kind = Timeline(events, first_on, last_on, sorted(set(turns)))
    return Chart("timeline", says, kind, rows=rows, columns=columns)


def _event(row: Row) -> Event:
    days = numbers.short_day_range(row["start_on"], row["end_on"])
    told = plural("{count} mention", "{count} mentions", row["mention_count"])
    terms, count = list(row["terms"] or []), numbers.count(row["mention_count"])
    notes = [f"{count} · {listed(terms[:most])}" for most in (2, 1) if terms]
    says = f"{row['brand_name']}, {days}: {told}" + (f"; {listed(terms)}" if terms else "")
    return Event(
        row["brand_name"],
        row["start_on"],
        row["end_on"],
        row["peak_on"],
        [*notes, count],
        says,
        row["is_focus"],
    )


@dataclass(frozen=True)
class Timeline:
    """Events in lanes, a lane or more a brand; `turns` are days on which a source came or went."""

    events: Sequence[Event]
    first_on: date
    last_on: date
    turns: Sequence[date] = ()

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        lanes = self._lanes(width)
        placed = self._placed(lanes, width)
        x = self._scale(placed.left, width)
        parts = [
            *_axis(self.first_on, self.last_on, x, placed.bottom, width),
            *(
                svg.line(
                    x(_number(day)),
                    0,
                    x(_number(day)),
                    placed.bottom,
                    palette.MUTED,
                    stroke_width=0.8,
                    stroke_dasharray="1 2.5",
                )
                for day in self.turns
            ),
        ]
        for index, lane in enumerate(lanes):
            parts += placed.label(index, is_focus=lane[0].is_focus)
            parts += [_mark(event, x, placed.middle(index), width) for event in lane]
        return placed.bottom + 18, parts

    def _lanes(self, width: float) -> list[list[Event]]:
        """Return the events in lanes of a brand, none upon another, notes included."""
        labels = [label for label, _ in groupby(self.events, key=lambda event: event.label)]
        x = self._scale(placed_rows(labels, width, _HEIGHT).left, width)
        lanes: list[list[Event]] = []
        for _, run in groupby(self.events, key=lambda event: event.label):
            own: list[list[Event]] = []
            for event in sorted(run, key=lambda event: event.first_on):
                start, _ = _extent(event, x, width)
                free = (lane for lane in own if _extent(lane[-1], x, width)[1] + 8 <= start)
                if (lane := next(free, None)) is None:
                    own.append([event])
                else:
                    lane.append(event)
            lanes += own
        return lanes

    def _placed(self, lanes: Sequence[Sequence[Event]], width: float) -> Rows:
        labels: list[str] = []
        before = None
        for lane in lanes:
            labels.append(lane[0].label if lane[0].label != before else "")
            before = lane[0].label
        return placed_rows(labels, width, _HEIGHT, gap=_GAP)

    def _scale(self, left: float, width: float) -> Scale:
        return Scale(_number(self.first_on), _number(self.last_on), left + 6, width - 6)


def _number(day: date) -> float:
    return float(day.toordinal())


def _note(event: Event, x: Scale, width: float) -> tuple[str, float, str]:
    """Return the fullest note that fits, where it stands, and how it is anchored."""
    start, end = x(_number(event.first_on)) - 5, x(_number(event.last_on)) + 5
    right, left = width - end - 5, start - 5 - x.start
    for note in event.notes:
        size = text_width(note, svg.SIZE, bold=event.is_focus)
        if size <= right:
            return note, end + 5, "start"
        if size <= left:
            return note, start - 5, "end"
    return "", end, "start"


def _extent(event: Event, x: Scale, width: float) -> tuple[float, float]:
    note, at, anchor = _note(event, x, width)
    size = text_width(note, svg.SIZE, bold=event.is_focus)
    start, end = x(_number(event.first_on)) - 5, x(_number(event.last_on)) + 5
    return (start, at + size) if anchor == "start" else (at - size, end)


def _mark(event: Event, x: Scale, middle: float, width: float) -> str:
    start, end = x(_number(event.first_on)), x(_number(event.last_on))
    colour = palette.SECOND if event.is_focus else palette.MUTED
    note, at, anchor = _note(event, x, width)
    peak = x(_number(event.peak_on))
    return svg.mark(
        event.says,
        svg.rect(start - 3, middle - 3, end - start + 6, 6, colour, rx=3),
        svg.tag(
            "circle", cx=peak, cy=middle, r=5, fill=colour, stroke=palette.PAPER, stroke_width=1.2
        ),
        svg.text(
            at,
            middle + 3.7,
            note,
            text_anchor=anchor if anchor == "end" else None,
            fill=palette.INK,
            font_weight=600 if event.is_focus else None,
        ),
    )


def _axis(first: date, last: date, x: Scale, bottom: float, width: float) -> list[str]:
    parts = [svg.line(x.start - 6, bottom, width, bottom, palette.FAINT, stroke_width=0.6)]
    days = (last - first).days
    room = max(text_width(numbers.short_day(day), svg.SIZE) for day in (first, last)) + 12
    fitting = (step for step in (1, 2, 7, 14, 28, 91) if step / days * (x.end - x.start) >= room)
    free = 0.0
    for number in range(0, days + 1, next(fitting, days)):
        day = first + timedelta(days=number)
        place, words = x(_number(day)), numbers.short_day(day)
        half = text_width(words, svg.SIZE) / 2
        parts.append(svg.line(place, bottom, place, bottom + 3, palette.FAINT, stroke_width=0.6))
        middle = min(max(place, half), width - half)
        if middle - half < free:
            continue
        free = middle + half + 6
        parts.append(svg.text(middle, bottom + 14, words, text_anchor="middle", fill=palette.MUTED))
    return parts
