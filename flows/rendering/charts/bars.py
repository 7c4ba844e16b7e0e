"""Bars: ranked with their change, a change split into its parts, shares of a whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from flows.rendering import palette
from flows.rendering.charts import svg
from flows.rendering.charts.scale import Scale
from flows.rendering.fonts import fitted, text_width, wrapped

_BAR = 13.0


@dataclass(frozen=True)
class Bar:
    """One ranked bar: `note` stands at its right, `previous` is a tick on it."""

    label: str
    value: float
    note: str
    says: str
    previous: float | None = None
    is_focus: bool = True


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


def labelled(
    label: str, top: float, height: float, width: float, *, is_focus: bool = False
) -> tuple[float, float, list[str]]:
    """Return where a row's bar starts, its top, and its label: beside on paper, above on a phone.

    `height` is the bar's; a label beside it takes two lines at most and is centred on it.
    """
    weight = 600 if is_focus else None
    column = label_column(width)
    if not column:
        line = fitted(label, width, svg.SIZE, bold=is_focus)
        return 0.0, top + 14, [svg.text(0, top + 9, line, font_weight=weight)]
    lines = wrapped(label, column - 14, svg.SIZE, bold=is_focus)
    first = top + height / 2 + 3.6 - (len(lines) - 1) * 6
    words = [
        svg.text(column - 12, first + index * 12, line, text_anchor="end", font_weight=weight)
        for index, line in enumerate(lines)
    ]
    return column, top, words


def label_column(width: float) -> float:
    """Return the width kept for labels; none on a phone, where they stand above."""
    return 168.0 if width > svg.NARROW else 0.0


def row_step(width: float, height: float) -> float:
    """Return the distance from one row to the next, for bars of that height."""
    return max(height + 9, 29.0) if width > svg.NARROW else height + 25


def ranked(name: str, bars: Sequence[Bar], says: str) -> Markup:
    """Draw bars in the order given, each with its note and a tick where it was before."""
    return svg.chart(name, says, lambda width: _ranked(bars, width))


def _ranked(bars: Sequence[Bar], width: float) -> tuple[float, list[str]]:
    notes = max((text_width(bar.note, svg.SIZE) for bar in bars), default=0) + 12
    step = row_step(width, _BAR) - (6 if width > svg.NARROW else 0)
    left = label_column(width)
    longest = max([max(bar.value, bar.previous or 0) for bar in bars], default=0) or 1
    x = Scale(0, longest, left, width - notes)
    parts = []
    for index, bar in enumerate(bars):
        _, top, words = labelled(bar.label, index * step + 4, _BAR, width, is_focus=False)
        colour = palette.ACCENT if bar.is_focus else palette.FAINT
        shapes = [*words, svg.rect(left, top, max(x(bar.value) - left, 0.8), _BAR, colour)]
        end = x(bar.value)
        if bar.previous is not None:
            tick = x(bar.previous)
            shapes.append(
                svg.line(tick, top - 2.5, tick, top + _BAR + 2.5, palette.PAPER, stroke_width=3.4)
            )
            shapes.append(
                svg.line(tick, top - 2.5, tick, top + _BAR + 2.5, palette.INK, stroke_width=1.4)
            )
            end = max(end, tick)
        shapes.append(svg.text(end + 7, top + _BAR / 2 + 3.7, bar.note, fill=palette.MUTED))
        parts.append(svg.mark(bar.says, *shapes))
    return len(bars) * step + 2, parts


def diverging(name: str, bars: Sequence[Bar], says: str) -> Markup:
    """Draw bars to the left and right of zero; the last one, the sum, stands below a rule."""
    return svg.chart(name, says, lambda width: _diverging(bars, width))


def _diverging(bars: Sequence[Bar], width: float) -> tuple[float, list[str]]:
    step = row_step(width, _BAR) - (6 if width > svg.NARROW else 0)
    left = label_column(width)
    notes = max((text_width(bar.note, svg.SIZE) for bar in bars), default=0) + 10
    low = min([bar.value for bar in bars] + [0.0])
    high = max([bar.value for bar in bars] + [0.0])
    x = Scale(low, high if high > low else low + 1, left + (notes if low else 0), width - notes)
    parts = []
    for index, bar in enumerate(bars):
        is_sum = index == len(bars) - 1
        shift = 8.0 if is_sum else 0.0
        _, top, words = labelled(
            bar.label, index * step + 4 + shift, _BAR, width, is_focus=is_sum
        )
        start, end = sorted((x(0), x(bar.value)))
        colour = palette.INK if is_sum else palette.ACCENT if bar.value >= 0 else palette.FAINT
        place, anchor = (end + 7, None) if bar.value >= 0 else (start - 7, "end")
        shapes = [
            *words,
            svg.rect(start, top, max(end - start, 0.8), _BAR, colour),
            svg.text(
                place, top + _BAR / 2 + 3.7, bar.note, text_anchor=anchor, fill=palette.MUTED
            ),
        ]
        parts.append(svg.mark(bar.says, *shapes))
        if is_sum:
            rule = top - (19 if left == 0 else 7)
            parts.append(svg.line(0, rule, width, rule, palette.RULE, stroke_width=0.6))
    height = len(bars) * step + 10
    parts.append(svg.line(x(0), 0, x(0), height - 4, palette.MUTED, stroke_width=0.8))
    return height, parts


def stacked(
    name: str, stacks: Sequence[Stack], key: Sequence[tuple[str, str]], says: str,
    *, height: float = 20.0,
) -> Markup:
    """Draw shares of a whole, one bar a stack, over a key of (words, colour)."""
    draw: Callable[[float], tuple[float, list[str]]]
    draw = lambda width: _stacked(stacks, key, width, height)  # noqa: E731
    return svg.chart(name, says, draw)


def _stacked(
    stacks: Sequence[Stack], key: Sequence[tuple[str, str]], width: float, height: float
) -> tuple[float, list[str]]:
    key_height, parts = color_key(key, width)
    notes = max((text_width(stack.note, svg.SIZE, bold=True) for stack in stacks), default=0)
    right = width - (notes + 10 if notes else 0)
    step = row_step(width, height)
    for index, stack in enumerate(stacks):
        left, top, words = labelled(
            stack.label, key_height + index * step, height, width, is_focus=stack.is_focus
        )
        parts += words
        x = Scale(0, 1, left, right)
        done = 0.0
        for part in stack.parts:
            start, end = x(done), x(min(done + part.share, 1.0))
            done += part.share
            shapes = [svg.rect(start, top, end - start - 0.8, height, part.colour)]
            if text_width(part.note, svg.SIZE) + 8 < end - start:
                middle = (start + end) / 2
                shapes.append(
                    svg.text(
                        middle, top + height / 2 + 3.7, part.note, text_anchor="middle",
                        fill=part.ink,
                    )
                )
            if part.share > 0:
                parts.append(svg.mark(part.says, *shapes))
        if stack.note:
            weight = 600 if stack.is_focus else None
            parts.append(
                svg.text(
                    width, top + height / 2 + 3.7, stack.note, text_anchor="end",
                    font_weight=weight,
                )
            )
    return key_height + len(stacks) * step, parts


def color_key(key: Sequence[tuple[str, str]], width: float) -> tuple[float, list[str]]:
    """Return the height and the parts of a key: swatches and words, on as many lines as needed."""
    x, y = label_column(width), 2.0
    start = x
    parts = []
    for words, colour in key:
        label = fitted(words, width - start - 18, svg.SIZE)
        room = 16 + text_width(label, svg.SIZE) + 16
        if x + room - 16 > width and x > start:
            x, y = start, y + 17
        parts.append(svg.rect(x, y, 10, 10, colour))
        parts.append(svg.text(x + 15, y + 8.8, label, fill=palette.MUTED))
        x += room
    return (y + 20 if key else 0.0), parts
