"""Labelled rows: the label beside its bar where it fits, above it where it does not."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.rendering import palette
from flows.rendering.charts import svg
from flows.rendering.fonts import fitted, text_width, wrapped

_GAP = 14.0
_LINE = 12.0


@dataclass(frozen=True)
class Rows:
    """Where the rows of a chart stand, one below the other.

    `left` is where bars start; 0 means that labels stand above their bars. `height` is a bar's.
    """

    width: float
    height: float
    left: float
    step: float

    def top(self, index: int) -> float:
        """Return the upper edge of a row's bar."""
        return index * self.step + (3.0 if self.left else 16.0)

    def middle(self, index: int) -> float:
        """Return the axis of a row's bar."""
        return self.top(index) + self.height / 2

    def bottom(self, count: int) -> float:
        """Return where that many rows end."""
        return count * self.step

    def label(self, index: int, words: str, *, is_focus: bool = False) -> list[str]:
        """Return a row's label: two lines at most beside its bar, one above it."""
        weight = 600 if is_focus else None
        if not self.left:
            line = fitted(words, self.width - 60, svg.SIZE, bold=is_focus)
            size = text_width(line, svg.SIZE, bold=is_focus)
            y = self.top(index) - 5
            # Rules that run through the chart stop at the words.
            back = svg.rect(0, y - 10, size + 4, 13, palette.PAPER)
            return [back, svg.text(0, y, line, font_weight=weight)]
        lines = wrapped(words, self.left - _GAP, svg.SIZE, bold=is_focus)
        first = self.middle(index) + 3.7 - (len(lines) - 1) * _LINE / 2
        return [
            svg.text(0, first + number * _LINE, line, font_weight=weight)
            for number, line in enumerate(lines)
        ]


def rows(labels: Sequence[str], width: float, height: float, *, gap: float = 8.0) -> Rows:
    """Return rows for these labels, with at least `gap` between two bars."""
    widest = max((text_width(label, svg.SIZE, bold=True) for label in labels), default=0.0)
    if width > svg.NARROW:
        left = min(widest, 170.0) + _GAP
        is_wrapped = widest > 170.0  # noqa: PLR2004  # the widest column of labels
        return Rows(width, height, left, max(height + gap, 2 * _LINE + 6 if is_wrapped else 0))
    if widest <= 104.0:  # noqa: PLR2004  # a third of a phone
        return Rows(width, height, widest + _GAP, height + gap)
    return Rows(width, height, 0.0, height + gap + 15)
