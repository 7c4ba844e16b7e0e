"""Keys that near copies share: MinHash over words and pairs of words, in bands.

Two posts that have one of ten keys in common are taken for near copies. A key is a band of 12
minima, so posts whose words and pairs overlap by 95 % (Jaccard) share one with a chance of almost
1, by 90 % of 0.96, by 80 % of 0.51, by 70 % of 0.13, by 50 % of 0.002 (1 − (1 − s¹²)¹⁰). To find
the copies of a post one looks its keys up; nobody compares all posts with all. Texts without spaces
(Chinese, Japanese, Thai) have no keys; equal ones still share their `text_key`.

Broder 1997, "On the resemblance and containment of documents"; bands after Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", 3.4.
"""

from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

from flows.text.copies import plain_words

MIN_WORDS = 8
"""Posts of fewer words have no keys: one word more or less makes another statement of them."""

BANDS = 10
ROWS = 12
"""Minima in a band: more of them make a key harder to share."""

READ = 1_000
"""Characters of a post that are read."""

_Hashes = NDArray[np.uint64]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


def near_keys(folded: pl.Series) -> pl.Series:
    """Return ten whole numbers for each folded text, null for one too short to compare."""
    words = plain_words(folded.str.slice(0, READ)).str.split(" ")
    is_long = words.list.len() >= MIN_WORDS
    if not is_long.any():
        return pl.Series([None] * len(folded), dtype=pl.List(pl.Int64))
    keys = _bands(_minima(words.filter(is_long))).view(np.int64)
    found = pl.Series(keys, dtype=pl.Array(pl.Int64, BANDS)).cast(pl.List(pl.Int64))
    place = is_long.cast(pl.UInt32).cum_sum() - 1
    return found.gather(pl.select(pl.when(is_long).then(place)).to_series())


def _minima(words: pl.Series) -> _Hashes:
    """Return, for each list of words (a column), its minimum under each hash function (a row)."""
    counts = words.list.len().to_numpy().astype(np.intp)
    starts = np.cumsum(counts) - counts
    single = _hashes(words.explode())
    # A pair is a word and the one after it; behind the last word of a post stands its first.
    after = np.append(single[1:], single[:1])
    after[starts + counts - 1] = single[starts]
    pairs = _mixed(single + after * _MIX)
    minima = np.empty((BANDS * ROWS, len(words)), np.uint64)
    for row, (times, plus) in enumerate(zip(_TIMES, _PLUS, strict=True)):
        # The upper half of a product of 64 bits is the better mixed one.
        of_words = np.minimum.reduceat((single * times + plus) >> _HALF, starts)
        of_pairs = np.minimum.reduceat((pairs * times + plus) >> _HALF, starts)
        minima[row] = np.minimum(of_words, of_pairs)
    return minima


def _hashes(words: pl.Series) -> _Hashes:
    """Return a hash of each word, the same on every machine and in every version."""
    distinct = words.unique()
    hashed = pl.Series([crc32(word.encode()) for word in distinct], dtype=pl.UInt32)
    return _mixed(words.replace_strict(distinct, hashed).to_numpy().astype(np.uint64))


def _bands(minima: _Hashes) -> _Hashes:
    """Return a key for each post (a row) and band (a column)."""
    keys = np.zeros((BANDS, minima.shape[1]), np.uint64)
    for place in range(ROWS):
        keys = _mixed(keys + minima[place::ROWS] + np.uint64(place))
    # Bands must not meet: the same minima in two bands are no sign of a copy.
    return np.ascontiguousarray(_mixed(keys + np.arange(BANDS, dtype=np.uint64)[:, None]).T)


def _mixed(numbers: _Hashes) -> _Hashes:
    """Spread numbers over 64 bits (the finaliser of SplitMix64; Steele, Lea and Flood 2014)."""
    mixed = numbers + _MIX
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


# Odd multipliers and shifts of the hash functions, the same for ever: posts of different days are
# compared.
_TIMES = _mixed(np.arange(BANDS * ROWS, dtype=np.uint64)) | np.uint64(1)
_PLUS = _mixed(_TIMES)
