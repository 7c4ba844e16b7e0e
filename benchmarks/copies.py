"""Make ten million understood posts of a quarter of a million, without understanding them again.

    python -m benchmarks.copies LISTENING.toml COUNT

The posts of the lake that have been understood come back in copies, each in other weeks at its own
weekday and hour, under new ids, by other authors, with a made-up word at the end of the title and
keys of its own, so that copies are not told to repeat one another. A quarter of the posts become
answers to the post before, and one in ten of the answers to a post that names a brand is the
brand's own. They lie as collections would have left them: segments of at most 50,000 posts of one
month. The same lake and count give the same posts.
"""

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.resample import FIRST, SEED, WEEKS, authors, words
from flows.config import load
from flows.lake import ledger, segments
from flows.lake.landing import SEGMENT_POSTS
from flows.lake.understanding import current

ANSWER_SHARE, OWN_SHARE = 0.25, 0.1
LINKED_SHARE = 0.1
"""Of the posts of a copy, how many may still be told to repeat another one of it nearly."""
_START = pl.lit(FIRST).dt.replace_time_zone("UTC")


def multiply(config_path: Path, count: int) -> int:
    """Put `count` copies in the place of the understood posts; return how many segments they are.

    The ledger then vouches for them.
    """
    config = load(config_path)
    folder = segments.posts_folder(config.lake, current(config))
    understood = segments.segments(folder)
    posts = pl.concat([segments.read(one) for one in understood])
    held: dict[str, list[pl.DataFrame]] = {}
    written = 0
    for copy in _copies(posts, count):
        for (month,), part in copy.group_by(pl.col("posted_at").dt.strftime("%Y-%m")):
            parts = held.setdefault(str(month), [])
            parts.append(part)
            if sum(one.height for one in parts) > SEGMENT_POSTS - posts.height // 10:
                _write(folder / posts["source"][0] / str(month), held.pop(str(month)), written)
                written += 1
    for month, parts in held.items():
        _write(folder / posts["source"][0] / month, parts, written)
        written += 1
    for one in understood:
        one.path.unlink()
    (entry,) = ledger.entries(config.lake)
    ledger.write(config.lake, entry.model_copy(update={"post_count": count}))
    return written


def _write(folder: Path, parts: list[pl.DataFrame], number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    segments.write(pl.concat(parts), folder / f"copies-{number:04}.parquet")


def _copies(posts: pl.DataFrame, count: int) -> Iterator[pl.DataFrame]:
    random = np.random.default_rng(SEED)
    for number, start in enumerate(range(0, count, posts.height)):
        part = posts.head(count - start)
        size = part.height
        yield _answering(
            part.with_columns(
                pl.format("{}-{}", "post_id", pl.lit(number)).alias("post_id"),
                _shifted(random.integers(0, WEEKS, size)).alias("posted_at"),
                _hex(authors(count, random, size)).alias("author"),
                pl.col("title") + pl.lit(words(size, random)),
                pl.format("{}-{}", "text_key", pl.lit(number)).alias("text_key"),
                pl.col("near_keys") + _apart(number, size, random),
            ).with_columns(pl.col("posted_at").alias("collected_at")),
            random,
        )


def _shifted(weeks: np.ndarray) -> pl.Expr:
    """Return the same time of another week."""
    into_week = (pl.col("posted_at") - _START).dt.total_microseconds() % (604_800 * 10**6)
    return (
        _START + pl.lit(pl.Series(weeks)) * timedelta(weeks=1) + pl.duration(microseconds=into_week)
    )


def _apart(number: int, size: int, random: np.random.Generator) -> pl.Series:
    """Return what to add to the keys of near copies, the same for the few that may be linked."""
    is_linked = random.random(size) < LINKED_SHARE
    return pl.Series(np.where(is_linked, number, random.integers(1 << 20, 1 << 50, size)))


def _hex(names: pl.Series) -> pl.Series:
    """Return names as long as the keyed hashes of authors are."""
    return names.hash(SEED).map_elements(lambda key: f"{key:016x}", return_dtype=pl.String)


def _answering(posts: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Return the posts in order of time, some as answers to the one before."""
    drawn = pl.Series(random.random(posts.height))
    brand = pl.col("brands").list.first().struct.field("brand").shift(1)
    is_answer = pl.lit(drawn < ANSWER_SHARE) & pl.col("post_id").shift(1).is_not_null()
    is_own = pl.lit(drawn < ANSWER_SHARE * OWN_SHARE) & brand.is_not_null()
    parent = pl.when(is_answer).then(pl.col("post_id").shift(1))
    return posts.sort("posted_at").with_columns(
        parent.alias("parent_id"),
        parent.alias("thread_id"),
        is_own.alias("is_owned"),
        pl.when(is_own).then(brand).alias("author_name"),
    )


def main() -> None:
    """Read the arguments and write the copies."""
    path, count = sys.argv[1:]
    print(f"{multiply(Path(path), int(count))} segments")


if __name__ == "__main__":
    main()
