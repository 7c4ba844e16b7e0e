"""Estimates with their intervals: a dot, a line through it, and where it stood before."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.labels import rows as placed_rows
from flows.rendering.charts.scale import Scale, ticks
from flows.rendering.fonts import text_width

_HEIGHT = 14.0


@dataclass(frozen=True)
class Dot:
    """One estimate in points; without a value the note says why."""

    label: str
    value: float | None
    note: str
    says: str
    low: float | None = None
    high: float | None = None
    previous: float | None = None
    is_focus: bool = False
    is_weak: bool = False


@dataclass(frozen=True)
class Dots:
    """Estimates about a zero line; weak ones are grey, absent ones only words."""

    rows: Sequence[Dot]

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        return _dots(self.rows, width)


def _dots(rows: Sequence[Dot], width: float) -> tuple[float, list[str]]:
    placed = placed_rows([row.label for row in rows], width, _HEIGHT)
    known = [row.note for row in rows if row.value is not None]
    notes = max((text_width(note, svg.SIZE, bold=True) for note in known), default=0) + 14
    places = [
        place
        for row in rows
        for place in (row.value, row.low, row.high, row.previous)
        if place is not None
    ]
    levels = ticks(min([*places, 0.0]), max([*places, 0.0]), 5 if width > svg.NARROW else 3)
    # The axis has words under its ends too.
    half = text_width(numbers.signed(levels[0], 0), svg.SIZE) / 2
    x = Scale(levels[0], levels[-1], placed.left + max(half, 8), width - notes)
    bottom = placed.bottom + 2
    parts = _axis(levels, x, bottom)
    for index, row in enumerate(rows):
        middle = placed.middle(index)
        note = _note(row, middle, width)
        label = placed.label(index, is_focus=row.is_focus)
        area = svg.area(placed.left, middle - 10, width - placed.left, 20)
        parts.append(svg.mark(row.says, area, *label, *_estimate(row, x, middle), note))
    return bottom + 16, parts


def _note(row: Dot, middle: float, width: float) -> str:
    """Return the value at the right; words instead of a value hide the rules behind them."""
    weight = 600 if row.is_focus else None
    ink = palette.FAINT if row.is_weak or row.value is None else palette.INK
    note = svg.text(width, middle + 3.7, row.note, text_anchor="end", fill=ink, font_weight=weight)
    if row.value is not None:
        return note
    size = text_width(row.note, svg.SIZE, bold=row.is_focus) + 4
    return svg.rect(width - size, middle - 7, size, 14, palette.PAPER) + note


def _axis(levels: Sequence[float], x: Scale, bottom: float) -> list[str]:
    parts = []
    for level in levels:
        is_zero = abs(level) < 1e-9  # noqa: PLR2004  # ticks are sums of floats
        colour = palette.FAINT if is_zero else palette.RULE
        parts.append(svg.line(x(level), 0, x(level), bottom, colour, stroke_width=0.6))
        label = numbers.signed(level, 0)
        parts.append(
            svg.text(x(level), bottom + 12, label, text_anchor="middle", fill=palette.MUTED)
        )
    return parts


def _estimate(row: Dot, x: Scale, middle: float) -> list[str]:
    if row.value is None:
        return []
    colour = palette.FAINT if row.is_weak else palette.ACCENT if row.is_focus else palette.MUTED
    parts = []
    if row.low is not None and row.high is not None:
        parts.append(svg.line(x(row.low), middle, x(row.high), middle, colour, stroke_width=2))
    if row.previous is not None:
        parts.append(
            svg.tag(
                "circle",
                cx=x(row.previous),
                cy=middle,
                r=3,
                fill=palette.PAPER,
                stroke=palette.FAINT,
                stroke_width=1.2,
            )
        )
    parts.append(
        svg.tag(
            "circle",
            cx=x(row.value),
            cy=middle,
            r=4.4,
            fill=colour,
            stroke=palette.PAPER,
            stroke_width=1.2,
        )
    )
    return parts
