"""Scorecards: each kind of evidence that a post holds gives points, enough of them an intent.

Kinds can form a group, which has points of its own where any of them is held, and a pair, held
where both are. Of a card that `needs` some kinds, a post without any of them must have more points.
"""

import tomllib
from collections.abc import Iterable
from functools import cache, reduce
from importlib.resources import files
from itertools import chain
from operator import or_
from typing import Any, NamedTuple

import polars as pl

from flows.text.folding import fold

READ = 600
"""Characters of a post that are read; a long post would gather every kind of evidence. A card may
read fewer."""

MIN_WORDS = 6
"""A post of fewer words is `short`."""

_LINK = r"https?://\S+|www\.\S+"
_HANDLE = r"@\w+"
# How companies call the accounts that answer customers.
_DESK = r"@\w*(?:help|support|care|service|svc|serv|cust|ask)\w*"
_SUM = r"[$€£¥₺₽₩]\s?\d|\d\s?(?:[€£₺₽₩]|usd|eur|gbp|tl\b|руб|원)"  # noqa: RUF001 - roubles
_NOT_WORDS = r"[^\p{L}\p{M}\p{N}]+"


_OF_ALL = ("least", "read", "points", "signals", "groups", "pairs", "needs", "more")
"""Keys of an intent that hold for all its languages; every other key is a language."""


class _Card(NamedTuple):
    """One intent in one language."""

    least: int
    points: dict[str, int]
    signals: dict[str, int]
    groups: dict[str, list[str]]
    pairs: dict[str, tuple[str, str]]
    needs: list[str]
    more: int
    read: int
    cues: dict[str, list[str]]


def cued_intents(
    folded: pl.Series, languages: pl.Series, sentiments: pl.Series, asks: pl.Series
) -> pl.DataFrame:
    """Return a column for each intent of `intents.toml`: whether each folded text has it.

    `asks` says which texts are questions. In a language without cues no text has an intent.
    """
    said = folded.str.slice(0, READ).str.replace_all(_LINK, " ")
    found = {name: pl.repeat(False, len(said), eager=True) for name in _cards()}
    for language in sorted({name for cards in _cards().values() for name in cards}):
        rows = (languages == language).arg_true()
        if rows.is_empty():
            continue
        here = said.gather(rows)
        plain = _plain(here)
        begun = {read: plain.str.slice(0, read) for read in _lengths()}
        signals = {
            "handle": here.str.contains(_HANDLE),
            "desk": here.str.contains(_DESK),
            "question": asks.gather(rows),
            "sum": here.str.contains(_SUM),
            "short": plain.str.count_matches(" ", literal=True) <= MIN_WORDS,
            "negative": sentiments.gather(rows) == "negative",
            "positive": sentiments.gather(rows) == "positive",
        }
        for name, cards in _cards().items():
            card = cards[language]
            found[name] = found[name].scatter(rows, _has(card, begun[card.read], signals))
    return pl.DataFrame(found)


def _has(card: _Card, plain: pl.Series, signals: dict[str, pl.Series]) -> pl.Series:
    held = signals | {kind: plain.str.contains_any(phrases) for kind, phrases in card.cues.items()}
    for group, kinds in card.groups.items():
        held[group] = reduce(or_, (held[kind] for kind in kinds))
    for pair, (one, other) in card.pairs.items():
        held[pair] = held[one] & held[other]
    points = pl.zeros(len(plain), pl.Int32, eager=True)
    for kind, worth in (card.points | card.signals).items():
        points += held[kind].cast(pl.Int32) * worth
    if not card.needs:
        return points >= card.least
    needed = reduce(or_, (held[kind] for kind in card.needs))
    return (points >= card.least) & (needed | (points >= card.least + card.more))


def _plain(said: pl.Series) -> pl.Series:
    """Return texts as words between single spaces; `don't` is spelled as the hurried spell it."""
    words = (
        said.str.replace_all(_HANDLE, " ")
        .str.replace_all("n't", "nt", literal=True)
        .str.replace_all(_NOT_WORDS, " ")
    )
    return " " + words.str.strip_chars() + " "


@cache
def _cards() -> dict[str, dict[str, _Card]]:
    """Return the scorecards by intent and language."""
    text = (files("flows.text.intents") / "intents.toml").read_text(encoding="utf-8")
    told = {
        name: (given, {key: cues for key, cues in given.items() if key not in _OF_ALL})
        for name, given in tomllib.loads(text).items()
    }
    literals = _literals(
        phrases
        for _, languages in told.values()
        for cues in languages.values()
        for kind, phrases in cues.items()
        if kind != "least"
    )
    return {
        name: {language: _card(given, cues, literals) for language, cues in languages.items()}
        for name, (given, languages) in told.items()
    }


@cache
def _lengths() -> set[int]:
    return {card.read for cards in _cards().values() for card in cards.values()}


def _card(given: dict[str, Any], cues: dict[str, Any], literals: dict[str, list[str]]) -> _Card:
    """Return the card of a language, which may ask for more or fewer points than the others."""
    return _Card(
        cues.get("least", given["least"]),
        given["points"],
        given.get("signals", {}),
        given.get("groups", {}),
        given.get("pairs", {}),
        given.get("needs", []),
        given.get("more", 0),
        given.get("read", READ),
        {kind: literals[phrases] for kind, phrases in cues.items() if kind != "least"},
    )


def _literals(lists: Iterable[str]) -> dict[str, list[str]]:
    """Return what to look for in a plain text by the list of phrases that it stands for.

    A phrase has a space where a word must end. All lists are read at once: of the time that it
    takes to read one, nearly all is spent on the call.
    """
    split = {one: [phrase.strip() for phrase in one.split(",")] for one in lists}
    written = list(dict.fromkeys(chain.from_iterable(split.values())))
    plain = dict(zip(written, _plain(pl.Series(map(fold, written))), strict=True))
    return {
        one: [_literal(phrase, plain[phrase]) for phrase in phrases]
        for one, phrases in split.items()
    }


def _literal(phrase: str, plain: str) -> str:
    # Korean particles and endings follow without a space.
    is_open = phrase.endswith("*") or "가" <= phrase[-1] <= "힣"
    ended = plain.rstrip() if is_open else plain
    return ended.lstrip() if phrase.startswith("*") else ended
