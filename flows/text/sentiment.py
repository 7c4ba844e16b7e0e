"""Sentiment: engines behind one protocol; what an engine cannot judge is unknown, not neutral."""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Literal, NamedTuple, Protocol

from flows.text.lexicon import Lexicon

Sentiment = Literal["negative", "neutral", "positive"]

ENGINES = ("textblob",)
"""The engines that a configuration may name."""

TEXTBLOB_LIMITS = (0.0, 0.1)
"""Negative under the first, positive over the second.

TextBlob leans to the positive: over 0 it calls 48 % of 20,000 labelled tweets positive where people
called 40 %, over 0.1 it calls 41 %, and its mean recall rises from 48.9 to 49.7 points. A text
without a word TextBlob knows stays neutral: 56 % of those were, more than of all tweets.
"""

STARS_LIMITS = (0.25, 0.75)
"""A rating up to the first is negative, from the second on positive: 3 of 5 stars are neutral."""


class Opinion(NamedTuple):
    """What a text says: `score` from -1 to 1, `subjectivity` from 0 to 1 or None if not judged."""

    sentiment: Sentiment
    score: float
    subjectivity: float | None


class Engine(Protocol):
    """One way of judging texts."""

    name: str
    """Name and version, stored beside every score it gave."""

    def score(self, texts: Sequence[str], languages: Sequence[str]) -> list[Opinion | None]:
        """Judge each text, None where the engine cannot judge its language."""


def engine(name: str) -> Engine:
    """Return the engine that the configuration names; the names are `ENGINES`."""
    return {"textblob": TextBlobEngine}[name]()


class TextBlobEngine:
    """TextBlob's lexicon of English; the score is `TextBlob(text).sentiment.polarity`."""

    name = f"textblob {version('textblob')}"

    def score(self, texts: Sequence[str], languages: Sequence[str]) -> list[Opinion | None]:
        """Judge the English texts."""
        judge = cache(_textblob_opinion)
        return [
            judge(text) if language == "en" else None
            for text, language in zip(texts, languages, strict=True)
        ]


def _textblob_opinion(text: str) -> Opinion:
    polarity, subjectivity = _lexicon().score(text)
    return Opinion(_label(polarity, *TEXTBLOB_LIMITS), polarity, subjectivity)


def _label(score: float, negative_under: float, positive_over: float) -> Sentiment:
    if score > positive_over:
        return "positive"
    return "negative" if score < negative_under else "neutral"


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


def stars_opinion(rating: float) -> Opinion:
    """Judge a review by its stars: `rating` runs from 0 to 1."""
    negative, positive = STARS_LIMITS
    score = 2 * rating - 1
    if rating >= positive:
        return Opinion("positive", score, None)
    return Opinion("negative" if rating <= negative else "neutral", score, None)
