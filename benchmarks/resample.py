"""Make a million posts of a base of real ones: the same words on new days, by invented authors.

    python -m benchmarks.resample BASE.parquet FOLDER [--posts N] [--job ten_million]

Every post of the base comes back in later weeks, at its own weekday and hour, under a new id.
Posts that name a brand of the job come several times as often: three makers are each named by
three to seven posts of a hundred, twenty brands together by a quarter. A text that comes again gets
a made-up word at its end nine times of ten: otherwise the longer file would be all copies, and
doubling it would not double the work.
The same base and count give the same posts.
"""

import argparse
import re
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.inputs import INPUTS, Input

SEED = 20_130_611
ROW_GROUP = 20_000
FIRST = datetime(2012, 7, 1)  # noqa: DTZ001 - the base's times are naive UTC too
WEEKS = 57
"""Enough for July 2013 and the twelve months before it."""
COPY_SHARE = 0.1
"""Of the texts that come again, how many come word for word."""

_BASE_COLUMNS = ["created_at", "subreddit", "title", "text", "score", "num_comments"]
_SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]

_Rows = NDArray[np.int64]


def resample(base: Path, folder: Path, count: int, job: str = "million") -> None:
    """Write `count` posts into a folder, a Parquet file for each month, in order of time."""
    posts = pl.read_parquet(base, columns=_BASE_COLUMNS)
    plan = _plan(posts, count, INPUTS[job])
    folder.mkdir(parents=True, exist_ok=True)
    for (month,), part in plan.group_by("month", maintain_order=True):
        _worded(posts, part).write_parquet(folder / f"{month}.parquet", row_group_size=ROW_GROUP)


def _plan(posts: pl.DataFrame, count: int, job: Input) -> pl.DataFrame:
    """Return which post of the base comes when and by whom: small columns, no texts."""
    random = np.random.default_rng(SEED)
    rows = _drawn(posts, count, job, random)
    week = pl.Series(random.integers(0, WEEKS, count)) * timedelta(weeks=1)
    drawn = pl.DataFrame({"row": rows, "word": words(count, random), "week": week})
    is_same = pl.lit(pl.Series(random.random(count) < COPY_SHARE))
    return (
        drawn.with_columns(
            (pl.lit(FIRST) + pl.col("week") + _into_week(posts).gather(rows)).alias("posted_at"),
            authors(count, random).alias("author"),
            pl.when(pl.int_range(pl.len()).over("row").eq(0) | is_same)
            .then(pl.lit(""))
            .otherwise(pl.col("word"))
            .alias("word"),
        )
        .sort("posted_at", "row", "author")
        .with_row_index("number")
        .with_columns(pl.col("posted_at").dt.strftime("%Y-%m").alias("month"))
    )


def _drawn(posts: pl.DataFrame, count: int, job: Input, random: np.random.Generator) -> _Rows:
    """Draw rows of the base in rounds, so that no post comes much more often than another."""
    brands = "|".join(job.brands.values())
    is_named = (posts["title"] + "\n" + posts["text"]).str.contains(f"(?i){brands}").to_numpy()
    deck = np.repeat(np.arange(len(posts)), np.where(is_named, job.named_weight, 1))
    rounds = -(-count // len(deck))
    return np.concatenate([random.permutation(deck) for _ in range(rounds)])[:count]


def _into_week(posts: pl.DataFrame) -> pl.Series:
    """Return how far into its week (from Sunday) each post of the base was written."""
    return posts.select((pl.col("created_at") - FIRST).dt.total_seconds() % 604_800).to_series() * (
        timedelta(seconds=1)
    )


def words(count: int, random: np.random.Generator) -> pl.Series:
    """Make up words of three syllables, a space before each."""
    syllables = pl.Series(_SYLLABLES)
    parts = [syllables.gather(random.integers(0, len(_SYLLABLES), count)) for _ in range(3)]
    return " " + parts[0] + parts[1] + parts[2]


def authors(count: int, random: np.random.Generator, size: int | None = None) -> pl.Series:
    """Draw authors after Zipf and Mandelbrot: a few write hundreds of posts, most write one.

    `count` is how many posts there are in all, `size` for how many of them authors are drawn.
    """
    flat, most = 1_000.0, count / 2
    rank = flat * ((most + flat) / flat) ** random.random(size or count) - flat
    return "u" + pl.Series(rank.astype(np.int64)).cast(pl.String)


def _worded(posts: pl.DataFrame, plan: pl.DataFrame) -> pl.DataFrame:
    """Return the planned posts with their texts."""
    number = pl.col("number").cast(pl.String)
    return pl.concat([plan, posts[plan["row"]].drop("created_at")], how="horizontal").select(
        ("p" + number).alias("post_id"),
        pl.col("posted_at").dt.replace_time_zone("UTC"),
        "author",
        (pl.col("title") + pl.col("word")).alias("title"),
        "text",
        pl.format("https://forum.example/{}/{}", "subreddit", "number").alias("url"),
        pl.col("score").alias("likes"),
        pl.col("num_comments").alias("replies"),
    )


def main() -> None:
    """Read the arguments and write the posts."""
    parser = argparse.ArgumentParser(description=re.split(r"\n\n", __doc__ or "")[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--job", choices=("million", "ten_million"), default="million")
    parser.add_argument(
        "--csv", type=Path, help="write some of them here too, for the work by hand"
    )
    parser.add_argument("--every", type=int, default=20, help="into the CSV goes every so-manieth")
    given = parser.parse_args()
    resample(given.base, given.folder, given.posts, given.job)
    if given.csv:
        posts = pl.scan_parquet(given.folder / "*.parquet")
        posts.gather_every(given.every).sink_csv(given.csv)


if __name__ == "__main__":
    main()
