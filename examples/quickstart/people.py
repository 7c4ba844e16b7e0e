"""Authors: a few talk a lot, most talk once."""

import itertools
from dataclasses import dataclass
from random import Random

from examples.quickstart.truth import Brand, Channel

_FIRST = [
    "amber", "brook", "cedar", "dusty", "early", "fern", "gravel", "harbour", "indigo",
    "juniper", "keen", "lunar", "maple", "north", "otter", "pebble", "quiet", "rusty", "silver",
    "tidal", "umber", "velvet", "windy", "yellow", "zesty", "copper", "drizzle", "ember",
    "foggy", "granite", "hazel", "ivory",
]  # fmt: skip

_SECOND = [
    "rider", "wheel", "spoke", "pedal", "saddle", "bell", "rack", "lamp", "chain", "crank",
    "hub", "tyre", "valve", "ridge", "lane", "valley", "bridge", "meadow", "hill", "signal",
    "kettle", "lantern", "sparrow", "badger", "heron", "lynx", "marten", "otter", "raven",
    "swift", "tinker", "walker",
]  # fmt: skip

_POOL = {"social": 3_000, "forum": 700, "review": 3_500, "news": 40, "blog": 70}
"""Authors of a channel, over all languages."""

_STEEPNESS = {"social": 0.75, "forum": 0.9, "review": 0.3, "news": 0.5, "blog": 0.6}
"""Zipf's exponent: how much more the busiest authors say."""


@dataclass(frozen=True)
class Author:
    """An account on one platform, in one language."""

    id: str
    name: str
    followers: int | None


class People:
    """Who writes: pools of authors, and the brands' own accounts."""

    def __init__(self, seed: int, languages: dict[str, float]) -> None:
        self._rng = Random(f"{seed} people")
        self._numbers = itertools.count(10_001)
        self._pools: dict[tuple[Channel, str], tuple[list[Author], list[float]]] = {}
        for channel, size in _POOL.items():
            for language, share in languages.items():
                authors = [self._author(channel) for _ in range(max(4, round(size * share)))]
                weights = [(rank + 3) ** -_STEEPNESS[channel] for rank in range(len(authors))]
                self._pools[channel, language] = authors, list(itertools.accumulate(weights))  # type: ignore[index]
        self._spammers = [self._author("social") for _ in range(9)]

    def draw(self, channel: Channel, language: str) -> Author:
        """Return somebody who writes on this channel in this language."""
        authors, weights = self._pools[channel, language]
        return self._rng.choices(authors, cum_weights=weights)[0]

    def spammer(self) -> Author:
        """Return one of the few accounts that send spam."""
        return self._rng.choice(self._spammers)

    def _author(self, channel: str) -> Author:
        rng = self._rng
        number = next(self._numbers)
        name = f"{rng.choice(_FIRST)}_{rng.choice(_SECOND)}{number % 1000}"
        followers = int(rng.lognormvariate(4.6, 1.5)) if channel == "social" else None
        return Author(f"u{number}", name, followers)


def own(brand: Brand, is_care: bool) -> Author:
    """Return the account through which a brand posts, or answers."""
    name = brand.owned[-1 if is_care else 0]
    return Author(f"own-{name.lower()}", name, 2_000 + int(90_000 * brand.share))
