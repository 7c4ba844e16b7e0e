"""Labelled rows: the label beside its bar where it fits, above it where it does not."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from flows.rendering import palette
from flows.rendering.charts import svg
from flows.rendering.fonts import fitted, text_width

LINE = 12.0
"""From one line of a label to the next."""
_GAP = 14.0
_COLUMNS = ((170.0, 2), (230.0, 3))
"""Widths of a column of labels beside the bars, each with the lines it is meant for."""
_PHONE_COLUMN = 104.0
"""A third of a phone: what takes more than two lines of it stands above its bar."""
_PHONE_LINES = 2
_MOST_LINES = 7
_JOINING = {"Mn", "Mc", "Me", "Cf", "Sk"}
"""Categories of the marks, joiners and skin tones that belong to the letter before them."""
_JOINER = "\u200d"


@dataclass(frozen=True)
class Rows:
    """Where the rows of a chart stand, one below the other, each as tall as its label needs.

    `left` is where bars start; 0 means that labels stand above their bars. `height` is a bar's,
    `tops` are the bars' upper edges, `bottom` is where the last row ends.
    """

    width: float
    height: float
    left: float
    labels: Sequence[Sequence[str]]
    tops: Sequence[float]
    bottom: float

    def top(self, index: int) -> float:
        """Return the upper edge of a row's bar."""
        return self.tops[index]

    def middle(self, index: int) -> float:
        """Return the axis of a row's bar."""
        return self.top(index) + self.height / 2

    def label(self, index: int, *, is_focus: bool = False) -> list[str]:
        """Return the lines of a row's label."""
        lines = self.labels[index]
        weight = 600 if is_focus else None
        below = (len(lines) - 1) * LINE
        first = self.middle(index) + 3.7 - below / 2 if self.left else self.top(index) - 5 - below
        parts = []
        for number, line in enumerate(lines):
            y = first + number * LINE
            if not self.left:
                # Rules that run through the chart stop at the words.
                size = text_width(line, svg.SIZE, bold=is_focus)
                parts.append(svg.rect(0, y - 10, size + 4, 13, palette.PAPER))
            parts.append(svg.text(0, y, line, font_weight=weight))
        return parts


def rows(labels: Sequence[str], width: float, height: float, *, gap: float = 8.0) -> Rows:
    """Return rows for these labels, with at least `gap` between two bars or labels."""
    left, lines = _beside(labels, width)
    tops, y = [], 0.0
    for own in lines:
        block = len(own) * LINE
        top = y + 3 + max(block - height, 0) / 2 if left else y + 4 + block
        tops.append(top)
        y = y + max(block, height) + gap if left else top + height + gap - 1
    return Rows(width, height, left, lines, tops, y)


def _beside(labels: Sequence[str], width: float) -> tuple[float, list[list[str]]]:
    """Return where bars start, and the lines of each label."""
    lines: list[list[str]] = []
    if width <= svg.NARROW:
        lines = [broken(label, _PHONE_COLUMN) for label in labels]
        if any(len(own) > _PHONE_LINES for own in lines):
            return 0.0, [broken(label, width) for label in labels]
        return _widest(lines) + _GAP, lines
    for column, most in _COLUMNS:
        lines = [broken(label, column) for label in labels]
        if all(len(own) <= most for own in lines):
            break
    return _widest(lines) + _GAP, lines


def _widest(lines: Sequence[Sequence[str]]) -> float:
    taken = (text_width(line, svg.SIZE, bold=True) for own in lines for line in own)
    return max(taken, default=0.0)


def broken(text: str, width: float) -> list[str]:
    """Return the text on as many lines as it needs, none wider than `width` in semibold letters.

    Lines end at spaces; a word that is wider than a line goes on below. Only what would take
    more than seven lines, longer than any name, is cut.
    """
    lines: list[str] = []
    for word in text.split():
        if lines and _fits(f"{lines[-1]} {word}", width):
            lines[-1] += f" {word}"
            continue
        rest = word
        while not _fits(rest, width) and len(lines) < _MOST_LINES:
            end = _end(rest, width)
            lines.append(rest[:end])
            rest = rest[end:]
        lines.append(rest)
    if len(lines) > _MOST_LINES:
        last = fitted(" ".join(lines[_MOST_LINES - 1 :]), width, svg.SIZE, bold=True)
        lines = [*lines[: _MOST_LINES - 1], last]
    return lines or [""]


def _fits(text: str, width: float) -> bool:
    return text_width(text, svg.SIZE, bold=True) <= width


def _end(word: str, width: float) -> int:
    """Return where a line must end in a word: between two letters, never before a mark."""
    end = 1
    while _fits(word[: end + 1], width):
        end += 1
    while end > 1 and _is_joined(word, end):
        end -= 1
    return end


def _is_joined(word: str, place: int) -> bool:
    return unicodedata.category(word[place]) in _JOINING or word[place - 1] == _JOINER
