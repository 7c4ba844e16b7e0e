"""SVG by hand: small, deterministic, coloured by attributes, which print engines honour."""

from collections.abc import Callable
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


def tag(name: str, content: str = "", **attributes: Attribute) -> str:
    """Return one element; `content` is markup, attribute values are escaped, None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def text(x: float, y: float, words: str, **attributes: Attribute) -> str:
    """Return a line of text with its baseline at `y`."""
    return tag("text", escape(words), x=x, y=y, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, **attributes: Attribute) -> str:
    """Return a straight stroke."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, **attributes)


def rect(
    x: float, y: float, width: float, height: float, colour: str, **attributes: Attribute
) -> str:
    """Return a filled box; a negative width or height counts as none."""
    size = {"width": max(width, 0.0), "height": max(height, 0.0)}
    return tag("rect", x=x, y=y, **size, fill=colour, **attributes)


def mark(says: str, *parts: str) -> str:
    """Return a data mark: what a pointer over it is told, also without JavaScript."""
    return tag("g", tag("title", escape(says)) + "".join(parts), data_mark="")


def hover(says: str, x: float, y: float, width: float, height: float) -> str:
    """Return an unseen area that answers for a mark too small to point at."""
    area = tag(
        "rect", x=x, y=y, width=width, height=height, fill="none", pointer_events="all"
    )
    return mark(says, area)


def chart(name: str, says: str, draw: Callable[[float], tuple[float, list[str]]]) -> Markup:
    """Return a chart twice, as wide as a page and as narrow as a phone; style shows one.

    `draw` gets a width and returns the height and the parts; `says` is the chart in a sentence,
    for readers who cannot see it.
    """
    both = (
        f'<div class="{kind}">{_document(f"{name}-{kind}", says, width, *draw(width))}</div>'
        for kind, width in (("wide", WIDE), ("narrow", NARROW))
    )
    return Markup("".join(both))  # noqa: S704  # every text went through escape()


def _document(name: str, says: str, width: float, height: float, parts: list[str]) -> str:
    title = tag("title", escape(says), id=f"{name}-title")
    return tag(
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


def _written(value: Attribute) -> str:
    if isinstance(value, str):
        return escape(value)
    written = f"{value or 0:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
