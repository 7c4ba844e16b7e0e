"""Understand what is new: each raw segment without an understood twin gets one."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from flows.config import Config
from flows.lake import segments
from flows.lake.segments import Segment
from flows.text.labels import Labels
from flows.text.queries import BrandQuery
from flows.text.understanding import Understanding, understand, understanding_id

BATCH_POSTS = 25_000
"""Most posts that one worker understands at a time, a larger segment apart. One batch is done
before a second process would have started, and each batch costs a second however small it is."""


@dataclass(frozen=True)
class _Work:
    """Segments that are understood together: many small ones cost what one of their size does."""

    segments: list[Segment]
    row_count: int
    folder: Path
    queries: list[BrandQuery]
    settings: Understanding
    labels: Labels


def current(config: Config) -> str:
    """Return the id of the understanding that the configuration asks for."""
    return understanding_id(config.queries, config.understanding, config.labels)


def understand_new(
    config: Config,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Understand every raw segment that has not been yet; return how many posts that were.

    `progress` is told after each segment how many of how many posts are done. A killed run
    leaves whole segments or none, and the next goes on where it ended. A changed brand query is
    another understanding, so all history is read anew.

    Raises:
        ListeningError: a segment cannot be read or written.

    """
    name = current(config)
    folder = segments.posts_folder(config.lake, name)
    work = [
        _Work(batch, count, folder, config.queries, config.understanding, config.labels)
        for batch, count in _batches(segments.pending(config.lake, name))
    ]
    total, done = sum(one.row_count for one in work), 0
    for count in _results(work, workers or os.cpu_count() or 1):
        done += count
        progress(done, total)
    return done


def _batches(pending: list[Segment]) -> Iterator[tuple[list[Segment], int]]:
    batch: list[Segment] = []
    held = 0
    for segment in pending:
        count = segments.row_count([segment.path])
        if batch and held + count > BATCH_POSTS:
            yield batch, held
            batch, held = [], 0
        batch.append(segment)
        held += count
    if batch:
        yield batch, held


def _results(work: list[_Work], workers: int) -> Iterator[int]:
    if workers == 1 or len(work) <= 1:
        yield from map(_understand, work)
        return
    # Spawned, not forked: Polars' threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(work)), context, _heed_the_parent) as pool:
        yield from pool.map(_understand, work)


def _heed_the_parent() -> None:
    """Leave Ctrl-C to the parent, and end with it: a killed parent cannot say so itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _understand(work: _Work) -> int:
    """Understand some segments as one frame, and write each its own twin."""
    frames = [segments.read(segment).drop("raw") for segment in work.segments]
    # Segments of before lack the columns that posts got since then.
    together = pl.concat(frames, how="diagonal")
    understood = understand(together, work.queries, work.settings, work.labels)
    begin = 0
    for segment, frame in zip(work.segments, frames, strict=True):
        segments.write(understood.slice(begin, frame.height), work.folder / segment.key)
        begin += frame.height
    return begin
