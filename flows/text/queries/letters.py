"""Letters of words side by side: the accents that a term demands, and whether one typo parts them.

An accent that was typed must be there; a letter typed without may have one. The Turkish i goes the
same way: the dotless one must be dotless, `i` may be either; a capital `I` is both, because English
and Turkish mean different letters by it.
"""

import unicodedata
from functools import cache

from flows.text.folding import STROKES, fold_case

Marks = tuple[tuple[int, str], ...]
"""The marked letters of a word, each with its place in the key of the word."""

_ACCENTED = ("LATIN", "GREEK", "ARABIC", "HEBREW")
_DOTLESS, _EITHER = "\u0131", "I"


def demanded(word: str, key: str) -> Marks:
    """Return the accents that a typed word demands."""
    return tuple((at, mark) for at, mark in _marks(word, key) if mark != _EITHER)


def agree(wanted: Marks, word: str, key: str) -> bool:
    """Return whether a word of a post has the accents that are demanded."""
    if not wanted:
        return True
    there = dict(_marks(word, key))
    return all(
        there.get(at) == mark or (mark == _DOTLESS and there.get(at) == _EITHER)
        for at, mark in wanted
    )


def _marks(word: str, key: str) -> Marks:
    marks = []
    at = 0
    for letter in word:
        plain, mark = _letter(letter)
        if mark:
            marks.append((at, mark))
        at += len(plain)
    # Marks that Unicode cannot put into one letter shift the places: then nothing is demanded.
    return tuple(marks) if at == len(key) else ()


@cache
def _letter(letter: str) -> tuple[str, str]:
    """Return a letter as the key has it, and its mark: the folded letter where they differ."""
    if letter in {_DOTLESS, _EITHER}:
        return "i", letter
    folded = fold_case(letter)
    plain = unicodedata.normalize("NFD", folded)
    if unicodedata.name(plain[:1] or " ", "").startswith(_ACCENTED):
        plain = "".join(one for one in plain if not unicodedata.category(one).startswith("M"))
    plain = unicodedata.normalize("NFC", plain)
    plain = STROKES.get(plain, plain)
    return plain, "" if plain == folded else folded


def is_one_typo(wanted: str, found: str) -> bool:
    """Return whether one letter was left out, added, replaced or exchanged with its neighbour.

    The first letter stays: people seldom miss it, and other words begin otherwise.
    """
    if wanted[:1] != found[:1] or wanted == found or abs(len(wanted) - len(found)) > 1:
        return False
    begin = 0
    while begin < min(len(wanted), len(found)) and wanted[begin] == found[begin]:
        begin += 1
    left, right = wanted[begin:], found[begin:]
    if len(left) == len(right):
        swapped = left[1:2] + left[:1] + left[2:]
        return left[1:] == right[1:] or swapped == right
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[1:] == shorter


def sure_letters(word: str) -> int:
    """Return how many letters at one end or the other of a word one typo leaves as they are."""
    return max((len(word) - 1) // 2, 1)
