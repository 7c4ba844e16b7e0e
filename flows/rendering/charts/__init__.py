"""The report's charts: a function a table, named after it, giving SVG for paper and for a phone.

`rows` are a table of the context, `says` is the chart in one sentence (its caption) for readers
who cannot see it.
"""

from flows.rendering.charts.calendar import calendar
from flows.rendering.charts.daily import daily
from flows.rendering.charts.hours import hours
from flows.rendering.charts.matrix import topic_matrix
from flows.rendering.charts.monthly import monthly
from flows.rendering.charts.multiples import net_multiples
from flows.rendering.charts.pictures import (
    net_sentiment,
    sentiment,
    sentiment_drivers,
    sentiment_segments,
    share_of_voice,
    terms,
    volume_drivers,
)
from flows.rendering.charts.shares import channels, intents, topics
from flows.rendering.charts.strips import coverage, wave
from flows.rendering.charts.timeline import timeline
from flows.rendering.charts.trend import mentions_trend, net_trend

__all__ = [
    "calendar",
    "channels",
    "coverage",
    "daily",
    "hours",
    "intents",
    "mentions_trend",
    "monthly",
    "net_multiples",
    "net_sentiment",
    "net_trend",
    "sentiment",
    "sentiment_drivers",
    "sentiment_segments",
    "share_of_voice",
    "terms",
    "timeline",
    "topic_matrix",
    "topics",
    "volume_drivers",
    "wave",
]
