"""The catalogues of messages, `report_templates/locales/<language>/LC_MESSAGES/earwitness.po`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Final

from babel.messages.plurals import get_plural

from flows.places import shipped

FOLDER = shipped("report_templates") / "locales"
DOMAIN = "earwitness"
SOURCE: Final = "en"
"""The language of the messages in the code: it needs no catalogue."""

Key = tuple[str | None, str]
"""A message as the code has it, and the context that tells it from the same words elsewhere."""

_ENTRY = re.compile(
    r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ("(?:.*"\n")*.*")$', re.MULTILINE
)
_HELD = re.compile(r" (?=[:;?!»—%→])|(?<=[«→]) ")
"""Blanks at which no line may break: those of French signs, of a dash, per cent or an arrow."""
_HYPHEN = re.compile(r"(?<=\d)-%-|-(?=%)")
"""Hyphens at which no line may break: those of `95-%-Intervall`."""
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t"}


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
    said = dict(_messages(file.read_text(encoding="utf-8")))
    return Catalogue(said, c2py(get_plural(language).plural_expr))


def _messages(text: str) -> Iterator[tuple[Key, str | Sequence[str]]]:
    """Yield the translated messages of a file; Babel's own reader takes ten times as long."""
    for entry in text.split("\n\n")[1:]:
        fields = {field: _unquoted(quoted) for field, quoted in _ENTRY.findall(entry)}
        forms = [_held(said) for field, said in fields.items() if field.startswith("msgstr")]
        if all(forms) and "#, fuzzy" not in entry and "msgid" in fields:
            is_counted = "msgid_plural" in fields
            yield (
                (fields.get("msgctxt"), fields["msgid"]),
                tuple(forms) if is_counted else forms[0],
            )


def _unquoted(quoted: str) -> str:
    whole = quoted[1:-1].replace('"\n"', "")
    return _ESCAPED.sub(lambda escaped: _ESCAPES.get(escaped[1], escaped[1]), whole)


def _held(text: str) -> str:
    """Return a translation as it is printed: no sign begins a line, or ends one, on its own."""
    held = _HELD.sub("\N{NO-BREAK SPACE}", text)
    return _HYPHEN.sub(lambda found: found[0].replace("-", "\N{NON-BREAKING HYPHEN}"), held)
