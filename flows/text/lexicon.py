"""TextBlob's sentiment of English, many texts at once and equal to the last bit.

`textblob.en.sentiment` splits and looks up every word of every post anew. Here, what it makes of a
token is worked out once for each distinct token of a batch, and the few words that say something
are found in columns; only those are weighed one by one. Emoticons are the one thing that TextBlob
reads across tokens: a text that may hold one is put together again, as TextBlob prints it. A
property test and real posts hold the two equal.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.text.emoticons import EMPTY_LINE, Faces
from flows.text.lexicon_words import (
    ENDS_ALL,
    ENDS_NEGATION,
    SPEAKS,
    Score,
    Token,
    Word,
    speaking,
    textblob_words,
    token_of,
)

_Ints = npt.NDArray[np.int64]

# What is kept of words and tokens; two of three tokens in new posts are among so many (some 50 MB).
_KEPT = 1 << 17
_BATCH = 20_000


# Where TextBlob puts spaces before it splits a text into tokens. Of its contractions only `n't`
# shows: the others begin with an apostrophe, which is set apart anyhow.
_SPACED = {"n't": " n ' t", **{quote: f" {quote} " for quote in "'\"\u201c\u201d\u2018\u2019"}}
# Most marks follow a word: set apart here, they do not make another token of the word.
_MARK_AFTER_WORD = r"(?P<word>[\p{L}\p{N}])(?P<mark>[,;:!?)])(?:\s|$)"
_MORE_SPACES = r"\x1c-\x1f"  # white space for Python, and not for Polars

_SHORT = Word(None, None, False, False, False, False, ends_negation=True, ends_modifier=False)
_SILENT: dict[int, Word | None] = {ENDS_NEGATION: _SHORT, ENDS_ALL: None}


class Lexicon:
    """Scores texts; the longer it is used, the more words it has ready."""

    def __init__(self) -> None:
        self._textblob = textblob_words()
        self._word = lru_cache(_KEPT)(self._textblob.word)
        self._token = lru_cache(_KEPT)(partial(token_of, self._textblob, self._word))

    def scores(self, texts: Sequence[str]) -> list[Score]:
        """Return for each text the polarity and subjectivity of `TextBlob(text).sentiment`."""
        found: list[Score] = []
        for start in range(0, len(texts), _BATCH):
            found += self._batch(texts[start : start + _BATCH])
        return found

    def _batch(self, texts: Sequence[str]) -> list[Score]:
        tokens = _split(pl.Series(texts, dtype=pl.String))
        read = [self._token(token) for token in tokens.distinct]
        scores: list[Score] = [(0.0, 0.0)] * len(texts)
        for row, words in _weighty(*self._with_moods(tokens, read)):
            scores[row] = _score(words)
        return scores

    def _with_moods(self, tokens: "_Tokens", read: list[Token]) -> tuple["_Tokens", list[Token]]:
        """Put in the place of sentences that may hold emoticons one token with all their words."""
        kept = np.ones(len(tokens.ids), dtype=np.bool_)
        ids, more = tokens.ids.copy(), list(read)
        for start, end in _moody(tokens, read, self._textblob.faces):
            spoken = [tokens.distinct[at] for at in tokens.ids[start:end].tolist()]
            printed = chain.from_iterable(map(self._textblob.printed, spoken))
            ids[start] = len(more)
            kept[start + 1 : end] = False
            more.append(speaking(map(self._word, self._textblob.words(printed))))
        return tokens._replace(ids=ids[kept], row=tokens.row[kept]), more


class _Tokens(NamedTuple):
    """The runs between white space of a batch of texts, each distinct one kept once."""

    distinct: list[str]
    ids: _Ints  # every token of every text, as its place in `distinct`
    row: _Ints  # the text that it belongs to


def _split(texts: pl.Series) -> _Tokens:
    spaced = texts.str.replace_many(_SPACED, leftmost=True)
    spaced = spaced.str.replace_all(r"(?:\r?\n){2,}", f" {EMPTY_LINE} ")
    spaced = spaced.str.replace_all(_MARK_AFTER_WORD, "$word $mark ")
    split = spaced.str.extract_all(rf"[^\s{_MORE_SPACES}]+")
    flat = split.explode().drop_nulls()
    distinct = flat.unique(maintain_order=True)
    ids = flat.cast(pl.Enum(distinct)).to_physical().to_numpy().astype(np.int64)
    row = np.repeat(np.arange(len(texts)), split.list.len().to_numpy().astype(np.int64))
    return _Tokens(distinct.to_list(), ids, row)


def _weighty(tokens: _Tokens, read: Sequence[Token]) -> Iterable[tuple[int, list["Word | None"]]]:
    """Yield each text that has words that say something: those, and what counts between them.

    Of the silent words between two others, only the one that ends most is kept.
    """
    silence = np.array([token.silence for token in read], dtype=np.int8)[tokens.ids]
    at = np.flatnonzero(silence == SPEAKS)
    rows, ids = tokens.row[at], tokens.ids[at].tolist()
    ended = np.cumsum(silence == ENDS_ALL)[at]
    shortened = np.cumsum(silence == ENDS_NEGATION)[at]
    between = np.where(
        np.diff(ended) > 0, ENDS_ALL, np.where(np.diff(shortened) > 0, ENDS_NEGATION, 0)
    )
    gaps = [0, *between.tolist()]
    bounds = np.flatnonzero(np.diff(rows, prepend=-1, append=-1)).tolist() if len(rows) else []
    for start, end in pairwise(bounds):
        words = list(read[ids[start]].words)
        for place in range(start + 1, end):
            if gaps[place]:
                words.append(_SILENT[gaps[place]])
            words += read[ids[place]].words
        yield int(rows[start]), words


def _moody(tokens: _Tokens, read: Sequence[Token], faces: Faces) -> list[list[int]]:
    """Return from where to where there are sentences that may hold an emoticon."""
    ids, row = tokens.ids, tokens.row
    may_be = np.array([token.is_mood for token in read], dtype=np.bool_)[ids]
    begun = np.array([token.begun for token in read], dtype=np.int64)[ids]
    rest = np.array([token.rest for token in read], dtype=np.int64)[ids]
    # TextBlob drops empty lines before it looks for emoticons: one may be split around some.
    said = np.flatnonzero(np.array([token.is_said for token in read], dtype=np.bool_)[ids])
    one, other = said[:-1], said[1:]
    may_be[one] |= faces.follows[begun[one], rest[other]] & (row[one] == row[other])
    ends = np.array([token.ends for token in read], dtype=np.bool_)[ids]
    closes = np.array([token.closes for token in read], dtype=np.bool_)[ids]
    # The first token of a text, and one after the end of a sentence that does not belong to it.
    first = np.flatnonzero(
        (np.diff(row, prepend=-1) != 0) | (np.append([False], ends[:-1]) & ~closes)
    )
    bounds = np.append(first, len(ids))
    sentences = np.unique(np.searchsorted(first, np.flatnonzero(may_be), side="right") - 1)
    return np.stack([bounds[sentences], bounds[sentences + 1]], axis=1).tolist()  # type: ignore[no-any-return]


def _score(words: Iterable[Word | None]) -> Score:
    """Weigh the words as `textblob._text.Sentiment.assessments` does."""
    found: list[list[float]] = []  # polarity, subjectivity, intensity, sign
    modifier: Word | None = None
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


def _add_mood(found: list[list[float]], word: Word) -> None:
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
