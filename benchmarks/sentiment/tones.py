"""What the labelled sets do not tell: tones of words and pairs of words, told by hand."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.text.sentiment import ngrams

Floats = npt.NDArray[np.float64]

_TONES = {"negative": (8.0, -5.0), "neutral": (-2.0, -2.0), "positive": (-5.0, 8.0)}
"""Weights for negative and positive; those of strong words that were learnt reach 25."""


class Told(NamedTuple):
    """Words, or pairs, and the tone of each: the weights for negative and positive."""

    texts: pl.Series
    tones: Floats
    is_least: npt.NDArray[np.bool_]
    """Whether what was learnt may be stronger; else it is set so."""

    def where(self, chosen: npt.NDArray[np.bool_]) -> "Told":
        """Return some of them."""
        return Told(self.texts.filter(pl.Series(chosen)), self.tones[chosen], self.is_least[chosen])


def told(language: str) -> Told:
    """Return what `tones.toml` tells of a language, names aside."""
    every: dict[str, list[str]] = _read("tones").get(language, {})
    rows = [(text, tone) for tone in _TONES for text in every.get(tone, [])]
    return Told(
        pl.Series([text for text, _ in rows], dtype=pl.String),
        np.array([_TONES[tone] for _, tone in rows]).reshape(-1, 2),
        np.array([tone != "neutral" for _, tone in rows], dtype=np.bool_),
    )


def brands(language: str) -> list[str]:
    """Return the names of companies that are silent in a language."""
    every: dict[str, str] = _read("brands")
    return [*every["everywhere"].split(), *every.get(language, "").split()]


class Features(NamedTuple):
    """The features of some texts: `row` says whose each of `key` is; `own` is one for each text.

    Its own feature is that of the word; of a pair that of a word after a negation, or of the two.
    """

    row: ngrams.Ints
    key: ngrams.Keys
    own: ngrams.Keys


def features(texts: pl.Series, language: str) -> Features:
    """Take texts of one or two words apart."""
    batch = ngrams.tokens(texts)
    words = ngrams.word_features(batch.words, language)
    pairs = ngrams.pairs(batch, words.hashes)
    negated = ngrams.negated(batch, words, language)
    length = np.bincount(batch.row, minlength=len(texts))
    if (strange := texts.filter(pl.Series((length < 1) | (length > 2)))).len():  # noqa: PLR2004
        raise SystemExit(f"`tones.toml`: `{strange[0]}` is not one word or two.")
    order = np.argsort(words.word, kind="stable")
    count = np.bincount(words.word, minlength=len(batch.words))[batch.ids]
    first = (np.cumsum(np.bincount(words.word, minlength=len(batch.words))))[batch.ids] - count
    inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    own = words.key[batch.ids[np.cumsum(length) - length]]  # the whole words come first
    own[batch.row[pairs.at]] = pairs.key
    own[batch.row[negated.at]] = negated.key
    return Features(
        np.concatenate([np.repeat(batch.row, count), batch.row[pairs.at], batch.row[negated.at]]),
        np.concatenate(
            [words.key[order][np.repeat(first, count) + inside], pairs.key, negated.key]
        ),
        own,
    )


def _read(name: str) -> dict[str, Any]:
    path = Path(__file__).with_name(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
