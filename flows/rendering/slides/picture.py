"""What a chart shows, before anything draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from flows.rendering import palette


@dataclass(frozen=True)
class Series:
    """Values by category under one name; None is a gap."""

    name: str
    values: Sequence[float | None]
    colour: str
    label_colour: str = palette.INK
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


@dataclass(frozen=True)
class Picture:
    """What a chart shows, and how: lines, dots with their intervals, bars, or stacked shares."""

    kind: Literal["line", "dots", "bars", "stacked"]
    caption: str
    detail: str
    categories: Sequence[str] | Sequence[date]
    series: Sequence[Series]
    number_format: str
    says: str
    """The chart in words, for who cannot see it."""
