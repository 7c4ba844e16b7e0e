"""What TextBlob makes of one token: the words it splits into, and what each does to a sentiment."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import NamedTuple

from flows.text.emoticons import (
    CLOSES,
    EMPTY_LINE,
    ENDS,
    Faces,
    gluing,
    mood_pattern,
    sentences,
    split_faces,
)

Score = tuple[float, float]
"""Polarity from -1 to 1 and subjectivity from 0 to 1."""


class Word(NamedTuple):
    """What one word does to the sentiment of its text."""

    known: tuple[float, float, float] | None  # polarity, subjectivity, intensity
    mood: Score | None  # of an emoticon, or of the sarcastic (!)
    is_modifier: bool
    is_negation: bool
    is_adverb: bool  # ends in -ly: a negation may follow it
    is_bang: bool
    ends_negation: bool
    ends_modifier: bool


# What a token that says nothing does to a modifier or a negation before it; or that it speaks.
ENDS_NOTHING, ENDS_NEGATION, ENDS_ALL, SPEAKS = range(4)


class Token(NamedTuple):
    """A run of characters between white space, as it matters for sentiment."""

    words: tuple[Word | None, ...]  # of a token that speaks; nobody asks for those of others
    silence: int
    is_said: bool  # not so what stands for an empty line
    is_mood: bool
    begun: int  # the letter of an emoticon that it ends in, by `Faces`
    rest: int  # the rest of an emoticon that it begins with
    ends: bool  # ends a sentence
    closes: bool  # begins with what belongs to the sentence that has ended before it


_SHORTEST = 2  # longer words that say nothing end what a modifier began
_SAYS_NOTHING = (None, None, False, False)


@dataclass(frozen=True)
class TextBlobWords:
    """What is needed of TextBlob."""

    glued: Callable[[str], str]
    marks: str  # all that is punctuation at either end of a token, but the full stop
    is_abbreviation: Callable[[str], bool]  # of a word that ends in a full stop
    known: dict[str, dict[str | None, tuple[float, float, float]]]
    negations: tuple[str, ...]
    bearing: AbstractSet[str]  # the known words and the negations
    moods: dict[str, Score]
    may_be_mood: Callable[[str], object]
    faces: Faces

    def words(self, printed: Iterable[str]) -> list[str]:
        """Return the words of a text that may hold emoticons, from its tokens as printed."""
        words: list[str] = []
        for sentence in sentences(printed):
            said = " ".join(sentence)
            words += self.glued(said).split() if self.may_be_mood(said) else sentence
        return words

    def printed(self, token: str) -> list[str]:
        """Set the marks at both ends of a token apart, as TextBlob does; not an abbreviation's."""
        bare = token.lstrip(self.marks)
        core, tail = bare, []
        while core and (core[-1] == "." or core[-1] in self.marks):
            if core[-1] != ".":
                tail.append(core[-1])
                core = core[:-1]
            if core.endswith("..."):
                tail.append("...")
                core = core[:-3].rstrip(".")
            if core.endswith("."):
                if self.is_abbreviation(core):
                    break
                tail.append(".")
                core = core[:-1]
        middle = [core] if core else []
        return [*token[: len(token) - len(bare)], *middle, *reversed(tail)]

    def word(self, word: str) -> Word | None:
        """Look a word up."""
        lower = word.lower()
        if lower.isalnum() and len(lower) > _SHORTEST and lower not in self.bearing:
            return None
        senses = self.known.get(lower, {})
        found = Word(
            known=senses.get(None),
            mood=self.moods.get(lower),
            is_modifier="RB" in senses,
            is_negation=lower in self.negations,
            is_adverb=lower.endswith("ly"),
            is_bang=lower == "!",
            ends_negation=len(lower.strip("'")) > 1,
            ends_modifier=len(lower) > _SHORTEST,
        )
        return None if found[:4] == _SAYS_NOTHING and all(found[-2:]) else found


def token_of(textblob: TextBlobWords, word: Callable[[str], Word | None], token: str) -> Token:
    """Read a token; `word` looks a word up, as `textblob.word` does."""
    faces = textblob.faces
    lower = token.lower()
    if len(lower) > _SHORTEST and token.isalnum() and lower.isalnum():
        # Half of the tokens are a word and nothing else: no need to take them apart.
        said = [token]
        is_mood = token.endswith(faces.lettered)
        if lower not in textblob.bearing:
            begun, rest = faces.begun.get(token[-1], 0), faces.rest.get(token, 0)
            return _silent_token(ENDS_ALL, True, is_mood, begun, rest)
        printed = said
    else:
        printed = textblob.printed(token)
        is_mood = textblob.may_be_mood(" ".join(printed)) is not None
        said = [part for part in printed if part != EMPTY_LINE]
    words = tuple(map(word, said))
    silence = max(map(_silence, words), default=ENDS_NOTHING)
    begun = faces.begun.get(said[-1][-1], 0) if said else 0
    rest = faces.rest.get(said[0], 0) if said else 0
    ends, closes = printed[-1] in ENDS, printed[0] in CLOSES
    if silence != SPEAKS:
        return _silent_token(silence, bool(said), is_mood, begun, rest, ends, closes)
    return Token(words, silence, True, is_mood, begun, rest, ends, closes)


def speaking(words: Iterable[Word | None]) -> Token:
    """Return a token that has these words, and is whole sentences."""
    return Token(tuple(words), SPEAKS, True, False, 0, 0, False, False)


@cache
def _silent_token(
    silence: int,
    is_said: bool,
    is_mood: bool,
    begun: int,
    rest: int,
    ends: bool = False,
    closes: bool = False,
) -> Token:
    """Return one object for all tokens alike: there are many, and Python counts them all."""
    return Token((), silence, is_said, is_mood, begun, rest, ends, closes)


def _silence(word: Word | None) -> int:
    if word is None:
        return ENDS_ALL
    if word.known or word.mood or word.is_negation or word.is_bang:
        return SPEAKS
    if word.ends_modifier:
        return SPEAKS if not word.ends_negation else ENDS_ALL
    return ENDS_NEGATION if word.ends_negation else ENDS_NOTHING


def _is_plain(word: str) -> bool:
    """Whether a full stop after the word is one: not so after `Mr`, `U.S` and `p`."""
    return len(word) > 1 and word.isalpha() and word.islower()


_LOADING = Lock()


def textblob_words() -> TextBlobWords:
    """Load TextBlob's lexicon, once."""
    with _LOADING:  # TextBlob's own lazy loading hands half a lexicon to a second thread
        return _loaded()


@cache
def _loaded() -> TextBlobWords:
    from textblob import _text, en  # noqa: PLC0415

    en.sentiment.load()
    patterns = (_text.RE_ABBR1, _text.RE_ABBR2, _text.RE_ABBR3)
    emoticons = [(face, value) for (_, value), faces in _text.EMOTICONS.items() for face in faces]
    faces = [*(face for face, _ in emoticons), "(!)"]
    # TextBlob does not read a word of letters alone as a face.
    moods = {face.lower(): (value, 1.0) for face, value in emoticons if not face.isalpha()}
    return TextBlobWords(
        glued=gluing(_text.RE_SARCASM, _text.RE_EMOTICONS),
        marks=_text.PUNCTUATION.replace(".", ""),
        is_abbreviation=lambda word: (
            word in _text.ABBREVIATIONS
            or (not _is_plain(word[:-1]) and any(pattern.match(word) for pattern in patterns))
        ),
        known=dict(dict.items(en.sentiment)),
        negations=en.sentiment.negations,
        bearing={*dict.keys(en.sentiment), *en.sentiment.negations},
        moods={**moods, "(!)": (0.0, 1.0)},
        may_be_mood=mood_pattern(face for face, _ in emoticons).search,
        faces=split_faces(faces),
    )
