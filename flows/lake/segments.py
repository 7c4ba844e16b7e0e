"""Segments: Parquet files that are written once, named by source, month of posting and run."""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import ComputeError

from flows.errors import ListeningError
from flows.writing import whole

_FULL_BYTES = 1_000_000
"""A disk with less room than this is called full when a file could not be ended."""


@dataclass(frozen=True, order=True)
class Segment:
    """One Parquet file of posts; `key` is its path below raw/ or posts/<understanding>/."""

    path: Path
    source: str
    month: str
    name: str

    @property
    def key(self) -> Path:
        """The part of the path that a raw segment and its understood twin share."""
        return Path(self.source, self.month, self.name)


def raw_folder(lake: Path) -> Path:
    """Return where segments lie as they were heard."""
    return lake / "raw"


def posts_folder(lake: Path, understanding: str) -> Path:
    """Return where the segments of one understanding lie."""
    return lake / "posts" / understanding


def segments(folder: Path) -> list[Segment]:
    """Return the segments of a folder, in order; none if there is no such folder."""
    return [
        Segment(path, path.parts[-3], path.parts[-2], path.name)
        for path in sorted(folder.glob("*/*/*.parquet"))
    ]


def pending(lake: Path, understanding: str) -> list[Segment]:
    """Return the raw segments that have no understood twin yet: the work list."""
    done = {segment.key for segment in segments(posts_folder(lake, understanding))}
    return [segment for segment in segments(raw_folder(lake)) if segment.key not in done]


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write one segment, whole or not at all."""
    with whole(path) as temporary:
        try:
            frame.write_parquet(temporary, compression="zstd", statistics=True)
        except ComputeError as error:
            raise _system_error(error, temporary) from error


def _system_error(error: ComputeError, path: Path) -> OSError:
    """Return what the system said, which Polars passes on as text: `... (os error 28)`.

    When the disk fills up in the last bytes of a file, Polars does not pass it on.
    """
    if told := re.search(r"\(os error (\d+)\)", str(error)):
        return OSError(int(told[1]), os.strerror(int(told[1])))
    if shutil.disk_usage(path.parent).free < _FULL_BYTES:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return OSError(errno.EIO, str(error))


def read(segment: Segment, columns: list[str] | None = None) -> pl.DataFrame:
    """Read one segment, or some columns of it; raises ListeningError when its file is damaged."""
    with _whole_file(segment.path):
        return pl.read_parquet(segment.path, columns=columns)


def row_count(paths: Iterable[Path]) -> int:
    """Return how many posts some segments hold, read off their footers.

    Raises:
        ListeningError: a file is damaged.

    """
    count = 0
    for path in paths:
        with _whole_file(path):
            count += pl.scan_parquet(path).select(pl.len()).collect().item()
    return count


@contextmanager
def _whole_file(path: Path) -> Iterator[None]:
    try:
        yield
    except (ComputeError, OSError) as error:
        raise ListeningError(
            f"The segment `{path}` cannot be read: {error}. Restore it from a backup, or "
            "delete it and collect its source again."
        ) from error


def fingerprint(paths: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file by its path, for a manifest."""
    hashes = {}
    for path in paths:
        with path.open("rb") as opened:
            hashes[str(path)] = hashlib.file_digest(opened, "sha256").hexdigest()
    return hashes
