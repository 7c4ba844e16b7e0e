"""What a report says, in the language it is written in: messages, lists, order, capitals.

A report is written in one language at a time, from its first finding to its last chart:

    with speaking("de"):
        say("No post about {brand} was heard {when}.", brand=name, when=when)
        plural("{count} mention", "{count} mentions", 3)

The words in the code are English and the keys of the catalogues (`catalogues.py`). A message is a
whole sentence or a whole clause, and names what is put into it; a brand's name and whatever else
cannot be inflected stands as it is. `make words` collects the messages.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, reduce
from typing import TypeVar

from babel import Locale
from babel.lists import format_list
from markupsafe import Markup, escape

from flows.config import Language
from flows.rendering.catalogues import SOURCE, Catalogue, catalogue
from flows.rendering.notation import Notation

TRANSLATED: tuple[Language, ...] = ("de", "fr", "ko", "ru", "tr")
"""The languages that have a catalogue."""
_LOCALES = {"en": "en_GB"}
"""English reports write days as `12 June 2013`."""
# What a language's alphabet has as letters of their own, after the letter they look like.
_OWN_LETTERS = {
    "tr": {"ç": "c~", "ğ": "g~", "ı": "h~", "ö": "o~", "ş": "s~", "ü": "u~"},
    "ru": {"ё": "е"},
}
Item = TypeVar("Item")
_TURKISH_CAPITALS = {"i": "İ", "ı": "I"}


@dataclass(frozen=True)
class Words:
    """One language: its messages and its customs of writing."""

    language: Language
    locale: Locale
    catalogue: Catalogue
    notation: Notation

    def message(self, text: str, context: str | None = None) -> str:
        """Return a message in this language, or as it is in the code where there is none."""
        found = self.catalogue.messages.get((context, text), text)
        return found if isinstance(found, str) else found[0]

    def counted(self, one: str, many: str, count: float | Decimal) -> str:
        """Return the form of a counted message for a number; fractions have a form of their own.

        A decimal is a number as printed: `1.0` is no whole number to a reader.
        """
        forms = self.catalogue.messages.get((None, one))
        if forms is None or isinstance(forms, str):
            return one if count == 1 else many
        # 6.8 is `6,8 пункта` as 2 is `2 пункта`, and in French singular under 2.
        is_whole = count == int(count) and "." not in str(Decimal(count))
        whole = int(count) if is_whole else 1 + (self.locale.plural_form(count) != "one")
        return forms[self.catalogue.form(abs(whole))]


@cache
def words_of(language: Language) -> Words:
    """Return a language, read once."""
    locale = Locale.parse(_LOCALES.get(language, language))
    return Words(language, locale, catalogue(language), Notation.of(locale))


_spoken: ContextVar[Language] = ContextVar("spoken", default=SOURCE)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Write in a language until the block ends, in this thread."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> Words:
    """Return the language that is being written."""
    return words_of(_spoken.get())


def say(text: str, /, **named: object) -> str:
    """Return a message with what it names put in; markup among that makes the whole markup."""
    return _filled(spoken().message(text), named)


def plural(one: str, many: str, count: float | Decimal, /, **named: object) -> str:
    """Return a counted message; `{count}` in it is the number as the language writes it."""
    words = spoken()
    said = words.counted(one, many, count)
    return _filled(said, {"count": words.notation.decimal(float(count), 0), **named})


def _filled(said: str, named: Mapping[str, object]) -> str:
    if any(isinstance(given, Markup) for given in named.values()):
        return escape(said).format(**named)
    return said.format(**named) if named else said


def gettext_noop(text: str) -> str:
    """Mark a message of a table: it is said later, with `say(text)`."""
    return text


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """Mark a counted message of a table: it is said later, with `plural(*forms, count)`."""
    return one, many


def listed(items: Sequence[str]) -> str:
    """Return words as a sentence lists them: `a, b and c`."""
    return format_list(list(items), "standard", spoken().locale) if items else ""


def clauses(*given: str) -> str:
    """Return clauses, each of which could stand alone, in one line; empty ones are left out."""
    told = [clause for clause in given if clause]
    return reduce(_and_then, told) if told else ""


def _and_then(clause: str, more: str) -> str:
    return say("{clause}; {more}", clause=clause, more=more)


def sentence(*given: str) -> str:
    """Return clauses, each of which could stand alone, as one sentence; empty ones are left out."""
    return clauses(*given) + "."


def capital(text: str) -> str:
    """Return words as a sentence begins with them."""
    first = text[:1]
    if spoken().language == "tr":
        return _TURKISH_CAPITALS.get(first, first.upper()) + text[1:]
    return first.upper() + text[1:]


def in_order(items: Sequence[Item], name: Callable[[Item], str]) -> list[Item]:
    """Return things in the order in which the language's dictionaries list their names."""
    return sorted(items, key=lambda item: order_key(name(item)))


def order_key(name: str) -> tuple[str, str]:
    """Return what sorts names: letters without accents and case first, the name itself last."""
    language = spoken().language
    own = _OWN_LETTERS.get(language, {})
    if language == "tr":
        name = name.replace("I", "ı").replace("İ", "i")
    letters = "".join(own.get(letter, letter) for letter in name.casefold())
    plain = unicodedata.normalize("NFD" if language != "ko" else "NFC", letters)
    return "".join(mark for mark in plain if not unicodedata.combining(mark)), name
