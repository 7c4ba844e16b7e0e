"""Names of brands, people and places: a name is no opinion, whatever was said when it was heard."""

from collections.abc import Collection

import polars as pl

# A word in the middle of a sentence, and the end of the word before it.
_MIDDLE = r"[\p{Ll},] [\p{L}][\p{L}\p{N}\-]+"
_LEAST_COUNT = 10
_LEAST_SHARE = 0.6  # of its uses with a capital
# Of the small sets of other languages: fewer uses, and surer ones.
_LEAST_COUNT_THERE, _LEAST_SHARE_THERE = 4, 0.8
_NOUNS_ARE_CAPITAL = ("de",)
_MOST_COMMON = 0.2  # of its uses without one, in another language


def names(texts: pl.Series, never: Collection[str]) -> pl.Series:
    """Return the words, in small letters, that English writes with a capital inside a sentence.

    The words of `never` are none: those of which somebody has said that they judge.
    """
    return _capital(texts, never, _LEAST_COUNT, _LEAST_SHARE)


def own_names(texts: pl.Series, language: str, never: Collection[str]) -> pl.Series:
    """Return the same of another language, none of one that writes all nouns with a capital."""
    if language in _NOUNS_ARE_CAPITAL:
        return pl.Series([], dtype=pl.String)
    return _capital(texts, never, _LEAST_COUNT_THERE, _LEAST_SHARE_THERE)


def _capital(texts: pl.Series, never: Collection[str], count: int, share: float) -> pl.Series:
    counts = _cases(texts).filter((pl.col("count") >= count) & (pl.col("capital") >= share))
    found = counts.filter(~pl.col("word").is_in(list(never)))
    return found.sort("word")["word"]


def names_in(found: pl.Series, texts: pl.Series) -> pl.Series:
    """Leave out the names that are common words of the language of the texts."""
    common = _cases(texts).filter(pl.col("capital") < 1 - _MOST_COMMON)
    return found.filter(~found.is_in(common["word"].to_list()))


def _cases(texts: pl.Series) -> pl.DataFrame:
    """Count words inside sentences, and the share that has a capital."""
    words = texts.str.extract_all(_MIDDLE).explode().drop_nulls().str.slice(2)
    table = pl.DataFrame({"written": words}).group_by("written").len()
    is_capital = pl.col("written").str.contains(r"\p{Lu}")  # `iPhone` too
    return (
        table.group_by(pl.col("written").str.to_lowercase().alias("word"))
        .agg(
            pl.col("len").sum().alias("count"),
            (pl.col("len") * is_capital).sum().alias("capital"),
        )
        .with_columns(pl.col("capital") / pl.col("count"))
    )
