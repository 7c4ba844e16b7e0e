"""What the deck tells, slide by slide: a section that has something to say gets one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.rendering.context import Context, Finding
from flows.rendering.parts import Part, on_page, parts
from flows.rendering.slides import pages, pictures
from flows.rendering.slides.deck import CONTENT, Deck, Slide
from flows.rendering.slides.fitting import Box
from flows.rendering.slides.picture import Picture
from flows.rendering.words import say

_GAP = 0.45
_WORDS = 1.05  # inches, for the findings under two charts


@dataclass(frozen=True)
class _Chapter:
    """Which findings may be a slide's title, best first, and which charts it shows."""

    titles: str
    charts: Sequence[Callable[[Context], Picture | None]]


_CHAPTERS = {
    "volume": _Chapter(
        "volume_drivers daily monthly volume", (pictures.daily, pictures.volume_drivers)
    ),
    "sentiment": _Chapter(
        "sentiment net_sentiment sentiment_drivers",
        (pictures.sentiment, pictures.sentiment_drivers),
    ),
    "topics": _Chapter("topics terms intents", (pictures.topics, pictures.terms)),
    "crisis": _Chapter("crisis crisis_spread crisis_asked", (pictures.event_hours,)),
    "events": _Chapter("shifts feelings events forecast", (pictures.brands_daily,)),
    "competitors": _Chapter(
        "share_of_voice competitors topic_leaders",
        (pictures.share_of_voice, pictures.net_sentiment),
    ),
    "channels": _Chapter("channels voices", (pictures.channels, pictures.channel_sentiment)),
    "voice": _Chapter("pain_points voice asked", (pictures.pain_points,)),
    "risks": _Chapter("response risks answer_style", (pictures.answers,)),
}


_NOT_SHOWN = {"quotes"}
"""How quotes are chosen is said in the report, and in the notes by the figures."""


def tell(deck: Deck, context: Context) -> None:
    """Add every slide of a report."""
    known = {part.id: part for part in parts(context)}
    shown = [name for name in on_page(context) if name in known]
    pages.cover(deck, context)
    pages.summary(deck, context)
    for name in shown:
        if name in _CHAPTERS and not context.report["is_empty"]:
            _chapter(deck, context, known[name], _CHAPTERS[name])
    pages.recommendations(deck, context)
    if "data" in known:
        _data(deck, context, known["data"])
    pages.methods(deck, context)


def _chapter(deck: Deck, context: Context, part: Part, chapter: _Chapter) -> None:
    """Add a section's slide: its headline finding, one or two charts, what else it says."""
    title, rest = _headline(part, chapter.titles.split())
    drawn = [picture for draw in chapter.charts if (picture := draw(context))]
    rest = [finding for finding in rest if finding.section not in _NOT_SHOWN]
    if not (drawn or rest or pages.chosen(context, part.id)):
        return
    words = title.text if title else drawn[0].caption if drawn else say("Posts to look at first")
    slide = deck.slide(words.removesuffix("."), part.title)
    said = [finding.text for finding in rest]
    if len(drawn) > 1:
        upper = Box(CONTENT.left, CONTENT.top, CONTENT.width, CONTENT.height - _WORDS - 0.15)
        for box, picture in zip(upper.halves(_GAP), drawn, strict=False):
            slide.chart(box, picture)
        below = Box(CONTENT.left, CONTENT.bottom - _WORDS, CONTENT.width, _WORDS)
        pages.findings(slide, below, said[:3])
    else:
        _beside(slide, context, part, drawn, said)
    pages.evidence(slide, context, [*([title] if title else []), *rest], drawn)


def _beside(
    slide: Slide, context: Context, part: Part, drawn: Sequence[Picture], said: Sequence[str]
) -> None:
    """Fill a slide that has one chart or none: the chart left, words and posts at its right."""
    is_alone = not (said or pages.chosen(context, part.id))
    width = (CONTENT.width if is_alone else 7.0) if drawn else 0.0
    left = Box(CONTENT.left, CONTENT.top, width, CONTENT.height)
    start = left.left + left.width + (_GAP if drawn else 0)
    right = Box(start, CONTENT.top, CONTENT.left + CONTENT.width - start, CONTENT.height)
    for picture in drawn:
        slide.chart(left, picture)
    if is_alone:
        return
    half = Box(right.left, right.top, right.width, right.height * 0.5)
    used = pages.findings(slide, half, said[:4])
    rest = Box(right.left, used + 0.2, right.width, right.bottom - used - 0.2)
    pages.posts(slide, rest, context, part.id)


def _headline(part: Part, keys: Sequence[str]) -> tuple[Finding | None, list[Finding]]:
    first: dict[str, Finding] = {}
    for finding in part.findings:
        first.setdefault(finding.section, finding)
    title = next((first[key] for key in keys if key in first), None)
    return title, [one for one in part.findings if one is not title]


def _data(deck: Deck, context: Context, part: Part) -> None:
    """Add the slide that says what was heard and how far the numbers can be trusted."""
    title, rest = _headline(part, ["coverage", "data"])
    slide = deck.slide(title.text.removesuffix(".") if title else part.title, part.title)
    drawn = [picture] if (picture := pictures.coverage(context)) else []
    _beside(slide, context, part, drawn, [finding.text for finding in rest])
    pages.evidence(slide, context, part.findings, drawn)
