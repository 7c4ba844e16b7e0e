"""A language in which every message stands in brackets, so that what is not a message shows."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import Locale
from babel.messages import Catalog

from flows.config import Language
from flows.rendering import catalogues, extraction, words

LANGUAGE: Language = "de"
OPEN, CLOSE = "⟦", "⟧"
_INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_SPOKEN = {"title", "alt", "aria-label", "placeholder"}
_LOCALE = Locale.parse(LANGUAGE)
_CUSTOMARY = {
    word.strip(".")
    for names in (_LOCALE.months, _LOCALE.days)
    for widths in names.values()
    for words_of_width in widths.values()
    for word in words_of_width.values()
} | {*_LOCALE.languages.values(), "Earwitness"}
"""What Babel says: the calendar and the names of languages."""
_SILENT = {"style", "script", "pre", "code"}


@contextmanager
def bracketed(folder: Path) -> Iterator[None]:
    """Let German be a language in which every message stands in brackets."""
    file = folder / LANGUAGE / "LC_MESSAGES" / "earwitness.po"
    file.parent.mkdir(parents=True)
    file.write_bytes(extraction.written(_catalog()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "FOLDER", folder)
        _forget()
        yield
    _forget()


def _forget() -> None:
    catalogues.catalogue.cache_clear()
    words.words_of.cache_clear()


def _catalog() -> Catalog:
    catalog = Catalog(locale=LANGUAGE, fuzzy=False)
    for message in extraction.messages():
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            said = [f"{OPEN}{text}{CLOSE}" for text in ids]
            string = said[0] if isinstance(message.id, str) else tuple(said)
            catalog.add(message.id, string, context=message.context)
    return catalog


def outside(text: str) -> str:
    """Return what stands outside all brackets."""
    while (rest := _INNERMOST.sub("", text)) != text:
        text = rest
    # A label of a chart goes on in its next line; a sentence is parted by its markup.
    return re.sub(f"^[^{OPEN}]*{CLOSE}|{OPEN}[^{CLOSE}]*$", "", text)


def unsaid(texts: Iterable[str], data: str) -> set[str]:
    """Return the texts with words that are neither said, nor the calendar's, nor of the `data`."""
    left = set()
    for text in texts:
        parts = re.split(r"[·:;,()|→~\n\u2009]| und |[0-9]+", outside(text))
        bare = {part.strip(" .…–—▲▼+−%/“”\N{WORD JOINER}") for part in parts} - _CUSTOMARY
        if any(one not in data for one in bare if any(letter.isalpha() for letter in one)):
            left.add(text.strip())
    return left


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        self.found += [value for name, value in attrs if name in _SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.found.append(data)


def texts_of(page: str) -> list[str]:
    """Return what a page says: its texts, and the attributes that are read aloud."""
    parser = _Texts()
    parser.feed(page)
    return parser.found
