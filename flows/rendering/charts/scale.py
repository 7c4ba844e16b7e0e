"""Axes: round ticks and the way from a value to a place."""

import math
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Scale:
    """A straight line from values to places."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Return round values from at most `low` to at least `high`, about `wanted` steps."""
    high = max(high, low + 1)
    rough = (high - low) / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, max(last, first + 1) + 1)]


def count_ticks(high: float, wanted: int = 4) -> list[float]:
    """Return round whole values from 0 to at least `high`."""
    whole = [tick for tick in ticks(0, max(high, 1), wanted) if tick == int(tick)]
    return whole if whole[-1] >= high else [*whole, math.ceil(high)]


def spread(places: list[float], gap: float, low: float) -> list[float]:
    """Return the places, in the same order, moved apart to `gap`, none beyond `low`."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    for before, index in pairwise(order):
        moved[index] = max(moved[index], moved[before] + gap)
    limit = low
    for index in reversed(order):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - gap
    return moved
