"""TextBlob's sentiment of English, at two to four times its speed and equal to the last bit.

`textblob.en.sentiment` splits and looks up every word of every post anew. Here, what it makes of a
token is worked out once and kept. Emoticons are the one thing it reads across tokens: a text that
may hold one is split by TextBlob itself. A property test and real posts hold the two equal.
"""

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain
from threading import Lock
from typing import NamedTuple

Score = tuple[float, float]
"""Polarity from -1 to 1 and subjectivity from 0 to 1."""


# What is kept of words and tokens; two of three tokens in new posts are among so many (some 50 MB).
_KEPT = 1 << 17


class Lexicon:
    """Scores texts; the longer it is used, the more words it has ready."""

    def __init__(self) -> None:
        self._textblob = _textblob()
        self._word = lru_cache(_KEPT)(self._textblob.word)
        self._token = lru_cache(_KEPT)(partial(_token, self._textblob, self._word))

    def score(self, text: str) -> Score:
        """Return the polarity and subjectivity that `TextBlob(text).sentiment` has."""
        tokens = list(map(self._token, self._textblob.spaced(text).split()))
        if self._textblob.may_be_mood(" ".join([token.printed for token in tokens])):
            return _score(map(self._word, self._textblob.words(text)))
        return _score(chain.from_iterable([token.words for token in tokens]))


class _Word(NamedTuple):
    """What one word does to the sentiment of its text."""

    known: tuple[float, float, float] | None  # polarity, subjectivity, intensity
    mood: Score | None  # of an emoticon, or of the sarcastic (!)
    is_modifier: bool
    is_negation: bool
    is_adverb: bool  # ends in -ly: a negation may follow it
    is_bang: bool
    ends_negation: bool
    ends_modifier: bool


class _Token(NamedTuple):
    """A run of characters between white space: its words, and how TextBlob prints them.

    Most words say nothing, but end what a modifier or a negation before them began; they are None.
    """

    words: tuple[_Word | None, ...]
    printed: str


def _score(words: Iterable[_Word | None]) -> Score:
    """Weigh the words as `textblob._text.Sentiment.assessments` does."""
    found: list[list[float]] = []  # polarity, subjectivity, intensity, sign
    modifier: _Word | None = None
    is_negated = False
    for word in words:
        if word is None:
            modifier, is_negated = None, False
        elif word.known is not None:
            _add(found, word.known, is_modified=modifier is not None, is_negated=is_negated)
            modifier, is_negated = (word if word.is_modifier else None), word.is_negation
        else:
            is_negated = word.is_negation or (is_negated and not word.ends_negation)
            if is_negated and modifier and modifier.is_adverb:
                found[-1][3] = -1
                is_negated = False
            elif word.ends_modifier:
                modifier = None
            _add_mood(found, word)
    return _mean(found)


def _add(
    found: list[list[float]],
    known: tuple[float, float, float],
    *,
    is_modified: bool,
    is_negated: bool,
) -> None:
    polarity, subjectivity, intensity = known
    if is_modified:
        factor = found[-1][2]
        found[-1][:3] = _bounded(polarity * factor), _bounded(subjectivity * factor), intensity
    else:
        found.append([polarity, subjectivity, intensity, 1])
    if is_negated:
        found[-1][2:] = 1.0 / found[-1][2], -1


def _add_mood(found: list[list[float]], word: _Word) -> None:
    if word.is_bang and found:
        found[-1][0] = _bounded(found[-1][0] * 1.25)
    if word.mood:
        found.append([*word.mood, 1.0, 1])


def _bounded(value: float) -> float:
    return max(-1.0, min(value, 1.0))


def _mean(found: list[list[float]]) -> Score:
    # Added one by one, because `sum` of Python 3.12 and later rounds better than TextBlob.
    polarity = subjectivity = 0.0
    for word_polarity, word_subjectivity, _, sign in found:
        polarity += word_polarity * -0.5 if sign < 0 else word_polarity
        subjectivity += word_subjectivity
    return polarity / (len(found) or 1), subjectivity / (len(found) or 1)


_QUOTES = "'\"\u201c\u201d\u2018\u2019"
_SAYS_NOTHING = (None, None, False, False)
# Prints for a token that holds an emoticon: any text that the pattern of emoticons finds.
_MOOD = "\u2665"


@dataclass(frozen=True)
class _TextBlob:
    """What is needed of TextBlob."""

    split: Callable[[str], list[str]]
    contractions: tuple[tuple[str, str], ...]
    marks: str  # all that is punctuation at either end of a token, but the full stop
    abbreviations: AbstractSet[str]
    dropped: str  # stands for an empty line
    known: dict[str, dict[str | None, tuple[float, float, float]]]
    negations: tuple[str, ...]
    bearing: AbstractSet[str]  # the known words and the negations
    moods: dict[str, Score]
    may_be_mood: Callable[[str], object]

    def spaced(self, text: str) -> str:
        """Put spaces where TextBlob puts them before it splits a text into tokens."""
        for found, spaced in self.contractions if "'" in text else ():
            text = text.replace(found, spaced)
        for quote in _QUOTES[:2] if text.isascii() else _QUOTES:
            text = text.replace(quote, f" {quote} ")
        return text

    def words(self, text: str) -> list[str]:
        """Split a text by TextBlob itself."""
        return " ".join(self.split(text)).split()

    def printed(self, token: str) -> list[str]:
        """Set the marks at both ends of a token apart; most full stops are left to TextBlob."""
        if token.isalnum():
            return [token]
        bare = token.lstrip(self.marks)
        core = bare.rstrip(self.marks)
        middle = [core] if core else []
        if core.endswith("."):
            if not core[:-1].islower() or not core[:-1].isalpha() or core in self.abbreviations:
                return self.words(token)
            middle = [core[:-1], "."]
        if token == self.dropped:
            return []
        return [*token[: len(token) - len(bare)], *middle, *bare[len(core) :]]

    def word(self, word: str) -> _Word | None:
        """Look a word up."""
        lower = word.lower()
        if lower.isalnum() and len(lower) > 2 and lower not in self.bearing:  # noqa: PLR2004
            return None
        senses = self.known.get(lower, {})
        found = _Word(
            known=senses.get(None),
            mood=self.moods.get(lower),
            is_modifier="RB" in senses,
            is_negation=lower in self.negations,
            is_adverb=lower.endswith("ly"),
            is_bang=lower == "!",
            ends_negation=len(lower.strip("'")) > 1,
            ends_modifier=len(lower) > 2,  # noqa: PLR2004
        )
        return None if found[:4] == _SAYS_NOTHING and all(found[-2:]) else found


def _token(textblob: _TextBlob, word: Callable[[str], _Word | None], token: str) -> _Token:
    words = textblob.printed(token)
    printed = " ".join(words)
    return _Token(tuple(map(word, words)), _MOOD if textblob.may_be_mood(printed) else printed)


_LOADING = Lock()


def _textblob() -> _TextBlob:
    with _LOADING:  # TextBlob's own lazy loading hands half a lexicon to a second thread
        return _loaded()


@cache
def _loaded() -> _TextBlob:
    from textblob import _text, en  # noqa: PLC0415

    en.sentiment.load()
    emoticons = [(face, value) for (_, value), faces in _text.EMOTICONS.items() for face in faces]
    # TextBlob does not read a word of letters alone as a face.
    moods = {face.lower(): (value, 1.0) for face, value in emoticons if not face.isalpha()}
    return _TextBlob(
        split=en.parser.find_tokens,
        contractions=tuple(_text.replacements.items()),
        marks=_text.PUNCTUATION.replace(".", ""),
        abbreviations=frozenset(_text.ABBREVIATIONS),
        dropped=_text.EOS,
        known=dict(dict.items(en.sentiment)),
        negations=en.sentiment.negations,
        bearing={*dict.keys(en.sentiment), *en.sentiment.negations},
        moods={**moods, "(!)": (0.0, 1.0)},
        may_be_mood=_mood_pattern(face for face, _ in emoticons).search,
    )


def _mood_pattern(faces: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for every face with spaces in it or without, and for the sarcastic (!)."""
    rests = {r"\(": [r"! ?\)"]}
    for face in faces:
        first, *rest = map(re.escape, face)
        rests.setdefault(first, []).append(" ?".join(rest))
    by_first = (f"{first} ?(?:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(rf"(?:{'|'.join(by_first)})(?:$|\s)")
