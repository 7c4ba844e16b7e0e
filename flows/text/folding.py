"""Fold away the differences that do not matter when texts are compared: case, width, dots on i."""

import unicodedata
from collections.abc import Callable

import polars as pl

# Gone before normalising, because NFKC would glue letters to the word: `Xbox(TM)` -> `xboxtm`.
_BEFORE = {
    **dict.fromkeys("™℠⁰¹²³⁴⁵⁶⁷⁸⁹", " "),
    # Invisible: soft hyphen, zero-width space and joiner, word joiner, byte order mark, and the
    # variation selectors of emoji, which Unicode counts as marks and so as part of a word.
    **dict.fromkeys("\u00ad\u200b\u200d\u2060\ufeff\ufe0e\ufe0f", ""),
}
# Turkish writes i with and without a dot, `I`.lower() has a dot and `İ`.lower() has two: one i.
_AFTER = {
    "\u0131": "i",
    "\u0307": "",
    "ß": "ss",
    "\u03c2": "\u03c3",  # final sigma
    "\u0451": "\u0435",  # Russian prints yo with its dots or without
    **dict.fromkeys("\u2018\u2019\u02bc", "'"),
}
_BEFORE_TABLE = str.maketrans(_BEFORE)
_AFTER_TABLE = str.maketrans(_AFTER)

STROKES = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"}
"""Letters that Unicode does not take apart into a letter and a mark."""
# In other scripts a mark makes another letter (`й`), a vowel (Hindi) or a syllable (Hangul).
_ACCENTED = r"([\p{Latin}\p{Greek}\p{Arabic}\p{Hebrew}])\p{M}+"


def fold(text: str) -> str:
    """Return the text as it is compared: lower case, one width, one i, one apostrophe."""
    return fold_case(written(text))


def fold_case(text: str) -> str:
    """Return a text that is `written` already in lower case, with one i and one apostrophe."""
    return text.lower().translate(_AFTER_TABLE)


def written(text: str) -> str:
    """Return the text in its own case, without what is invisible and in one width."""
    return unicodedata.normalize("NFKC", text.translate(_BEFORE_TABLE))


def folded(texts: pl.Series) -> pl.Series:
    """Return `fold` of every text; a property test holds the two together."""
    return all_folded_case(all_written(texts))


def all_written(texts: pl.Series) -> pl.Series:
    """Return `written` of every text."""
    return _where_needed(
        texts, texts, lambda some: some.str.replace_many(_BEFORE).str.normalize("NFKC")
    )


def all_folded_case(texts: pl.Series) -> pl.Series:
    """Return `fold_case` of every text."""
    return _where_needed(
        texts,
        texts.str.to_lowercase(),
        lambda some: some.str.to_lowercase().str.replace_many(_AFTER),
    )


def without_accents(texts: pl.Series) -> pl.Series:
    """Return folded texts without the marks over and under letters: `café` → `cafe`.

    Only Latin, Greek, Arabic and Hebrew letters lose their marks.
    """
    return _where_needed(
        texts,
        texts,
        lambda some: (
            some.str.normalize("NFD")
            .str.replace_all(_ACCENTED, "$1")
            .str.replace_many(STROKES)
            .str.normalize("NFC")
        ),
    )


def _where_needed(
    texts: pl.Series, plain: pl.Series, full: Callable[[pl.Series], pl.Series]
) -> pl.Series:
    """Do the dear thing only to texts that are not plain ASCII."""
    is_plain = texts.str.len_bytes() == texts.str.len_chars()
    if is_plain.all():
        return plain
    rows = (~is_plain).arg_true()
    # `scatter` writes into its series, which is the caller's.
    return plain.clone().scatter(rows, full(texts.gather(rows)))
