"""A key that is equal for the same text, however it was decorated on the way."""

from hashlib import blake2b

import polars as pl

MIN_WORDS = 5
MIN_LETTERS = 20
"""Shorter posts have no key: people say `happy new year` without copying each other."""

# A link differs with its tracking, and a repost names whom it repeats.
_DECORATION = r"https?://\S+|www\.\S+|\brt @\w+:?"
_NOT_WORDS = r"[^\p{L}\p{M}\p{N}]+"
# Written without spaces, so each character counts as a word.
_UNSPACED = r"[\x{0e00}-\x{0e7f}\x{3040}-\x{30ff}\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}]"


def text_keys(folded: pl.Series) -> pl.Series:
    """Return 16 hexadecimal digits for each folded text, null for one too short to be a copy."""
    plain = plain_words(folded)
    words = plain.str.count_matches(" ", literal=True) + 1 + plain.str.count_matches(_UNSPACED)
    is_long = (words >= MIN_WORDS) & (plain.str.count_matches(r"\p{L}") >= MIN_LETTERS)
    keys = [
        blake2b(text.encode(), digest_size=8).hexdigest() if long else None
        for text, long in zip(plain, is_long, strict=True)
    ]
    return pl.Series(keys, dtype=pl.String)


def plain_words(folded: pl.Series) -> pl.Series:
    """Return the words of folded texts between single spaces, without links and repost marks."""
    bare = folded.str.replace_all(_DECORATION, " ")
    return bare.str.replace_all(_NOT_WORDS, " ").str.strip_chars()
