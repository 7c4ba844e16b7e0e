"""How large a text may be so that its box holds it; sizes in points, boxes in inches."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.rendering.fonts import fitted, text_width

_POINTS = 72
_LINE = 1.22
"""Height of a line, in sizes of its letters."""
_TIGHT = 0.93
"""Part of a line that is filled at most: another typeface may be a little wider than ours."""


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def halves(self, gap: float) -> tuple["Box", "Box"]:
        """Return the left and the right half."""
        width = (self.width - gap) / 2
        right = Box(self.left + width + gap, self.top, width, self.height)
        return Box(self.left, self.top, width, self.height), right


@dataclass(frozen=True)
class Fitted:
    """Texts that fit, and their size."""

    size: float
    texts: list[str]


def fit(
    texts: Sequence[str], box: Box, sizes: Sequence[float], *, bold: bool = False, gap: float = 0
) -> Fitted:
    """Return the largest of these sizes at which all texts fit; at the smallest, those that do.

    The first text is always there, if need be cut. `gap` is the space between texts, in points.
    """
    size = sizes[-1]
    for size in sizes:
        if _height(texts, box, size, bold=bold, gap=gap) <= box.height * _POINTS:
            return Fitted(size, list(texts))
    kept = list(texts)
    while len(kept) > 1 and _height(kept, box, size, bold=bold, gap=gap) > box.height * _POINTS:
        kept.pop()
    if _height(kept, box, size, bold=bold, gap=gap) > box.height * _POINTS:
        lines = max(1, int(box.height * _POINTS / (size * _LINE)))
        kept = [fitted(kept[0], lines * box.width * _POINTS * _TIGHT**2, size, bold=bold)]
    return Fitted(size, kept)


def one_line(text: str, width: float, size: float) -> str:
    """Return a text, cut to one line of so many inches."""
    return fitted(text, width * _POINTS * _TIGHT, size)


def _height(texts: Sequence[str], box: Box, size: float, *, bold: bool, gap: float) -> float:
    lines = sum(lines_of(text, box.width, size, bold=bold) for text in texts)
    return lines * size * _LINE + max(0, len(texts) - 1) * gap


def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return on how many lines a text stands; a word wider than a line goes on in the next."""
    full = width * _POINTS * _TIGHT
    space = text_width(" ", size, bold=bold)
    lines, used = 1, 0.0
    for word in text.split():
        wide = text_width(word, size, bold=bold)
        if used and used + space + wide > full:
            lines, used = lines + 1, 0.0
        used += wide + (space if used else 0)
        lines, used = lines + int(used // full), used % full
    return lines
