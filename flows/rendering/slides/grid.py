"""A table that PowerPoint lets people edit, as wide as its box, cut to the rows that fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.rendering import palette
from flows.rendering.fonts import text_width
from flows.rendering.slides.deck import Slide, Style
from flows.rendering.slides.fitting import Box, one_line
from flows.rendering.words import plural

_SIZE = 11
_HEAD, _ROW, _MORE = 0.36, 0.32, 0.24  # inches
_PADDING = 0.2
_MOST_COLUMNS = 8


@dataclass(frozen=True)
class Grid:
    """A table as it is read: every cell is a text already."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    is_number: Sequence[bool]
    """Whether a column stands at the right, figure under figure."""
    left: int = 0
    """Rows that were left out before."""


def draw_grid(slide: Slide, box: Box, grid: Grid) -> None:
    """Draw a table under its caption, and say how many rows the workbook has besides."""
    top = box.top
    if grid.caption:
        caption = Box(box.left, top, box.width, 0.26)
        top = slide.write(caption, [one_line(grid.caption, box.width, 13)], Style((13,), bold=True))
        top += 0.06
    room = box.bottom - top - _HEAD
    fits = max(1, int(room / _ROW))
    if grid.left or len(grid.rows) > fits:
        fits = max(1, int((room - _MORE) / _ROW))
    widths = _widths(grid, box.width)
    rows = [
        [one_line(text, width - _PADDING, _SIZE) for text, width in zip(row, widths, strict=False)]
        for row in (grid.heads, *grid.rows[:fits])
    ]
    high = _HEAD + _ROW * (len(rows) - 1)
    place = Box(box.left, top, sum(widths), high)
    slide.table(place, rows, widths, [*grid.is_number[: len(widths)]])
    if left := grid.left + max(0, len(grid.rows) - fits):
        text = plural("and {count} more in the workbook", "and {count} more in the workbook", left)
        under = Box(box.left, top + high + 0.04, box.width, _MORE)
        slide.write(under, [text], Style((10,), palette.MUTED))


def _widths(grid: Grid, width: float) -> list[float]:
    """Return how wide each column is: what its longest text needs, and a share of what is over."""
    count = min(len(grid.heads), _MOST_COLUMNS)
    wanted = [
        max(text_width(row[place], _SIZE, bold=True) for row in (grid.heads, *grid.rows)) / 72
        + _PADDING
        for place in range(count)
    ]
    over = width - sum(wanted)
    if over >= 0:
        return [one + over * one / (width - over) for one in wanted]
    return _capped(wanted, width)


def _capped(wanted: Sequence[float], width: float) -> list[float]:
    """Return widths of which the widest give way first: numbers stay whole beside a long name."""
    left, count = width, len(wanted)
    for one in sorted(wanted):
        if one * count > left:
            return [min(each, left / count) for each in wanted]
        left, count = left - one, count - 1
    return list(wanted)
