"""Sentiment: engines behind one protocol; what an engine cannot judge is unknown, not neutral."""

from flows.text.sentiment.judges import ENGINES, EngineName, Judges, SentimentSettings, engine
from flows.text.sentiment.opinion import Engine, Opinion, Sentiment

__all__ = [
    "ENGINES",
    "Engine",
    "EngineName",
    "Judges",
    "Opinion",
    "Sentiment",
    "SentimentSettings",
    "engine",
]
