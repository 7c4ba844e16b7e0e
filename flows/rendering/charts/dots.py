"""Estimates with their intervals: a dot, a line through it, and where it stood before."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.bars import label_column, labelled, row_step
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


def dots(name: str, rows: Sequence[Dot], says: str) -> Markup:
    """Draw estimates about a zero line; weak ones are grey, absent ones only words."""
    return svg.chart(name, says, lambda width: _dots(rows, width))


def _dots(rows: Sequence[Dot], width: float) -> tuple[float, list[str]]:
    step = row_step(width, _HEIGHT) - (5 if width > svg.NARROW else 0)
    notes = max((text_width(row.note, svg.SIZE, bold=True) for row in rows), default=0) + 16
    left = label_column(width)
    places = [
        place
        for row in rows
        for place in (row.value, row.low, row.high, row.previous)
        if place is not None
    ]
    levels = ticks(min([*places, 0.0]), max([*places, 0.0]), 5)
    x = Scale(levels[0], levels[-1], left + 4, width - notes)
    bottom = len(rows) * step + 4
    parts = _axis(levels, x, bottom)
    for index, row in enumerate(rows):
        _, top, words = labelled(
            row.label, index * step + 4, _HEIGHT, width, is_focus=row.is_focus
        )
        middle = top + _HEIGHT / 2
        weight = 600 if row.is_focus else None
        ink = palette.FAINT if row.is_weak or row.value is None else palette.INK
        note = svg.text(
            width, middle + 3.7, row.note, text_anchor="end", fill=ink, font_weight=weight
        )
        area = svg.tag(
            "rect", x=left, y=top - 3, width=width - left, height=_HEIGHT + 6, fill="none",
            pointer_events="all",
        )
        parts.append(svg.mark(row.says, area, *words, *_estimate(row, x, middle), note))
    return bottom + 18, parts


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
                "circle", cx=x(row.previous), cy=middle, r=3, fill=palette.PAPER,
                stroke=palette.FAINT, stroke_width=1.2,
            )
        )
    parts.append(
        svg.tag(
            "circle", cx=x(row.value), cy=middle, r=4.4, fill=colour, stroke=palette.PAPER,
            stroke_width=1.2,
        )
    )
    return parts
