"""The slides and blocks that are words: cover, summary, posts, recommendations, methods, notes."""

from collections.abc import Sequence

from flows.rendering import numbers, palette
from flows.rendering.context import Context, Figure, Finding, Row
from flows.rendering.filters import excerpt, safe_url
from flows.rendering.reading import Fact, about, judging
from flows.rendering.slides.deck import CONTENT, Deck, Slide, Style
from flows.rendering.slides.fitting import Box, fit, one_line
from flows.rendering.slides.picture import Picture
from flows.rendering.tiles import tiles
from flows.rendering.words import capital, gettext_noop, plural, say

_MUTED = Style((11, 10, 9), palette.MUTED)
_HEAD = Style((13,), palette.ACCENT, bold=True)
_PARTS = {
    "what": gettext_noop("What"),
    "so_what": gettext_noop("So what"),
    "now_what": gettext_noop("Now what"),
}
_WIDE = 8  # inches, from which on posts are written larger
_POSTS = {
    "voice": ("quotes", ("role",)),
    "risks": ("risks", ("excerpt",)),
    "needs": ("asked", ("asked_key",)),
    "events": ("spike_posts", ("brand", "peak_on")),
}
"""Which posts stand beside a section's chart: of each kind the first."""


def cover(deck: Deck, context: Context) -> None:
    """Add the cover: whose report it is, of when, and its answer."""
    report, wanted = context.report, context.theme.cover
    slide = deck.cover(wanted.title or report["brand_name"])
    slide.panel(Box(0, 0, 0.28, 7.5), palette.ACCENT)
    if context.theme.logo and wanted.logo == "top":
        slide.logo(Box(0.9, 0.5, 3.2, 0.8), context.theme.logo)
    line = wanted.line or f"Earwitness · {report['title']}"
    slide.write(Box(0.9, 1.45, 11.5, 0.4), [line], Style((16, 14, 12, 10), palette.MUTED))
    period = report["window_label"]
    if report["is_part"]:
        period = say("{period} (part)", period=period)
    period = capital(period)
    under = wanted.subtitle or (f"{report['brand_name']} · {period}" if wanted.title else period)
    large = Style((24, 20, 16, 13), palette.ACCENT, bold=True)
    slide.write(Box(0.9, 3.65, 11.5, 0.5), [under], large)
    slide.write(Box(0.9, 4.35, 10.6, 1.4), _answer(context), Style((20, 18, 16, 14, 12)))
    facts = [f"{fact.heading}: {fact.text}" for fact in about(context)[2:]]
    slide.write(Box(0.9, 6.1, 8.4, 0.9), facts, Style((11, 10, 9, 8), palette.MUTED, gap=1))
    if context.theme.logo and wanted.logo == "bottom":
        slide.logo(Box(9.6, 6.1, 3.1, 0.8), context.theme.logo)


def summary(deck: Deck, context: Context) -> None:
    """Add the one slide for who sees one: the answer, the figures, what it means, what to do."""
    said = _answer(context) or [say("Executive summary")]
    slide = deck.slide(said[0].removesuffix("."), say("Executive summary"))
    shown = tiles(context)
    top = CONTENT.top
    if shown:
        _tiles(slide, context, shown)
        top += 1.62
    columns = [key for key in _PARTS if context.findings.get(key)]
    width = (CONTENT.width - 0.45 * (len(columns) - 1)) / max(1, len(columns))
    for place, key in enumerate(columns):
        left = CONTENT.left + place * (width + 0.45)
        slide.write(Box(left, top, width, 0.3), [say(_PARTS[key])], _HEAD)
        words = [finding.text for finding in context.findings[key]]
        findings(slide, Box(left, top + 0.34, width, CONTENT.bottom - top - 0.34), words)
    keys = ("answer", *_PARTS)
    evidence(slide, context, [one for key in keys for one in context.findings.get(key, ())], [])


def _tiles(slide: Slide, context: Context, shown: Sequence[tuple[str, Figure]]) -> None:
    width = (CONTENT.width - 0.2 * (len(shown) - 1)) / len(shown)
    for place, (name, figure) in enumerate(shown):
        left = CONTENT.left + place * (width + 0.2)
        slide.panel(Box(left, CONTENT.top, width, 1.38), palette.WASH)
        inner = width - 0.28
        left += 0.14
        head = Box(left, CONTENT.top + 0.1, inner, 0.24)
        slide.write(head, [one_line(name, inner, 11)], Style((11,), palette.MUTED))
        is_known = figure.value is not None and figure.adequacy != "too few"
        value = numbers.quantity(figure.value, figure.unit) if is_known else say("too few posts")
        colour = palette.INK if figure.adequacy == "enough" else palette.MUTED
        slide.write(
            Box(left, CONTENT.top + 0.34, inner, 0.46),
            [value],
            Style((24, 20, 17, 15, 13, 11), colour, bold=True),
        )
        lines = [_moved(context, figure), _basis(figure)] if is_known else []
        slide.write(
            Box(left, CONTENT.top + 0.82, inner, 0.54),
            [line for line in lines if line],
            Style((10, 9, 8), palette.MUTED, gap=1),
        )


def _moved(context: Context, figure: Figure) -> str:
    """Return a figure's change in words; an arrow stands only where the change is sure."""
    then = context.report["previous_label"]
    if figure.verdict == "up":
        return say("▲ {change} vs {period}", change=numbers.change(figure), period=then)
    if figure.verdict == "down":
        return say("▼ {change} vs {period}", change=numbers.change(figure), period=then)
    if figure.verdict == "no clear change":
        return say("no clear change vs {period}", period=then)
    return say("not comparable with {period}", period=then) if figure.verdict else ""


def _basis(figure: Figure) -> str:
    parts = [numbers.interval(figure.low, figure.high, figure.unit)]
    if figure.n is not None and figure.unit not in ("posts", "authors"):
        parts.append(f"n {numbers.count(figure.n)}")
    if figure.adequacy == "weak":
        parts.append(say("a weak basis"))
    return " · ".join(part for part in parts if part)


def findings(slide: Slide, box: Box, texts: Sequence[str]) -> float:
    """Write findings as paragraphs and return where they end."""
    return slide.write(box, texts, Style((13, 12, 11, 10), gap=5))


def chosen(context: Context, section: str) -> list[Row]:
    """Return the posts that stand in a section: of each kind the first."""
    table, key = _POSTS.get(section, ("", ()))
    found: dict[tuple[object, ...], Row] = {}
    for row in context.tables.get(table, ()):
        found.setdefault(tuple(row[name] for name in key), row)
    return list(found.values())


def posts(slide: Slide, box: Box, context: Context, section: str) -> None:
    """Write what people wrote, each with where and when, and a link to it."""
    is_wide = box.width > _WIDE
    each, size = (0.9, 14) if is_wide else (0.86, 11)
    # An excerpt is measured in the letters of the page, which are of 12.6 pixels.
    width = box.width * 72 * 12.6 / size
    top = box.top
    for row in chosen(context, section):
        if top + each > box.bottom:
            return
        words = excerpt(str(row.get("excerpt") or row.get("title") or ""), lines=2, width=width)
        quote = Box(box.left, top, box.width, each * 0.64)
        used = slide.write(
            quote, [say("“{word}”", word=words)], Style((size, size - 1, size - 2), gap=0)
        )
        where = _where(context, row)
        line = Box(box.left, used + 0.02, box.width, 0.2)
        if url := safe_url(row["url"]):
            slide.link(line, one_line(where, box.width, 9), url, Style((9,), palette.MUTED))
        else:
            slide.write(line, [one_line(where, box.width, 9)], Style((9,), palette.MUTED))
        top += each


def _where(context: Context, row: Row) -> str:
    """Return what stands under a post: where and when, or how many ask the same."""
    if "platform" in row:
        return " · ".join(filter(None, (row["platform"], numbers.day(row["posted_on"]))))
    if context.report["has_authors"]:
        return plural("asked by {count} author", "asked by {count} authors", row["author_count"])
    return plural("asked in {count} post", "asked in {count} posts", row["author_count"])


def recommendations(deck: Deck, context: Context) -> None:
    """Add what to do, by whom, and what will show that it helped."""
    steps = context.tables.get("recommendations", ())
    if not steps:
        return
    slide = deck.slide(say("What we recommend"), say("Recommendations"))
    each = min(0.92, CONTENT.height / len(steps[:6]))
    for place, step in enumerate(steps[:6]):
        top = CONTENT.top + place * each
        number = Box(CONTENT.left, top, 0.5, 0.4)
        slide.write(number, [str(place + 1)], Style((20,), palette.ACCENT, bold=True))
        box = Box(CONTENT.left + 0.6, top + 0.03, CONTENT.width - 0.6, each * 0.62)
        used = slide.write(box, [step["text"]], Style((14, 13, 12, 11), bold=True))
        line = _owned(step)
        if line:
            small = Box(box.left, used + 0.03, box.width, max(0.2, top + each - used - 0.06))
            slide.write(small, [line], _MUTED)
    ids = [figure for step in steps for figure in step["figures"] or ()]
    evidence(slide, context, [Finding("recommendations", say("Recommendations"), ids)], [])


def _owned(step: Row) -> str:
    measure = step.get("measure")
    measured = say("measured by: {measure}", measure=measure) if measure else ""
    return " · ".join(filter(None, (step.get("owner"), measured)))


def methods(deck: Deck, context: Context) -> None:
    """Add how to read the numbers."""
    slide = deck.slide(say("How to read these numbers"), say("Methods"))
    shown = {figure.metric for _, figure in tiles(context)}
    known = [row for row in context.tables.get("dictionary", ()) if row["metric"] in shown]
    columns = [judging(context), [Fact(row["name"], row["formula"]) for row in known]]
    boxes = CONTENT.halves(0.5)
    size = min(map(_size, columns, boxes))
    for facts, box in zip(columns, boxes, strict=True):
        top = box.top
        for fact in facts:
            if top + 3 * size / 72 > box.bottom:
                break
            head = Box(box.left, top, box.width, 0.3)
            used = slide.write(head, [fact.heading], Style((size,), bold=True))
            words = Box(box.left, used, box.width, box.bottom - used)
            top = slide.write(words, [fact.text], Style((size,))) + 0.12


def _size(facts: Sequence[Fact], box: Box) -> float:
    """Return the size at which headings and words fit, one under the other."""
    texts = [text for fact in facts for text in (fact.heading, fact.text)]
    return fit(texts or [""], box, (13, 12, 11, 10, 9), gap=5).size


def evidence(
    slide: Slide, context: Context, said: Sequence[Finding], drawn: Sequence[Picture]
) -> None:
    """Write the source line, and into the notes every finding with its figures."""
    ids = dict.fromkeys(figure for finding in said for figure in finding.figures)
    known = [context.figures[figure] for figure in ids if figure in context.figures]
    slide.source(_source(context, known))
    notes = [finding.text for finding in said]
    notes += [f"{picture.caption}: {picture.says}" for picture in drawn]
    if known:
        notes += ["", say("Evidence"), *map(_noted, known)]
    slide.notes(notes)


def _source(context: Context, known: Sequence[Figure]) -> str:
    report = context.report
    period = numbers.day_range(report["window_first_on"], report["window_last_on"])
    zone = report["timezone"]
    parts = [say("Source: public posts, {period}, days of {zone}", period=period, zone=zone)]
    counted = [figure.n for figure in known if figure.n]
    counted += [row["mention_count"] for row in context.tables["volume"] if row["is_focus"]]
    if counted:
        parts.append(f"n {numbers.count(counted[0])}")
    if any(figure.low is not None for figure in known):
        parts.append(say("ranges are 95% intervals"))
    if known:
        listed = ", ".join(figure.id for figure in known[:4])
        listed += " …" if len(known) > 4 else ""  # noqa: PLR2004 - as many as stand on a line
        parts.append(say("figures: {figures}", figures=listed))
    return " · ".join(parts)


def _noted(figure: Figure) -> str:
    parts = [f"{figure.id}: {figure.label}", numbers.quantity(figure.value, figure.unit)]
    if figure.low is not None:
        interval = numbers.interval(figure.low, figure.high, figure.unit)
        parts.append(say("95% interval {interval}", interval=interval))
    if figure.n is not None:
        parts.append(f"n {numbers.count(figure.n)}")
    if figure.previous is not None:
        parts.append(say("before {value}", value=numbers.value(figure.previous, figure.unit)))
    return f"{', '.join(parts)}. {figure.definition}".strip()


def _answer(context: Context) -> list[str]:
    return [finding.text for finding in context.findings.get("answer", ())[:1]]
