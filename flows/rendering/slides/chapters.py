"""Which slide a section of the page has: its findings, and the charts that show them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.rendering.context import Context
from flows.rendering.slides import event, pictures, rivals
from flows.rendering.slides.grid import Grid
from flows.rendering.slides.picture import Picture
from flows.rendering.words import gettext_noop


@dataclass(frozen=True)
class Chapter:
    """Which findings may be a slide's title, best first, and which charts it shows."""

    titles: str
    charts: Sequence[Callable[[Context], Picture | None]]
    heading: str = ""
    """The section's name, where it is a part of the report only with others."""
    findings: str = ""
    """Keys of the findings that are this section's, and no other's of its part."""
    grid: Callable[[Context], Grid | None] = lambda _: None
    """What stands as a table beside its one chart."""
    is_drawn: bool = False
    """Whether it says nothing without a chart."""


CHAPTERS = {
    "months": Chapter(
        "monthly",
        (rivals.months, rivals.net_months),
        gettext_noop("Month by month"),
        "monthly",
        is_drawn=True,
    ),
    "volume": Chapter(
        "volume_drivers daily monthly volume", (pictures.daily, pictures.volume_drivers)
    ),
    "sentiment": Chapter(
        "sentiment net_sentiment sentiment_drivers",
        (pictures.sentiment, pictures.sentiment_drivers),
    ),
    "topics": Chapter("topics terms intents", (pictures.topics, pictures.terms)),
    "hours": Chapter(
        "crisis", (event.hours,), gettext_noop("What happened when"), "crisis", event.moments
    ),
    "spread": Chapter(
        "crisis_spread",
        (event.channels, event.topics),
        gettext_noop("Who drives it, and whether it spreads"),
        "crisis_spread",
    ),
    "needs": Chapter(
        "crisis_asked asked",
        (event.asked,),
        gettext_noop("What people ask, and what was answered"),
        "crisis_asked asked",
    ),
    # The day that stood out, where one did; else what was lasting.
    "events": Chapter("daily shifts feelings events forecast", (pictures.brands_daily,)),
    "competitors": Chapter(
        "share_of_voice competitors topic_leaders",
        (pictures.share_of_voice, pictures.net_sentiment),
    ),
    "rivals": Chapter(
        "rivals",
        (rivals.comparisons, rivals.together),
        gettext_noop("Compared, named together, switched"),
        "rivals",
    ),
    "channels": Chapter("channels voices", (pictures.channels, pictures.channel_sentiment)),
    "voice": Chapter("pain_points voice asked", (pictures.pain_points,)),
    "risks": Chapter("response risks answer_style", (pictures.answers,)),
}
"""By section. The others have a slide of their own kind, or are the notes: evidence."""
