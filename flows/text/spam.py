"""Spam, by plain rules about one post; the name of the broken rule is stored with the verdict.

`link_farm`: more links than words. `giveaway`, `promotion` and `scam`: phrases of `spam.toml`, a
call to act beside a bait. The rules are kept few and narrow, because a complaint taken for spam
is a customer unheard; spam that only shows across posts is not their business.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import polars as pl

from flows.text.folding import fold

MIN_LINKS = 5
"""A link farm has this many links or more, and fewer words than links."""

MAX_PITCH = 1_000
"""Characters: a longer post that mentions an offer is about something else."""

_LINK = r"https?://\S+|www\.\S+"
_WORD = r"\p{L}{2,}"
_NEAR = r".{0,80}?"


def spam_reasons(folded: pl.Series) -> pl.Series:
    """Return the name of the rule that each folded text breaks, null for none."""
    reasons = pl.select(pl.when(_is_link_farm(folded)).then(pl.lit("link_farm"))).to_series()
    pitches = _pitches()
    baits = sorted({bait for pitch in pitches for bait in pitch.baits})
    short = (folded.str.len_chars() <= MAX_PITCH).arg_true()
    lines = folded.gather(short).str.replace_all(r"\s+", " ")
    is_baited = lines.str.contains_any(baits)
    rows, lines = short.filter(is_baited), lines.filter(is_baited)
    for pitch in pitches:
        broken = lines.str.contains_any(pitch.baits) & lines.str.contains(pitch.pattern)
        reasons = reasons.scatter(rows.filter(broken), pitch.rule)
    return reasons


def spam_phrases() -> str:
    """Return the phrases that the rules look for, as TOML."""
    return (files("flows.text") / "spam.toml").read_text(encoding="utf-8")


def _is_link_farm(folded: pl.Series) -> pl.Series:
    links = folded.str.count_matches(_LINK)
    words = folded.str.replace_all(_LINK, " ").str.count_matches(_WORD)
    return (links >= MIN_LINKS) & (words < links)


class _Pitch(NamedTuple):
    """The phrases of one rule in one language, as found in a folded text on one line."""

    rule: str
    baits: list[str]
    pattern: str


@cache
def _pitches() -> list[_Pitch]:
    rules = tomllib.loads(spam_phrases())
    return [
        _pitch(rule, phrases["act"], phrases["bait"])
        for rule, languages in rules.items()
        for phrases in languages.values()
    ]


def _pitch(rule: str, acts: list[str], baits: list[str]) -> _Pitch:
    act, bait = _any_of(acts), _any_of(baits)
    literals = [fold(phrase).removesuffix("*") for phrase in baits]
    return _Pitch(rule, literals, f"{act}{_NEAR}{bait}|{bait}{_NEAR}{act}")


def _any_of(phrases: list[str]) -> str:
    return f"(?:{'|'.join(map(_pattern, phrases))})"


def _pattern(phrase: str) -> str:
    core = fold(phrase).removesuffix("*")
    begins = r"\b" if core[0].isalnum() else ""
    # Korean particles follow the word without a space.
    is_open = phrase.endswith("*") or "가" <= phrase[-1] <= "힣" or not phrase[-1].isalnum()
    return begins + pl.escape_regex(core) + ("" if is_open else r"\b")
