"""A chart: one specification for the print and for the page that a browser shows."""

import base64
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup, escape

from flows.rendering import palette
from flows.rendering.charts import svg
from flows.rendering.context import Row
from flows.rendering.fonts import family
from flows.rendering.words import say


class Kind(Protocol):
    """What a chart is made of: its marks, scales and texts, ready for any width."""

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        ...


@dataclass(frozen=True)
class Chart:
    """A named chart.

    `says` is its finding and `extremes` its ends, for readers who cannot see it. `rows` and
    `columns` are the data behind it, which a page shows as a table on demand. In a page the
    picture comes twice, for paper and for a phone, and style shows one; `half` is the narrow one
    alone, for two charts side by side.
    """

    name: str
    says: str
    kind: Kind
    extremes: str = ""
    rows: Sequence[Row] = ()
    columns: str = ""

    def __html__(self) -> str:
        """Return the chart as wide as a page and as narrow as a phone."""
        wide, narrow = self.at(svg.WIDE), self.at(svg.NARROW)
        return f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div>'

    def half(self) -> Markup:
        """Return the narrow chart alone."""
        return Markup("<div>{}</div>").format(self.at(svg.NARROW))

    def at(self, width: float) -> Markup:
        """Return the SVG at one width."""
        height, parts = self.kind.draw(width)
        name = f"{self.name}-{width:g}"
        title = svg.tag("title", escape(self.says), id=f"{name}-title")
        more = svg.tag("desc", escape(self.extremes), id=f"{name}-desc") if self.extremes else ""
        drawn = svg.tag(
            "svg",
            title + more + "".join(parts),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {svg.number(width)} {svg.number(height)}",
            id=name,
            role="img",
            aria_labelledby=f"{name}-title",
            aria_describedby=f"{name}-desc" if self.extremes else None,
            font_family=family(),
            font_size=svg.SIZE,
            fill=palette.INK,
        )
        return Markup(drawn)  # noqa: S704  # every text went through escape()


def extremes(marks: Iterable[tuple[str, float | None, str]]) -> str:
    """Return where the values are highest and lowest, of (label, value, value as written)."""
    known = [(value, label, written) for label, value, written in marks if value is not None]
    if not known:
        return ""
    _, top, most = max(known, key=lambda mark: mark[0])
    _, bottom, least = min(known, key=lambda mark: mark[0])
    if most == least:
        return say("Always {value}.", value=most)
    return say(
        "Highest: {top}, {most}. Lowest: {bottom}, {least}.",
        top=top,
        most=most,
        bottom=bottom,
        least=least,
    )


_MARK = re.compile(
    r'<g data-mark=""><title>[^<]*</title>(<rect [^>]* fill="none" pointer-events="all"/></g>)?'
)
_UNSEEN = re.compile(
    r'<div class="narrow"><svg .*?</svg></div>|<details class="data">.*?</details>', re.DOTALL
)
# A print has one text for a picture, not two.
_SECOND_TEXT = re.compile(r"</title><desc [^>]*>([^<]*)</desc>")
_PICTURE = re.compile(r"<svg [^>]*><title[^>]*>([^<]*)</title>.*?</svg>", re.DOTALL)


def on_paper(page: str) -> str:
    """Return a page without what its charts hold for a pointer or a phone: none of it is seen.

    Each chart is an image: the printer would take its elements for some of the page, which have a
    style each, and six more for what could stand before or after them.
    """
    page = _SECOND_TEXT.sub(r" \1</title>", _UNSEEN.sub("", page))
    page = _MARK.sub(lambda mark: "" if mark[1] else "<g>", page)
    return _PICTURE.sub(_image, page)


def _image(picture: re.Match[str]) -> str:
    data = base64.b64encode(picture[0].encode()).decode()
    # Both texts are escaped already.
    return f'<img class="chart" alt="{picture[1]}" src="data:image/svg+xml;base64,{data}">'
