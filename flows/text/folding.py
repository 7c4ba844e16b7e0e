"""Fold away the differences that do not matter when texts are compared: case, width, dots on i."""

import unicodedata

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


def fold(text: str) -> str:
    """Return the text as it is compared: lower case, one width, one i, one apostrophe."""
    wide = unicodedata.normalize("NFKC", text.translate(_BEFORE_TABLE))
    return wide.lower().translate(_AFTER_TABLE)


def folded(texts: pl.Series) -> pl.Series:
    """Return `fold` of every text; a property test holds the two together."""
    lowered = texts.str.to_lowercase()
    is_plain = texts.str.len_bytes() == texts.str.len_chars()
    if is_plain.all():
        return lowered
    rows = (~is_plain).arg_true()
    full = (
        texts.gather(rows)
        .str.replace_many(_BEFORE)
        .str.normalize("NFKC")
        .str.to_lowercase()
        .str.replace_many(_AFTER)
    )
    return lowered.scatter(rows, full)
