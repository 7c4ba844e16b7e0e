"""Which posts were last heard of when, and so which are to be looked up again."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import polars as pl

from flows.lake import segments
from flows.lake.erasure import REWRITING
from flows.lake.segments import Segment
from flows.lake.wanted import KEY, Key, unreadable
from flows.post import SCHEMA
from flows.writing import whole

_READ = [column for column in SCHEMA if column != "raw"]
_SCHEMA: dict[str, pl.DataType] = {
    "platform": pl.String(),
    "post_id": pl.String(),
    "seen_at": SCHEMA["collected_at"],
    "tried_at": SCHEMA["collected_at"],
}
"""When a post was last told of, and when it was last asked for."""


def due(lake: Path, source: str, before: datetime, most: int) -> tuple[pl.DataFrame, int]:
    """Return the posts of a source that were not heard of since, and how many more there are.

    Those are `most` at most, each as last observed, without `raw`; the longest untried come first,
    so that some that are never answered do not stand in the way of the others.

    Raises:
        ListeningError: a file is damaged.

    """
    heard = _segments(lake, source)
    if not heard:
        return pl.DataFrame(schema={column: SCHEMA[column] for column in _READ}), 0
    seen = pl.concat(segments.read(one, [*KEY, "collected_at"]) for one in heard).select(
        *KEY, pl.col("collected_at").alias("seen_at"), pl.col("collected_at").alias("tried_at")
    )
    looked_up = [_read(path).join(seen, on=KEY, how="semi") for path in _files(lake)]
    last = _last([seen, *looked_up])
    old = last.filter(pl.col("seen_at") <= before).sort("tried_at", *KEY)
    chosen = old.head(most)
    return _newest(heard, chosen), old.height - chosen.height


def _newest(heard: Iterable[Segment], chosen: pl.DataFrame) -> pl.DataFrame:
    """Return each of the chosen posts as last observed, in their order."""
    rows = [segments.read(one, _READ).join(chosen, on=KEY, how="semi") for one in heard]
    newest = pl.concat(rows).sort("collected_at", maintain_order=True).unique(KEY, keep="last")
    return chosen.join(newest, on=KEY).select(_READ)


def remember(
    lake: Path, source: str, told: Iterable[Key], silent: Iterable[Key], at: datetime
) -> None:
    """Keep that posts of a source were looked up at this instant, some of them without an answer.

    Raises:
        ListeningError: the file is damaged, or cannot be written.

    """
    rows = [*((*post, at, at) for post in told), *((*post, None, at) for post in silent)]
    new = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    path = _folder(lake) / f"{source}.parquet"
    with REWRITING:
        known = [_read(path)] if path.is_file() else []
        with whole(path) as temporary:
            _last([*known, new]).write_parquet(temporary, compression="zstd")


def _last(told: Iterable[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(told).group_by(KEY).agg(pl.col("seen_at", "tried_at").max())


def _folder(lake: Path) -> Path:
    return lake / "lookups"


def _files(lake: Path) -> list[Path]:
    return sorted(_folder(lake).glob("*.parquet"))


def _segments(lake: Path, source: str) -> list[Segment]:
    found = segments.segments(segments.raw_folder(lake))
    return [one for one in found if one.source == source]


def _read(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(path, error) from error
