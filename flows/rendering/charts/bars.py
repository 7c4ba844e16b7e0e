"""Bars: ranked with their change, a change split into its parts, shares of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.rendering import palette
from flows.rendering.charts import svg
from flows.rendering.charts.keys import box, key, swatch
from flows.rendering.charts.labels import Rows, rows
from flows.rendering.charts.scale import Scale
from flows.rendering.fonts import text_width

_BAR = 13.0


@dataclass(frozen=True)
class Bar:
    """One bar: `note` stands at its end, `previous` is a tick where it ended before."""

    label: str
    value: float
    note: str
    says: str
    previous: float | None = None


@dataclass(frozen=True)
class Part:
    """One part of a whole, `share` 0 to 1; `ink` is the colour of letters upon it."""

    share: float
    colour: str
    ink: str
    says: str
    note: str


@dataclass(frozen=True)
class Stack:
    """A labelled bar of parts, with a note at its right."""

    label: str
    parts: Sequence[Part]
    note: str = ""
    is_focus: bool = False


@dataclass(frozen=True)
class Ranked:
    """Bars in the order given, each with its note and a tick where it was before."""

    bars: Sequence[Bar]

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        return _ranked(self.bars, width)


def _ranked(bars: Sequence[Bar], width: float) -> tuple[float, list[str]]:
    placed = rows([bar.label for bar in bars], width, _BAR)
    longest = max([max(bar.value, bar.previous or 0) for bar in bars], default=0) or 1
    x = Scale(0, longest, placed.left, width - _room(bars))
    parts = []
    for index, bar in enumerate(bars):
        top, end = placed.top(index), x(bar.value)
        shapes = [
            *placed.label(index),
            svg.rect(placed.left, top, max(end - placed.left, 0.8), _BAR, palette.ACCENT),
        ]
        if bar.previous is not None:
            shapes += _tick(x(bar.previous), top)
            end = max(end, x(bar.previous))
        shapes.append(_note(end + 7, placed.middle(index), bar.note))
        parts.append(svg.mark(bar.says, *shapes))
    return placed.bottom, parts


def _room(bars: Sequence[Bar]) -> float:
    return max((text_width(bar.note, svg.SIZE) for bar in bars), default=0.0) + 12


def _tick(x: float, top: float) -> list[str]:
    edges = (top - 2.5, top + _BAR + 2.5)
    return [
        svg.line(x, edges[0], x, edges[1], palette.PAPER, stroke_width=3.0),
        svg.line(x, edges[0], x, edges[1], palette.INK, stroke_width=1.4),
    ]


def _note(
    x: float, middle: float, words: str, *, anchor: str | None = None, weight: float | None = None
) -> str:
    colour = palette.INK if weight else palette.MUTED
    return svg.text(x, middle + 3.7, words, text_anchor=anchor, fill=colour, font_weight=weight)


@dataclass(frozen=True)
class Diverging:
    """Bars to the left and right of zero; the last one is their sum, in ink."""

    bars: Sequence[Bar]

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        return _diverging(self.bars, width)


def _diverging(bars: Sequence[Bar], width: float) -> tuple[float, list[str]]:
    placed = rows([bar.label for bar in bars], width, _BAR)
    low, high = (limit([0.0, *(bar.value for bar in bars)]) for limit in (min, max))
    room = _room(bars)
    x = Scale(
        low,
        high if high > low else low + 1,
        placed.left + (room if low else 0),
        width - (room if high else 4),
    )
    bottom = placed.bottom
    parts = [svg.line(x(0), 0, x(0), bottom, palette.FAINT, stroke_width=0.8)]
    for index, bar in enumerate(bars):
        is_sum = index == len(bars) - 1
        start, end = sorted((x(0), x(bar.value)))
        colour = palette.INK if is_sum else palette.ACCENT if bar.value >= 0 else palette.FAINT
        is_right = bar.value > 0 or (bar.value == 0 and not low)
        place, anchor = (end + 7, None) if is_right else (start - 7, "end")
        weight = 600 if is_sum else None
        shapes = [
            *placed.label(index, is_focus=is_sum),
            svg.rect(start, placed.top(index), max(end - start, 0.8), _BAR, colour),
            _note(place, placed.middle(index), bar.note, anchor=anchor, weight=weight),
        ]
        parts.append(svg.mark(bar.says, *shapes))
    return bottom, parts


@dataclass(frozen=True)
class Stacked:
    """Shares of a whole, one bar a stack, under a key of `colours`: (words, colour)."""

    stacks: Sequence[Stack]
    colours: Sequence[tuple[str, str]]
    height: float = 20.0

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        return _stacked(self.stacks, self.colours, width, self.height)


def _stacked(
    stacks: Sequence[Stack], colours: Sequence[tuple[str, str]], width: float, height: float
) -> tuple[float, list[str]]:
    placed = rows([stack.label for stack in stacks], width, height)
    entries = [swatch(words, colour) for words, colour in colours]
    key_height, parts = key(entries, placed.left, width)
    notes = max((text_width(stack.note, svg.SIZE, bold=True) for stack in stacks), default=0)
    right = width - (notes + 10 if notes else 0)
    shapes = []
    for index, stack in enumerate(stacks):
        weight = 600 if stack.is_focus else None
        note = _note(width, placed.middle(index), stack.note, anchor="end", weight=weight)
        shapes += [
            *placed.label(index, is_focus=stack.is_focus),
            *_parts(stack, index, placed, right),
            note if stack.note else "",
        ]
    moved = svg.tag("g", "".join(shapes), transform=f"translate(0 {key_height:g})")
    return key_height + placed.bottom, [*parts, moved]


def _parts(stack: Stack, index: int, placed: Rows, right: float) -> list[str]:
    x = Scale(0, 1, placed.left, right)
    done = 0.0
    marks = []
    for part in stack.parts:
        start, end = x(done), x(min(done + part.share, 1.0))
        done += part.share
        if not part.share:
            continue
        shapes = [box(start, placed.top(index), end - start - 0.8, placed.height, part.colour)]
        if text_width(part.note, svg.SIZE) + 8 < end - start:
            middle, y = (start + end) / 2, placed.middle(index) + 3.7
            shapes.append(svg.text(middle, y, part.note, text_anchor="middle", fill=part.ink))
        marks.append(svg.mark(part.says, *shapes))
    return marks
