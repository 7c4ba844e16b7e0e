"""The catalogues of messages, `report_templates/locales/<language>/LC_MESSAGES/earwitness.po`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.pofile import read_po

from flows.places import shipped

FOLDER = shipped("report_templates") / "locales"
DOMAIN = "earwitness"
SOURCE = "en"
"""The language of the messages in the code: it needs no catalogue."""

Key = tuple[str | None, str]
"""A message as the code has it, and the context that tells it from the same words elsewhere."""


@dataclass(frozen=True)
class Catalogue:
    """The messages of one language: a text, or for a counted one a text for each plural form."""

    messages: Mapping[Key, str | Sequence[str]]
    form: Callable[[int], int]
    """Which plural form a whole number takes."""


def path(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def catalogue(language: str) -> Catalogue:
    """Return the messages of a language; of the source language and of a missing file, none."""
    file = path(language)
    if language == SOURCE or not file.is_file():
        return Catalogue({}, lambda count: int(count != 1))
    with file.open("rb") as opened:
        read = read_po(opened, locale=language)
    said = {
        (message.context, _first(message.id)): message.string
        for message in read
        if message.id and message.string and not message.fuzzy
    }
    return Catalogue(said, c2py(read.plural_expr))


def _first(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]
