"""The slide of a section that its user has written: what it says, and its first table."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.rendering.context import Context, Finding
from flows.rendering.html import section_values, templates
from flows.rendering.sections import render_section
from flows.rendering.slides import pages
from flows.rendering.slides.deck import CONTENT, Deck
from flows.rendering.slides.fitting import Box
from flows.rendering.slides.grid import Grid, draw_grid

_UNSEEN = "svg, script, style, details, .cite, .narrow, .screen-only"
_BLANKS = re.compile(r"[ \n\t]+")  # those that the language sets within a number stay
_SAID = "h3, p, li, blockquote, figcaption"


@dataclass(frozen=True)
class _Read:
    """What of a section can stand on a slide."""

    texts: list[str]
    grid: Grid | None


def own_slide(deck: Deck, context: Context, name: str) -> None:
    """Add a user's section as its page shows it; one that has nothing to say gets no slide.

    Its charts are drawings and no native ones: they stay in the PDF and on the page.
    """
    section = render_section(templates(), name, section_values(context), context.own.get(name))
    read = _read(section.body)
    words = context.commentary.findings(name, section.title) if context.commentary else []
    said = [*(finding.text for finding in words), *read.texts]
    if not said and read.grid is None:
        return
    slide = deck.slide(section.title)
    high = CONTENT.height * 0.4 if read.grid else CONTENT.height
    used = pages.findings(slide, Box(CONTENT.left, CONTENT.top, CONTENT.width, high), said)
    if read.grid:
        top = used + (0.2 if said else 0.0)
        box = Box(CONTENT.left, top, CONTENT.width, CONTENT.bottom - top)
        draw_grid(slide, box, read.grid)
    pages.evidence(slide, context, [Finding(name, text) for text in said], [])


def _read(body: str) -> _Read:
    """Return the texts of a section's page and the first of its tables."""
    tree = LexborHTMLParser(f"<body>{body}</body>")
    _drop(tree, _UNSEEN)
    table = tree.css_first("table")
    grid = _grid(table, _left(tree)) if table else None
    _drop(tree, "table, .more")
    nodes = tree.css(_SAID)
    # A paragraph in an item or a quote is told with it.
    texts = [_text(node) for node in nodes if node.tag == "p" or not node.css("p")]
    return _Read([text for text in texts if text], grid)


def _drop(tree: LexborHTMLParser, selector: str) -> None:
    for node in tree.css(selector):
        node.decompose()


def _left(tree: LexborHTMLParser) -> int:
    """Return how many rows the page says it leaves out, however it groups the digits."""
    said = tree.css_first(".table .more")
    return int("".join(filter(str.isdigit, said.text()))) if said else 0


def _grid(table: LexborNode, left: int) -> Grid | None:
    rows = [[_text(cell) for cell in row.css("th, td")] for row in table.css("tr")]
    if len(rows) < 2 or not table.css_first("thead"):  # noqa: PLR2004 - a head alone says nothing
        return None
    numbers = ["number" in (cell.attributes.get("class") or "") for cell in table.css("thead th")]
    caption = table.css_first("caption")
    return Grid(_text(caption) if caption else "", rows[0], rows[1:], numbers, left)


def _text(node: LexborNode) -> str:
    # The small numbers of the evidence are joined to their word.
    return _BLANKS.sub(" ", node.text().replace("\N{WORD JOINER}", "")).strip(" ")
