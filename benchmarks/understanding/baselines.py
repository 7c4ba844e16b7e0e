"""Two lexica of English as baselines: they judge every text as though it were English."""

from collections.abc import Sequence

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from flows.text.sentiment import Engine, Opinion, Sentiment, engine

VADER_LIMIT = 0.05
"""Compound scores within this of zero are neutral, as VADER's authors advise."""


class Vader:
    """VADER (Hutto and Gilbert 2014)."""

    name = identity = "vader"

    def __init__(self) -> None:
        self._analyzer = SentimentIntensityAnalyzer()

    def score(self, texts: Sequence[str], languages: Sequence[str]) -> list[Opinion | None]:
        """Judge each text."""
        del languages
        scores = [self._analyzer.polarity_scores(text)["compound"] for text in texts]
        return [Opinion(_label(score), score, None) for score in scores]


class AsEnglish:
    """An engine that is told that every text is English."""

    def __init__(self, judge: Engine) -> None:
        self._judge = judge
        self.name = self.identity = judge.name

    def score(self, texts: Sequence[str], languages: Sequence[str]) -> list[Opinion | None]:
        """Judge each text."""
        return self._judge.score(texts, ["en"] * len(languages))


def baselines() -> dict[str, Engine]:
    """Return the engines to compare with, by the name that a table prints."""
    return {"TextBlob": AsEnglish(engine("textblob")), "VADER": Vader()}


def _label(score: float) -> Sentiment:
    if score >= VADER_LIMIT:
        return "positive"
    return "negative" if score <= -VADER_LIMIT else "neutral"
