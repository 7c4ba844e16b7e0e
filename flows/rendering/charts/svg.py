"""SVG by hand: small, deterministic, coloured by attributes, which print engines honour."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from flows.rendering import palette
from flows.rendering.fonts import FAMILY

WIDE = 640.0
"""Units across on paper and on a desktop, where a unit is about a CSS pixel."""
NARROW = 340.0
"""Units across on a phone."""
SIZE = 10.5
"""Height of a chart's letters, in the same units."""

Attribute = str | float | None


def tag(name: str, content: str = "", /, **attributes: Attribute) -> str:
    """Return one element; `content` is markup, attribute values are escaped, None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def text(x: float, y: float, words: str, /, **attributes: Attribute) -> str:
    """Return a line of text with its baseline at `y`."""
    return tag("text", escape(words), x=x, y=y, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, **attributes: Attribute) -> str:
    """Return a straight stroke."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, **attributes)


def rect(
    x: float, y: float, width: float, height: float, colour: str, **attributes: Attribute
) -> str:
    """Return a filled box; a negative width or height counts as none."""
    width, height = max(width, 0.0), max(height, 0.0)
    return tag("rect", x=x, y=y, width=width, height=height, fill=colour, **attributes)


def mark(says: str, *parts: str) -> str:
    """Return a data mark: what a pointer over it is told, also without JavaScript."""
    return tag("g", tag("title", escape(says)) + "".join(parts), data_mark="")


def area(x: float, y: float, width: float, height: float) -> str:
    """Return an unseen box that a pointer can meet."""
    return tag("rect", x=x, y=y, width=width, height=height, fill="none", pointer_events="all")


def hover(says: str, x: float, y: float, width: float, height: float) -> str:
    """Return an unseen area that answers for a mark too small to point at."""
    return mark(says, area(x, y, width, height))


_MARK = re.compile(
    r'<g data-mark=""><title>[^<]*</title>(<rect [^>]* fill="none" pointer-events="all"/></g>)?'
)
_PHONE = re.compile(r'<div class="narrow"><svg .*?</svg></div>', re.DOTALL)


def on_paper(page: str) -> str:
    """Return a page without what its charts hold for a pointer or a phone: none of it is seen."""
    return _PHONE.sub("", _MARK.sub(lambda mark: "" if mark[1] else "<g>", page))


@dataclass(frozen=True)
class Drawing:
    """A chart that can be drawn at any width.

    `draw` gets a width and returns the height and the parts; `says` is the chart in a sentence,
    for readers who cannot see it. In a page it comes twice, for paper and for a phone, and style
    shows one; `half` is the narrow one alone, for two charts side by side.
    """

    name: str
    says: str
    draw: Callable[[float], tuple[float, list[str]]]

    def __html__(self) -> str:
        """Return the chart as wide as a page and as narrow as a phone."""
        return f'<div class="wide">{self.at(WIDE)}</div><div class="narrow">{self.at(NARROW)}</div>'

    def half(self) -> Markup:
        """Return the narrow chart alone."""
        return Markup("<div>{}</div>").format(self.at(NARROW))

    def at(self, width: float) -> Markup:
        """Return the SVG at one width."""
        height, parts = self.draw(width)
        name = f"{self.name}-{width:g}"
        title = tag("title", escape(self.says), id=f"{name}-title")
        svg = tag(
            "svg",
            title + "".join(parts),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {_written(width)} {_written(height)}",
            id=name,
            role="img",
            aria_labelledby=f"{name}-title",
            font_family=FAMILY,
            font_size=SIZE,
            fill=palette.INK,
        )
        return Markup(svg)  # noqa: S704  # every text went through escape()


def _written(value: Attribute) -> str:
    if isinstance(value, str):
        return escape(value)
    written = f"{value or 0:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
