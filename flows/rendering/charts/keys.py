"""The key of a chart: symbols and their words, on as many lines as they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.rendering import palette
from flows.rendering.charts import svg
from flows.rendering.charts.labels import LINE, broken
from flows.rendering.fonts import text_width

_SIDE = 10.0


@dataclass(frozen=True)
class Entry:
    """Words, and what draws their symbol into a box of ten units' height, given its corner."""

    words: str
    symbol: Callable[[float, float], Sequence[str]]
    width: float = _SIDE


def swatch(words: str, colour: str) -> Entry:
    """Return an entry for a colour."""
    return Entry(words, lambda x, y: [box(x, y, _SIDE, _SIDE, colour)])


def box(x: float, y: float, width: float, height: float, colour: str) -> str:
    """Return a filled box; the palest neutral has an outline, since paper is hardly paler."""
    if colour != palette.COMPETITORS[-1]:
        return svg.rect(x, y, width, height, colour)
    return svg.rect(
        x + 0.3, y + 0.3, width - 0.6, height - 0.6, colour, stroke=palette.FAINT, stroke_width=0.6
    )


def key(entries: Sequence[Entry], start: float, width: float) -> tuple[float, list[str]]:
    """Return the height and the parts of a key between `start` and `width`."""
    if not entries:
        return 0.0, []
    x, y = start, 2.0
    parts: list[str] = []
    for entry in entries:
        before = entry.width + 5
        lines = broken(entry.words, width - start - before)
        room = before + max(text_width(line, svg.SIZE) for line in lines)
        if x + room > width and x > start:
            x, y = start, y + 17
        parts += entry.symbol(x, y)
        for number, line in enumerate(lines):
            baseline = y + 8.8 + number * LINE
            parts.append(svg.text(x + before, baseline, line, fill=palette.MUTED))
        x, y = x + room + 16, y + (len(lines) - 1) * LINE
    return y + 19, parts
