"""SVG by hand: small, deterministic, coloured by attributes, which print engines honour."""

from html import escape

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


def number(value: float) -> str:
    """Return a length or place as short as two decimals allow."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _written(value: Attribute) -> str:
    return escape(value) if isinstance(value, str) else number(value or 0)
