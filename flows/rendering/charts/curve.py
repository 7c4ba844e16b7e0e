"""What the charts over time share: a grid, a line that breaks where data is missing, a dot."""

from collections.abc import Callable, Sequence
from itertools import groupby

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.scale import Scale
from flows.rendering.fonts import text_width

Place = tuple[float, float]
Point = Place | None
"""A place in the chart; None where nothing is known."""


def grid(
    levels: Sequence[float],
    y: Scale,
    left: float,
    right: float,
    write: Callable[[float], str] = numbers.count,
) -> list[str]:
    """Return hairlines with their values at the left; the one at zero is darker."""
    parts = []
    for level in levels:
        colour = palette.RULE if level else palette.FAINT
        parts.append(svg.line(left, y(level), right, y(level), colour, stroke_width=0.6))
        parts.append(small(left - 6, y(level) + 3.5, write(level), anchor="end"))
    return parts


def room(
    levels: Sequence[float], least: float, write: Callable[[float], str] = numbers.count
) -> float:
    """Return where the grid starts, so that the longest of its values stands before it."""
    return max(least, *(text_width(write(level), svg.SIZE) + 10 for level in levels))


def between(middle: float, step: float, left: float, right: float) -> tuple[float, float]:
    """Return the edges of a day's or month's column, which ends where the chart does."""
    return max(middle - step / 2, left), min(middle + step / 2, right)


def small(x: float, y: float, words: str, *, anchor: str | None = None) -> str:
    """Return words of the furniture: axes, keys, notes."""
    return svg.text(x, y, words, text_anchor=anchor, fill=palette.MUTED)


def dot(place: Place, *, is_hollow: bool, radius: float = 2.6, colour: str = palette.ACCENT) -> str:
    """Return a point that stands out from the line through it."""
    fill, stroke = (palette.PAPER, colour) if is_hollow else (colour, palette.PAPER)
    return svg.tag(
        "circle", cx=place[0], cy=place[1], r=radius, fill=fill, stroke=stroke, stroke_width=1.2
    )


def stroke(points: Sequence[Point], colour: str, width: float, *, dashes: str | None = None) -> str:
    """Return a line through the points, broken where there is none."""
    return svg.tag(
        "path",
        d="".join(f"M{along(run)}" for run in runs(points)),
        fill="none",
        stroke=colour,
        stroke_dasharray=dashes,
        stroke_linejoin="round",
        stroke_width=width,
    )


def along(places: Sequence[Place]) -> str:
    """Return the places as path data without its first letter."""
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in places)


def runs(points: Sequence[Point]) -> list[list[Place]]:
    """Return the unbroken runs of places."""
    grouped = groupby(points, key=lambda point: point is not None)
    return [[point for point in run if point] for is_there, run in grouped if is_there]
