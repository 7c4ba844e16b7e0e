"""Read a file of texts that people have labelled: CSV, Parquet or XLSX."""

import re
from pathlib import Path

import polars as pl
import polars.selectors as cs
from fastexcel import FastExcelError
from polars.exceptions import PolarsError

from flows.errors import ConfigError
from flows.text.language import identify

LABELS = {
    "neg": "negative",
    "neu": "neutral",
    "pos": "positive",
    "negative": "negative",
    "neutral": "neutral",
    "positive": "positive",
}
"""What a label may read, in small letters, and the class it means."""

HEAD = 2
"""The first record stands on the second row of a sheet."""

_SHOWN = 3


def read_labelled(path: Path) -> tuple[pl.DataFrame, int]:
    """Return `text`, `label` and `language` of the labelled rows, and how many had no label.

    A language that is not stated is identified; `de-AT` and `DE` are `de`.

    Raises:
        ConfigError: the file cannot be read, lacks a column, or has a label that is none.

    """
    table = read_table(path)
    require(table, ("text", "label"), path)
    if "language" not in table.columns:
        table = table.with_columns(language=pl.lit(None, pl.String))
    rows = table.select(
        pl.col("text").fill_null(""),
        classes(table["label"], path).alias("label"),
        _codes(table["language"]).alias("language"),
    )
    labelled = rows.drop_nulls("label")
    if labelled.is_empty():
        raise ConfigError(f"`{path}` has no labelled row: the column `label` is empty.")
    found = identify(labelled["text"], labelled["language"])["language"]
    return (
        labelled.with_columns(pl.col("language").fill_null(found)),
        rows.height - labelled.height,
    )


def read_table(path: Path) -> pl.DataFrame:
    """Return a CSV or Parquet file, or the first sheet of a workbook, with its columns as text.

    Raises:
        ConfigError: there is no such file, or it is none of them.

    """
    try:
        with path.open("rb") as opened:
            begin = opened.read(65_536)
        if begin.startswith(b"PAR1"):
            plain = pl.read_parquet(path).select(~(cs.nested() | cs.binary()))
            return plain.cast(pl.String)
        if begin.startswith(b"PK"):
            return pl.read_excel(
                path, infer_schema_length=0, drop_empty_rows=False, drop_empty_cols=False
            )
        return pl.read_csv(
            path, separator=_separator(begin), infer_schema=False, encoding="utf8-lossy"
        )
    except OSError as error:
        raise ConfigError(f"`{path}` cannot be read: {error.strerror or error}.") from None
    except (PolarsError, FastExcelError) as error:
        why = str(error).splitlines()[0].rstrip(".")
        raise ConfigError(f"`{path}` is no CSV, Parquet or XLSX: {why}.") from None


def require(table: pl.DataFrame, columns: tuple[str, ...], path: Path) -> None:
    """Raise ConfigError when a table lacks one of these columns."""
    for column in columns:
        if column not in table.columns:
            there = ", ".join(f"`{name}`" for name in table.columns)
            raise ConfigError(f"`{path}` has no column `{column}`. There are: {there}.")


def classes(labels: pl.Series, path: Path) -> pl.Series:
    """Return the class of each label, null where none was written.

    Raises:
        ConfigError: a label is none of those known; names its row.

    """
    written = labels.cast(pl.String).str.strip_chars()
    written = written.set(written == "", None)
    known = written.str.to_lowercase().replace_strict(LABELS, default=None, return_dtype=pl.String)
    unknown = (written.is_not_null() & known.is_null()).arg_true().to_list()
    if unknown:
        listed = "; ".join(f"row {row + HEAD}: `{written[row]}`" for row in unknown[:_SHOWN])
        more = f"; and {len(unknown) - _SHOWN:,} more" if len(unknown) > _SHOWN else ""
        raise ConfigError(
            f"`{path}` has labels that are none: {listed}{more}. "
            "A label is `neg`, `neu` or `pos`, or empty."
        )
    return known


def _codes(languages: pl.Series) -> pl.Series:
    codes = languages.cast(pl.String).str.to_lowercase().str.extract(r"^\s*([a-z]{2,3})\b")
    return codes.set(codes == "nan", None)


def _separator(begin: bytes) -> str:
    """Return what stands between the columns, by the first line."""
    head = re.split(rb"[\r\n]", begin, maxsplit=1)[0]
    return max((",", ";", "\t"), key=lambda mark: head.count(mark.encode()))
