"""Tell a question by its mark, or without one by its words, its particle or its ending."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import polars as pl

READ = 600
"""Characters of a post that are read: who asks, says so early."""

_LINK = r"https?://\S+|www\.\S+"
_MARK = r"[?？؟]"  # noqa: RUF001 - the marks of Chinese and Arabic
_STOP = r"[.!…\n]"
_BEGIN = r"(?:^|[.!…\n:;(]|@[\w.]+|(?:^|\P{L})(?:GREETS))[\s,\"'–—-]*"
_END = rf"[^\p{{L}}\p{{N}}.!…\n]*(?:{_STOP}|$)"


class _Signs(NamedTuple):
    """What asks in one language, and what only looks like it."""

    idle: str | None
    asking: str


def are_questions(folded: pl.Series, languages: pl.Series) -> pl.Series:
    """Return whether each folded text asks something; a mark within an address does not count."""
    said = folded.str.slice(0, READ).str.replace_all(_LINK, " ")
    asks = said.str.contains(_MARK)
    for language, signs in _signs().items():
        rows = ((languages == language) & ~asks).arg_true()
        if rows.is_empty():
            continue
        told = said.gather(rows)
        if signs.idle:
            told = told.str.replace_all(signs.idle, " ")
        asks = asks.scatter(rows, told.str.contains(signs.asking))
    return asks


@cache
def _signs() -> dict[str, _Signs]:
    text = (files("flows.text.intents") / "questions.toml").read_text(encoding="utf-8")
    return {language: _compiled(given) for language, given in tomllib.loads(text).items()}


def _compiled(given: dict[str, list[str]]) -> _Signs:
    beside, after = r"(?:^|\P{L})", r"(?:\P{L}|$)"
    places = {
        "begins": (_BEGIN.replace("GREETS", "|".join(given["greets"])), after),
        "holds": (beside, after),
        "ends": (beside, _END),
        "endings": ("", after),
    }
    asking = [
        f"{left}(?:{_spelled(given[kind])}){right}"
        for kind, (left, right) in places.items()
        if kind in given
    ]
    idle = f"{beside}(?:{_spelled(given['idle'])}){after}" if "idle" in given else None
    return _Signs(idle, "|".join(asking))


def _spelled(patterns: list[str]) -> str:
    return re.sub(r"\{([ㄱ-ㅎ])\}", lambda found: _syllables(found[1]), "|".join(patterns))


# The consonants that can end a syllable, in the order of Unicode; none comes first.
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


def _syllables(final: str) -> str:
    """Return a class of all syllables that end in a consonant (Unicode 3.12, Hangul)."""
    last = _FINALS.index(final)
    return f"[{''.join(chr(code) for code in range(0xAC00 + last, 0xD7A4, 28))}]"
