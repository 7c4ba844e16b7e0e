"""What an engine answers, and what an engine is."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

Sentiment = Literal["negative", "neutral", "positive"]

STARS_LIMITS = (0.25, 0.75)
"""A rating up to the first is negative, from the second on positive: 3 of 5 stars are neutral."""


class Opinion(NamedTuple):
    """What a text says: `score` from -1 to 1, `subjectivity` from 0 to 1 or None if not judged."""

    sentiment: Sentiment
    score: float
    subjectivity: float | None


class Engine(Protocol):
    """One way of judging texts."""

    @property
    def name(self) -> str:
        """Name and version, stored beside every score it gave."""

    @property
    def identity(self) -> str:
        """What differs between engines that may judge the same text differently."""

    def score(self, texts: Sequence[str], languages: Sequence[str]) -> list[Opinion | None]:
        """Judge each text, None where the engine cannot judge its language."""


def stars_opinion(rating: float) -> Opinion:
    """Judge a review by its stars: `rating` runs from 0 to 1."""
    negative, positive = STARS_LIMITS
    score = 2 * rating - 1
    if rating >= positive:
        return Opinion("positive", score, None)
    return Opinion("negative" if rating <= negative else "neutral", score, None)
