"""HTML → plain text."""

import re

from selectolax.lexbor import LexborHTMLParser

_UNSEEN = [
    "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title",
]  # fmt: skip
_BLOCKS = (
    "p, br, hr, div, li, ul, ol, dl, dt, dd, tr, table, blockquote, pre, figure, figcaption, "
    "section, article, header, footer, aside, h1, h2, h3, h4, h5, h6"
)
# Stands for the edge of a block until the white space of the source is gone; no post holds it.
_EDGE = "\x1e"
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_EDGES = re.compile(rf" ?{_EDGE}[ {_EDGE}]*")


def plain(html: str) -> str:
    """Return what a reader would see: no tags, scripts or styles; blocks on lines of their own."""
    if "<" not in html and "&" not in html:
        return html.strip()
    tree = LexborHTMLParser(f"<body>{html.replace(_EDGE, ' ')}")
    tree.strip_tags(_UNSEEN)
    for cell in tree.css("td, th"):
        cell.insert_after(" ")
    for block in tree.css(_BLOCKS):
        block.insert_before(_EDGE)
        block.insert_after(_EDGE)
    text = tree.body.text() if tree.body else ""
    return _EDGES.sub("\n", _SPACES.sub(" ", text)).strip()
