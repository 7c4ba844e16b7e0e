"""Which language a post is written in, by py3langid among the languages listed here.

Choosing among these four dozen instead of all 130 of the model gains three points of accuracy on
short posts; the neighbours and strangers are there so that what is written in them is not forced
into a language of the first list.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "zh")
"""Languages that are answered when they are likely."""

NEIGHBOURS = ("el", "fa", "he", "hi", "id", "sv", "th", "uk", "vi")
"""Languages that must be four times as likely as those to be answered instead."""

STRANGERS = (
    *(
        "af",
        "az",
        "be",
        "bg",
        "ca",
        "cs",
        "da",
        "et",
        "fi",
        "ga",
        "hr",
        "hu",
        "is",
        "kk",
        "mk",
        "mn",
    ),
    *("no", "ro", "sk", "sr", "tl", "ur"),
)
"""Languages that must be twenty times as likely: rarer, and close to some of the first."""

UNDETERMINED = "und"
ANSWERS = frozenset({*LANGUAGES, *NEIGHBOURS, *STRANGERS, UNDETERMINED})
"""Every code that a post's language can have."""

CONFIDENCE_LIMIT = 0.4
"""Under this probability the answer is `und`; just above it three of four answers are right."""

_LABELS = [*LANGUAGES, *NEIGHBOURS, *STRANGERS]
_COLUMNS = {label: column for column, label in enumerate(_LABELS)}
_PRIOR = np.repeat(
    np.array([1.0, 0.25, 0.05], np.float32), [len(LANGUAGES), len(NEIGHBOURS), len(STRANGERS)]
)
_SURELY_KOREAN = np.array([label == "ko" for label in _LABELS], np.float32)
# What a platform states multiplies that language's odds: it decides between two that are close.
_STATED_WEIGHT = 3.0
# Characters read; more do not change the answer, and a long post should not cost 100 short ones.
_READ = 150
# Texts scored together: bounds the memory to some 40 MB.
_BATCH = 8_000

# Of an address only what follows the sign is taken: to look for its beginning takes ten times as
# long as all the rest.
_NOT_LANGUAGE = r"(?:[Hh]ttps?://|HTTPS?://|[Ww]ww\.)\S+|@\w[\w.]*|/?\br/\w+|#"

_Matrix = NDArray[np.float32]
_Vector = NDArray[np.float32]
_NO_CHANCES = np.zeros((0, len(_LABELS)), np.float32)


def identify(texts: pl.Series, stated: pl.Series) -> pl.DataFrame:
    """Return `language` and `language_confidence` (0..1) of each text.

    Links, handles and the signs of hashtags are not read. `und` is the answer for a text without
    letters and under `CONFIDENCE_LIMIT`. `stated` is what the platform says, null for nothing.
    """
    asked = pl.DataFrame(
        {
            "text": _readable(texts),
            "stated": stated.cast(pl.String).str.slice(0, 2).str.to_lowercase().fill_null(""),
        }
    )
    distinct = asked.unique(maintain_order=True)
    answers = _answers(distinct["text"], distinct["stated"])
    told = asked.join(
        distinct.hstack(answers), on=["text", "stated"], how="left", maintain_order="left"
    )
    return told.select("language", "language_confidence")


def _readable(texts: pl.Series) -> pl.Series:
    """Return the part of each text that is language; the model has not learnt capitals."""
    words = texts.fill_null("").str.slice(0, 4 * _READ).str.replace_all(_NOT_LANGUAGE, " ")
    read = words.str.slice(0, _READ).str.strip_chars()
    is_shouted = read.str.count_matches(r"\p{Lu}") > read.str.count_matches(r"\p{Ll}")
    return read.zip_with(~is_shouted, read.str.to_lowercase())


def _answers(texts: pl.Series, stated: pl.Series) -> pl.DataFrame:
    odds = _chances(texts.to_list()) * _PRIOR
    columns = stated.replace_strict(_COLUMNS, default=None, return_dtype=pl.Int64)
    rows = columns.is_not_null().arg_true()
    odds[rows.to_numpy(), columns.gather(rows).to_numpy()] *= _STATED_WEIGHT
    odds[_is_all_hangul(texts).to_numpy()] = _SURELY_KOREAN
    chances = odds / odds.sum(axis=1, keepdims=True)
    confidence = pl.Series(chances.max(axis=1, initial=0)) * texts.str.contains(r"\p{L}")
    likeliest = pl.Series(_LABELS, dtype=pl.String).gather(chances.argmax(axis=1))
    undetermined = pl.Series([UNDETERMINED])
    return pl.DataFrame(
        {
            "language": likeliest.zip_with(confidence >= CONFIDENCE_LIMIT, undetermined),
            "language_confidence": confidence.cast(pl.Float64),
        }
    )


def _is_all_hangul(texts: pl.Series) -> pl.Series:
    """Return which texts have letters of Hangul alone: `ㅋㅋㅋ` is no syllable the model knows."""
    return texts.str.contains(r"\p{Hangul}") & ~texts.str.contains(r"[\p{L}--\p{Hangul}]")


def _chances(texts: Sequence[str]) -> _Matrix:
    """Return the probability of each language of `_LABELS` (columns) for each text (rows)."""
    model = _model()
    batches = (texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH))
    return np.concatenate([_NO_CHANCES, *(model.chances(batch) for batch in batches)])


@dataclass(frozen=True)
class _Model:
    """py3langid's model, read for many texts at once, which is four times as fast.

    Its features are byte sequences, found by an automaton that moves one byte at a time; here it
    moves through all texts of a batch together. A test holds the probabilities to those of
    `LanguageIdentifier.rank`.
    """

    moves: NDArray[np.uint32]  # the next state, by row and byte
    rows: NDArray[np.int32]  # where the moves out of each state begin
    found: NDArray[np.int32]  # the feature that ends in each state, or -1
    weights: _Matrix  # a row for each feature, a column for each language
    prior: _Vector

    def chances(self, texts: Sequence[str]) -> _Matrix:
        encoded = [unicodedata.normalize("NFC", text).encode() for text in texts]
        lengths = np.fromiter(map(len, encoded), np.intp, len(encoded))
        features, counts, sizes = self._counted(b"".join(encoded), lengths)
        weighed = np.log1p(counts)
        ends = np.cumsum(sizes)
        scores = np.zeros((len(texts), len(self.prior)), np.float32)
        # A text without a feature keeps its zeros: all languages stay as likely.
        for text in np.flatnonzero(sizes):
            own = slice(ends[text] - sizes[text], ends[text])
            scores[text] = weighed[own] @ self.weights[features[own]] + self.prior
        # The square root of the length keeps the probabilities honest for short and long texts.
        scores /= np.sqrt(np.maximum(lengths, 1).astype(np.float32))[:, None]
        odds: _Matrix = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        return odds

    def _counted(
        self, data: bytes, lengths: NDArray[np.intp]
    ) -> tuple[NDArray[np.int64], _Vector, NDArray[np.int64]]:
        """Return the features of each text one after the other, how often each, and how many."""
        read = np.frombuffer(data, np.uint8)
        longest_first = np.argsort(-lengths, kind="stable")
        starts = (np.cumsum(lengths) - lengths)[longest_first]
        # How many texts are longer than 0, 1, 2, ... bytes.
        unread = np.searchsorted(
            -lengths[longest_first], -np.arange(lengths.max(initial=0)), side="left"
        )
        states = np.zeros(len(lengths), np.uint32)
        pairs = [np.zeros(0, np.int64)]  # text and feature as one number
        for place, count in enumerate(unread):
            moves = self.rows[states[:count]] + read[starts[:count] + place]
            states[:count] = self.moves[moves]
            found = self.found[states[:count]]
            hits = np.flatnonzero(found >= 0)
            pairs.append(longest_first[hits] * len(self.weights) + found[hits])
        distinct, counts = np.unique(np.concatenate(pairs), return_counts=True)
        texts, features = np.divmod(distinct, len(self.weights))
        return features, counts.astype(np.float32), np.bincount(texts, minlength=len(lengths))


@cache
def _model() -> _Model:
    """Load the model, once in a process: it takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    loaded = LanguageIdentifier.from_model_file(MODEL_FILE)
    loaded.set_languages(_LABELS)
    # Of Serbian only the first column, in Cyrillic: in Latin it is told as Croatian.
    order = [loaded.nb_classes.index(label) for label in _LABELS]
    return _Model(
        moves=np.asarray(loaded.tk_nextmove, np.uint32),
        rows=np.asarray(loaded.tk_row, np.int32) << 8,
        found=np.asarray(loaded.tk_output, np.int32),
        weights=np.ascontiguousarray(loaded.nb_ptc[:, order], np.float32),
        prior=loaded.nb_pc[order].astype(np.float32),
    )
