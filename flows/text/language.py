"""Which language a post is written in, by py3langid among the languages listed here.

Choosing among these two dozen instead of all 130 of the model gains three points of accuracy on
short posts; the neighbours are there so that what is written in them is not forced into a
language of the first list.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain

import numpy as np
import polars as pl
from numpy.typing import NDArray

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "zh")
"""Languages that are answered when they are likely."""

NEIGHBOURS = ("el", "fa", "he", "hi", "id", "sv", "th", "uk", "vi")
"""Languages that must be four times as likely as those to be answered instead."""

UNDETERMINED = "und"
CONFIDENCE_LIMIT = 0.4
"""Under this probability the answer is `und`; just above it three of four answers are right."""

_LABELS = np.array([*LANGUAGES, *NEIGHBOURS])
_PRIOR = np.array([1.0] * len(LANGUAGES) + [0.25] * len(NEIGHBOURS), np.float32)
# What a platform states multiplies that language's odds: it decides between two that are close.
_STATED_WEIGHT = 3.0
# Characters read; more do not change the answer, and a long post should not cost 100 short ones.
_READ = 150
# Texts scored together: bounds the memory to some 20 MB.
_BATCH = 2_000

_NOT_LANGUAGE = r"(?i)https?://\S+|www\.\S+|\S+@\S+|@\w[\w.]*|/?\br/\w+|#"

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
    rows, columns = np.nonzero(stated.to_numpy()[:, None] == _LABELS)
    odds[rows, columns] *= _STATED_WEIGHT
    chances = odds / odds.sum(axis=1, keepdims=True)
    confidence = chances.max(axis=1, initial=0) * texts.str.contains(r"\p{L}").to_numpy()
    likeliest = _LABELS[chances.argmax(axis=1)]
    return pl.DataFrame(
        {
            "language": np.where(confidence < CONFIDENCE_LIMIT, UNDETERMINED, likeliest),
            "language_confidence": confidence,
        },
        schema={"language": pl.String, "language_confidence": pl.Float64},
    )


def _chances(texts: Sequence[str]) -> _Matrix:
    """Return the probability of each language of `_LABELS` (columns) for each text (rows)."""
    model = _model()
    batches = (texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH))
    return np.concatenate([_NO_CHANCES, *(model.chances(batch) for batch in batches)])


@dataclass(frozen=True)
class _Model:
    """py3langid's model, read for many texts at once: `classify` spends two thirds on numpy calls.

    A test holds the probabilities to those of `LanguageIdentifier.rank`.
    """

    count_features: Callable[[bytes], Mapping[int, int] | None]
    weights: _Matrix  # a row for each feature, a column for each language
    prior: _Vector

    def chances(self, texts: Sequence[str]) -> _Matrix:
        encoded = [unicodedata.normalize("NFC", text).encode() for text in texts]
        counted = [self.count_features(text) or {} for text in encoded]
        features = np.fromiter(chain.from_iterable(counted), np.intp)
        counts = np.fromiter(chain.from_iterable(c.values() for c in counted), np.float32)
        sizes = np.fromiter(map(len, counted), np.intp, len(counted))
        parts = np.log1p(counts)[:, None] * self.weights[features]
        # A text without a feature has no row to add up: all languages stay as likely.
        has_features = sizes > 0
        starts = (np.cumsum(sizes) - sizes)[has_features]
        scores = np.zeros((len(texts), len(self.prior)), np.float32)
        if len(starts):
            scores[has_features] = np.add.reduceat(parts, starts, axis=0) + self.prior
        # The square root of the length keeps the probabilities honest for short and long texts.
        lengths = np.fromiter(map(len, encoded), np.float32, len(encoded))
        scores /= np.sqrt(np.maximum(lengths, 1))[:, None]
        odds: _Matrix = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        return odds


@cache
def _model() -> _Model:
    """Load the model, once in a process: it takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier, visit_counts  # noqa: PLC0415

    loaded = LanguageIdentifier.from_model_file(MODEL_FILE)
    loaded.set_languages(list(_LABELS))
    order = [loaded.nb_classes.index(label) for label in _LABELS]
    rows = [row << 8 for row in loaded.tk_row]
    count = partial(visit_counts, loaded.tk_nextmove, rows, loaded.tk_output)
    weights = np.ascontiguousarray(loaded.nb_ptc[:, order], np.float32)
    return _Model(count, weights, loaded.nb_pc[order].astype(np.float32))
