"""Korean words on paper: a line ends between words, as Korean is read, never inside one.

A browser is told so with `word-break: keep-all`. The printer does not know that; it knows U+2060
WORD JOINER, which has no width and no glyph, so that no text taken out of the PDF has it.
"""

import re

_JOINER = "\u2060"
_HANGUL = "\uac00-\ud7a3"
# A particle stays with its word, be that a number, a name, or something in brackets.
_INSIDE = re.compile(rf"(?<=[\w)\]%”’])(?=[{_HANGUL}])|(?<=[{_HANGUL}])(?=\w)")
# Drawings break no lines, and headings are the bookmarks, which are kept letter by letter.
_TEXT = re.compile(r"<(svg|style|h[1-6])\b.*?</\1>|>[^<]+", re.DOTALL)


def with_whole_words(page: str) -> str:
    """Return a page in whose text no line can end inside a Korean word."""
    head, body, rest = page.partition("<body")
    return head + body + _TEXT.sub(_joined, rest)


def _joined(found: re.Match[str]) -> str:
    return found[0] if found[1] else _INSIDE.sub(_JOINER, found[0])
