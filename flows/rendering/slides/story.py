"""What the deck tells, slide by slide: a section that has something to say gets one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flows.rendering.context import Context, Finding
from flows.rendering.parts import Part, part_of, parts
from flows.rendering.sections import section_order
from flows.rendering.slides import pages, pictures
from flows.rendering.slides.chapters import CHAPTERS
from flows.rendering.slides.deck import CONTENT, Deck, Slide
from flows.rendering.slides.fitting import Box
from flows.rendering.slides.grid import draw_grid
from flows.rendering.slides.own import own_slide
from flows.rendering.slides.picture import Picture
from flows.rendering.words import say

_GAP = 0.45
_WORDS = 1.05  # inches, for the findings under two charts
_NOT_SHOWN = {"quotes"}
"""How quotes are chosen is said in the report, and in the notes by the figures."""


@dataclass(frozen=True)
class _Told:
    """A section's slide: its name, its title where a finding is one, and what else it says."""

    heading: str
    title: Finding | None
    rest: list[Finding]


def tell(deck: Deck, context: Context) -> None:
    """Add every slide of a report."""
    known = {part.id: part for part in parts(context)}
    shown = section_order(context.report["template"], context.sections)
    told = {} if context.report["is_empty"] else _told(context, known, shown)
    pages.cover(deck, context)
    pages.summary(deck, context)
    for name in shown:
        if name in told:
            _chapter(deck, context, name, told[name])
        elif name in context.own:
            own_slide(deck, context, name)
    if "recommendations" in shown:
        pages.recommendations(deck, context)
    if "data" in known and "data" in shown:
        _data(deck, context, known["data"])
    pages.methods(deck, context)


def _told(context: Context, known: Mapping[str, Part], shown: Sequence[str]) -> dict[str, _Told]:
    """Return what each section's slide says; what is one slide's is not said on another."""
    chapters = {
        name: CHAPTERS[name]
        for name in shown
        if name in CHAPTERS and (not CHAPTERS[name].is_drawn or _drawn(context, name))
    }
    titles: dict[str, Finding] = {}
    for name, chapter in chapters.items():
        found = [one for key in chapter.titles.split() for one in context.findings.get(key, ())[:1]]
        # That nothing stood out is a title only where nothing else is.
        found.sort(key=lambda finding: not finding.figures)
        if title := next((one for one in found if one not in titles.values()), None):
            titles[name] = title
    owned = {key for chapter in chapters.values() for key in chapter.findings.split()}
    told = {}
    for name, chapter in chapters.items():
        if part := known.get(part_of(name)):
            said = _said(context, name, part, owned)
            rest = [one for one in said if one not in titles.values()]
            # An analyst's words are not cut off where the findings are many.
            rest.sort(key=lambda finding: finding.section != "commentary")
            heading = say(chapter.heading) if chapter.heading else part.title
            told[name] = _Told(heading, titles.get(name), rest)
    return told


def _said(context: Context, name: str, part: Part, owned: Collection[str]) -> list[Finding]:
    chapter = CHAPTERS[name]
    if not chapter.heading:
        return [one for one in part.findings if one.section not in {*owned, *_NOT_SHOWN}]
    words = context.commentary
    noted = words.findings(name, say(chapter.heading)) if words else []
    keys = chapter.findings.split()
    return [*noted, *(one for key in keys for one in context.findings.get(key, ()))]


def _drawn(context: Context, name: str) -> list[Picture]:
    return [picture for draw in CHAPTERS[name].charts if (picture := draw(context))]


def _chapter(deck: Deck, context: Context, name: str, told: _Told) -> None:
    """Add a section's slide: its headline finding, one or two charts, what else it says."""
    drawn = _drawn(context, name)
    title, rest = told.title, told.rest
    if not (title or drawn or rest or pages.chosen(context, name)):
        return
    words = title.text if title else drawn[0].caption if drawn else say("Posts to look at first")
    slide = deck.slide(words.removesuffix("."), told.heading)
    said = [finding.text for finding in rest]
    if len(drawn) > 1:
        high = _WORDS + 0.15 if said else 0.0
        upper = Box(CONTENT.left, CONTENT.top, CONTENT.width, CONTENT.height - high)
        for box, picture in zip(upper.halves(_GAP), drawn, strict=False):
            slide.chart(box, picture)
        below = Box(CONTENT.left, CONTENT.bottom - _WORDS, CONTENT.width, _WORDS)
        pages.findings(slide, below, said[:3])
    else:
        _beside(slide, context, name, drawn, said)
    pages.evidence(slide, context, [*([title] if title else []), *rest], drawn)


def _beside(
    slide: Slide, context: Context, name: str, drawn: Sequence[Picture], said: Sequence[str]
) -> None:
    """Fill a slide that has one chart or none: the chart left, words and posts at its right."""
    grid = CHAPTERS[name].grid(context) if name in CHAPTERS else None
    is_alone = not (said or grid or pages.chosen(context, name))
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
    if grid:
        draw_grid(slide, rest, grid)
    pages.posts(slide, rest, context, name)


def _data(deck: Deck, context: Context, part: Part) -> None:
    """Add the slide that says what was heard and how far the numbers can be trusted."""
    by_key = {key: one for key in ("data", "coverage") for one in context.findings.get(key, ())[:1]}
    title = by_key.get("coverage") or by_key.get("data")
    rest = [finding.text for finding in part.findings if finding is not title]
    slide = deck.slide(title.text.removesuffix(".") if title else part.title, part.title)
    drawn = [picture] if (picture := pictures.coverage(context)) else []
    _beside(slide, context, part.id, drawn, rest)
    pages.evidence(slide, context, part.findings, drawn)
