"""All posts ever collected, each once, for questions that no report's window limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from flows.config import Config
from flows.lake import segments
from flows.lake.segments import Segment
from flows.lake.understanding import current
from flows.text.language import identify
from flows.text.queries import compile_queries, match

_KEY = ("platform", "post_id")
_READ = [
    *_KEY, "posted_at", "author", "author_name", "title", "text", "url", "channel", "rating",
    "language_stated",
]  # fmt: skip

SAMPLES = 5
"""Posts that are shown of what a changed query adds, and of what it removes."""


def post_batches(config: Config) -> Iterator[pl.DataFrame]:
    """Yield every post as last observed, by segment, with what `match` reads of it.

    The language is the one that was told when the post was understood, else it is told now.
    """
    raw = segments.segments(segments.raw_folder(config.lake))
    understood = segments.posts_folder(config.lake, current(config))
    for segment, rows in zip(raw, _newest(raw), strict=True):
        posts = segments.read(segment, _READ)
        twin = replace(segment, path=understood / segment.key)
        is_understood = twin.path.is_file()
        language = segments.read(twin, ["language"])["language"] if is_understood else _told(posts)
        yield posts.with_columns(language.alias("language"))[rows]


def _told(posts: pl.DataFrame) -> pl.Series:
    said = posts.select(pl.concat_str("title", "text", separator="\n\n").str.strip_chars())
    return identify(said.to_series(), posts["language_stated"])["language"]


def _newest(raw: Sequence[Segment]) -> list[pl.Series]:
    """Return for each segment the rows that no newer observation of the same post replaces."""
    seen = [
        segments.read(segment, [*_KEY, "collected_at"])
        .select(pl.struct(_KEY).hash().alias("post"), "collected_at")
        .with_row_index("row")
        .with_columns(pl.lit(number, pl.Int32).alias("segment"))
        for number, segment in enumerate(raw)
    ]
    if not seen:
        return []
    newest = pl.concat(seen).sort("collected_at", maintain_order=True)
    newest = newest.unique("post", keep="last", maintain_order=True)
    return [newest.filter(pl.col("segment") == number)["row"].sort() for number in range(len(raw))]


@dataclass(frozen=True)
class QueryChange:
    """What a changed query adds and removes over all stored posts.

    `months` has a row for each month with posts that either query finds: month, old, new, added,
    removed. `added` and `removed` hold up to `SAMPLES` posts: posted_at, url, term, text.
    """

    post_count: int
    months: pl.DataFrame
    added: list[dict[str, Any]]
    removed: list[dict[str, Any]]


def query_change(config: Config, old: str, new: str) -> QueryChange:
    """Compare two queries over all stored posts; raises ConfigError for one that cannot be read."""
    compiled = compile_queries({"old": old, "new": new})
    count, found = 0, [_FOUND]
    for posts in post_batches(config):
        count += posts.height
        told = pl.DataFrame({"found": match(posts, compiled)}).select(
            pl.col("found").list.eval(_term_of("old")).list.first().alias("old"),
            pl.col("found").list.eval(_term_of("new")).list.first().alias("new"),
        )
        both = posts.select(*_KEY, "posted_at", "url", "title", "text").hstack(told)
        found.append(both.filter(~pl.all_horizontal(pl.col("old", "new").is_null())))
    frame = pl.concat(found)
    is_old, is_new = pl.col("old").is_not_null(), pl.col("new").is_not_null()
    zone = config.workspace.timezone
    months = (
        frame.group_by(
            pl.col("posted_at").dt.convert_time_zone(zone).dt.strftime("%Y-%m").alias("month")
        )
        .agg(
            is_old.sum().alias("old"),
            is_new.sum().alias("new"),
            (is_new & ~is_old).sum().alias("added"),
            (is_old & ~is_new).sum().alias("removed"),
        )
        .sort("month")
    )
    return QueryChange(
        count,
        months,
        _samples(frame.filter(is_new & ~is_old), "new"),
        _samples(frame.filter(is_old & ~is_new), "old"),
    )


_FOUND = pl.DataFrame(
    schema={
        **dict.fromkeys(_KEY, pl.String()),
        "posted_at": pl.Datetime("us", "UTC"),
        **dict.fromkeys(("url", "title", "text", "old", "new"), pl.String()),
    }
)


def _term_of(query: str) -> pl.Expr:
    entry = pl.element().struct
    return entry.field("term").filter(entry.field("id") == query)


def _samples(posts: pl.DataFrame, query: str) -> list[dict[str, Any]]:
    """Draw some posts: always the same ones, from all over the history."""
    drawn = posts.sort(pl.struct(_KEY).hash(), *_KEY).head(SAMPLES).sort("posted_at")
    said = pl.concat_str("title", "text", separator=" ").str.replace_all(r"\s+", " ")
    return drawn.select(
        "posted_at", "url", pl.col(query).alias("term"), said.str.strip_chars().alias("text")
    ).to_dicts()
