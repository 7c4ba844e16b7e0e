"""Keep the labels that came back on a sheet, each with who gave it and when."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from flows.audit.labelled import HEAD, classes, read_table, require
from flows.audit.sheet import text_hash
from flows.errors import ConfigError
from flows.lake import labels as kept
from flows.lake.ledger import run_name

_POST = ["platform", "post_id"]
_SHOWN = 3
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Imported:
    """What an import brought."""

    new_count: int
    changed_count: int
    same_count: int
    unlabelled_count: int
    labellers: list[str]


def import_labels(lake: Path, path: Path, labeller: str | None, at: datetime) -> Imported:
    """Keep the labels of a sheet that `audit sample` wrote; all of them or, at a fault, none.

    `labeller` stands for the rows that name nobody. Rows without a label are left out, and labels
    that are known already are not kept twice.

    Raises:
        ConfigError: the file is no such sheet or has no label, a label is none of the three, a
            labeller is missing, a post was never drawn or has another text; names the rows.
        ListeningError: the labels cannot be written.

    """
    given = _given(path, labeller)
    told = given.drop_nulls("label")
    if told.is_empty():
        why = "is empty" if given.height else "has no rows under its head"
        raise ConfigError(f"`{path}` has nothing to import: the column `label` {why}.")
    _refuse(path, told, pl.col("labeller").is_null(), *_UNNAMED)
    _refuse(path, told, pl.struct([*_POST, "labeller"]).is_duplicated(), *_TWICE)
    placed = _placed(lake, path, told).with_columns(labelled_at=pl.lit(at))
    before = kept.labels(lake).select(*_POST, "labeller", known="label")
    compared = placed.join(before, on=[*_POST, "labeller"], how="left")
    news = compared.filter(pl.col("known").ne_missing(pl.col("label")))
    if news.height:
        kept.keep_labels(lake, run_name(at, secrets.token_hex(3)), news)
    changed = news.height - news["known"].null_count()
    return Imported(
        new_count=news.height - changed,
        changed_count=changed,
        same_count=placed.height - news.height,
        unlabelled_count=given.height - told.height,
        labellers=sorted(placed["labeller"].unique()),
    )


# What is wrong, and what to do.
_UNNAMED = "no labeller", "Write one into the column `labeller`, or add `--labeller NAME`."
_TWICE = "a post that one labeller labelled twice", "Keep one row of each."
_NO_SAMPLE = (
    "a sample that this workspace did not draw",
    "Import the sheet where it was drawn, or draw a new one with `earwitness audit sample`.",
)
_NOT_IN_SAMPLE = (
    "a post that the sample on the sheet did not draw",
    "Leave `platform`, `post_id` and `sample` of each row as they were written.",
)
_OTHER_TEXT = (
    "a text that is not the one drawn, so that the label may stand beside another post's",
    "Sort whole rows only, leave the texts as they are, and save a CSV as UTF-8.",
)
_NOT_DRAWN = (
    "a post that no sample of this workspace drew",
    "It would stand for no others; import the sheet that `earwitness audit sample` wrote.",
)


def _given(path: Path, labeller: str | None) -> pl.DataFrame:
    table = read_table(path)
    require(table, ("platform", "post_id", "text", "label"), path)
    for column in ("labeller", "sample"):
        if column not in table.columns:
            table = table.with_columns(pl.lit(None, pl.String).alias(column))
    named = pl.col("labeller").str.strip_chars().str.slice(0, _LONGEST_NAME)
    named = pl.when(named != "").then(named)
    return table.with_row_index("row", HEAD).select(
        "row",
        pl.when(pl.col("sample").str.strip_chars() != "").then(pl.col("sample").str.strip_chars()),
        # A quote before what looks like a formula is the sheet's, not the post's.
        *(pl.col(one).str.replace(r"^'([=+\-@\t\r])", "$1") for one in [*_POST, "text"]),
        classes(table["label"], path).alias("label"),
        pl.coalesce(named, pl.lit(labeller, pl.String)).alias("labeller"),
    )


def _placed(lake: Path, path: Path, told: pl.DataFrame) -> pl.DataFrame:
    """Find the sample of each post: the one on the sheet or, if it names none, the last one."""
    drawn = kept.samples(lake).select("sample", *_POST, "text_hash")
    names = drawn["sample"].unique()
    _refuse(path, told, ~pl.col("sample").is_in(names.implode()), *_NO_SAMPLE)
    newest = drawn.unique(_POST, keep="last", maintain_order=True)
    placed = told.join(newest.rename({"sample": "newest"}).drop("text_hash"), on=_POST, how="left")
    _refuse(path, placed, pl.col("newest").is_null(), *_NOT_DRAWN)
    placed = placed.with_columns(pl.col("sample").fill_null(pl.col("newest")))
    known = drawn.with_columns(is_drawn=True)
    placed = placed.join(known, on=["sample", *_POST], how="left")
    _refuse(path, placed, pl.col("is_drawn").is_null(), *_NOT_IN_SAMPLE)
    _refuse(path, placed, _is_other_text(), *_OTHER_TEXT)
    return placed


def _is_other_text() -> pl.Expr:
    """Return whether a row has another text than was drawn; older samples do not know theirs."""
    told = pl.col("text").fill_null("").map_elements(text_hash, return_dtype=pl.String)
    return pl.col("text_hash") != told


def _refuse(path: Path, told: pl.DataFrame, is_wrong: pl.Expr, what: str, to_do: str) -> None:
    wrong = told.filter(is_wrong)["row"].to_list()
    if wrong:
        listed = ", ".join(f"{row:,}" for row in wrong[:_SHOWN])
        more = f" and {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
        rows = "row" if len(wrong) == 1 else "rows"
        raise ConfigError(f"`{path}`: {what} in {rows} {listed}{more}. {to_do}")
