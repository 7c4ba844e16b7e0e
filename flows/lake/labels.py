"""What people say of posts: the samples that were drawn, and the labels that came back.

`data/labels/samples/<sample>.parquet` holds the posts of one sample, each with its stratum and how
many posts that stratum had; `data/labels/given/<run>.parquet` the labels of one import. Both are
written once. Of two labels of one labeller for one post the newer counts when they are read.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from flows.errors import ListeningError
from flows.lake.segments import write

SAMPLE_SCHEMA: dict[str, pl.DataType] = {
    "sample": pl.String(),
    "brand": pl.String(),
    "first_on": pl.Date(),
    "end_on": pl.Date(),
    "platform": pl.String(),
    "post_id": pl.String(),
    "stratum": pl.String(),
    "stratum_size": pl.Int64(),
    "text_hash": pl.String(),
}
"""A drawn post. Its chance of being drawn was its stratum's drawn posts over `stratum_size`.

`text_hash` tells whether a sheet that comes back has the text that was drawn; it is null in samples
of versions that did not keep it.
"""

LABEL_SCHEMA: dict[str, pl.DataType] = {
    "sample": pl.String(),
    "platform": pl.String(),
    "post_id": pl.String(),
    "labeller": pl.String(),
    "label": pl.String(),
    "labelled_at": pl.Datetime("us", "UTC"),
}
"""What one person said of one post: negative, neutral or positive."""

_KEY = ["platform", "post_id", "labeller"]


def keep_sample(lake: Path, drawn: pl.DataFrame) -> None:
    """Keep one sample; the same sample drawn again is there already.

    Raises:
        ListeningError: it cannot be written.

    """
    path = lake / "labels" / "samples" / f"{drawn['sample'][0]}.parquet"
    if not path.exists():
        write(drawn.select(list(SAMPLE_SCHEMA)), path)


def keep_labels(lake: Path, run: str, labels: pl.DataFrame) -> None:
    """Keep the labels of one import.

    Raises:
        ListeningError: they cannot be written.

    """
    write(labels.select(list(LABEL_SCHEMA)), lake / "labels" / "given" / f"{run}.parquet")


def samples(lake: Path, among: Collection[Path] | None = None) -> pl.DataFrame:
    """Return all drawn posts, or those in some of the files.

    Raises:
        ListeningError: a file is damaged.

    """
    return _all(lake / "labels" / "samples", SAMPLE_SCHEMA, among)


def labels(lake: Path, among: Collection[Path] | None = None) -> pl.DataFrame:
    """Return the newest label of each labeller for each post, in all files or in some.

    Raises:
        ListeningError: a file is damaged.

    """
    given = _all(lake / "labels" / "given", LABEL_SCHEMA, among)
    newest = given.sort("labelled_at", maintain_order=True)
    return newest.unique(_KEY, keep="last", maintain_order=True)


def files(lake: Path) -> list[Path]:
    """Return the files that a report's measure of quality stands on."""
    return sorted((lake / "labels").glob("*/*.parquet"))


def _with_hash(kept: pl.DataFrame) -> pl.DataFrame:
    if "stratum" in kept.columns and "text_hash" not in kept.columns:
        return kept.with_columns(text_hash=pl.lit(None, pl.String))
    return kept


def _all(
    folder: Path, schema: Mapping[str, pl.DataType], among: Collection[Path] | None
) -> pl.DataFrame:
    frames = [pl.DataFrame(schema=schema)]
    for path in sorted(folder.glob("*.parquet")):
        if among is not None and path not in among:
            continue
        try:
            frames.append(_with_hash(pl.read_parquet(path)).select(list(schema)))
        except (PolarsError, OSError) as error:
            raise ListeningError(
                f"The labels in `{path}` cannot be read: {str(error).splitlines()[0]}. Restore the "
                "file from a backup, or delete it and import its sheet again."
            ) from error
    return pl.concat(frames)
