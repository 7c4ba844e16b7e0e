"""The report's charts: a function a table, named after it, giving SVG for paper and for a phone.

`rows` are a table of the context, `says` is the chart in one sentence (its caption) for readers
who cannot see it.
"""

from flows.rendering.charts.line import daily, monthly
from flows.rendering.charts.pictures import (
    channels,
    net_sentiment,
    sentiment,
    sentiment_drivers,
    sentiment_segments,
    share_of_voice,
    terms,
    volume_drivers,
)
from flows.rendering.charts.strips import coverage, wave

__all__ = [
    "channels",
    "coverage",
    "daily",
    "monthly",
    "net_sentiment",
    "sentiment",
    "sentiment_drivers",
    "sentiment_segments",
    "share_of_voice",
    "terms",
    "volume_drivers",
    "wave",
]
