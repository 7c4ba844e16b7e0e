"""How often the language of a labelled text is found."""

from pathlib import Path

import polars as pl

from flows.text.language import LANGUAGES, UNDETERMINED, identify


def accuracy(labels: Path) -> pl.DataFrame:
    """Return `lang`, `n`, `right` and `undetermined` (shares) for each language, then for all.

    The last row, `listed`, is of all texts in the languages that Earwitness answers by choice.
    """
    texts = pl.read_parquet(labels / "language_dev.parquet").select("text", "lang")
    nothing = pl.Series([None] * len(texts), dtype=pl.String)
    told = texts.hstack(identify(texts["text"], nothing)).with_columns(
        right=pl.col("language") == pl.col("lang"), undetermined=pl.col("language") == UNDETERMINED
    )
    shares = (pl.len().alias("n"), pl.mean("right", "undetermined"))
    listed = told.filter(pl.col("lang").is_in(LANGUAGES)).select(
        pl.lit("listed").alias("lang"), *shares
    )
    return pl.concat([told.group_by("lang").agg(*shares).sort("lang"), listed])
