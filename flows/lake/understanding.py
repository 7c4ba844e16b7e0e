"""Understand what is new: each raw segment without an understood twin gets one."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from flows.config import Config
from flows.lake import segments
from flows.lake.segments import Segment
from flows.text.matching import BrandQuery
from flows.text.understanding import Understanding, understand, understanding_id

_ALONE_BYTES = 4_000_000
"""Work below this size (about 10,000 posts) is done before a second process would have started."""


@dataclass(frozen=True)
class _Work:
    segment: Segment
    target: Path
    queries: list[BrandQuery]
    settings: Understanding


def current(config: Config) -> str:
    """Return the id of the understanding that the configuration asks for."""
    return understanding_id(config.queries, config.understanding)


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
        _Work(segment, folder / segment.key, config.queries, config.understanding)
        for segment in segments.pending(config.lake, name)
    ]
    total = segments.row_count([one.segment.path for one in work])
    done = 0
    for count in _results(work, workers or os.cpu_count() or 1):
        done += count
        progress(done, total)
    return done


def _results(work: list[_Work], workers: int) -> Iterator[int]:
    size = sum(one.segment.path.stat().st_size for one in work)
    if workers == 1 or len(work) == 1 or size < _ALONE_BYTES:
        yield from map(_understand_one, work)
        return
    # Spawned, not forked: Polars' threads do not survive a fork. Segments go out one by one, the
    # largest first, so that the workers end together.
    work = sorted(work, key=lambda one: -one.segment.path.stat().st_size)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(work)), mp_context=context) as pool:
        yield from pool.map(_understand_one, work)


def _understand_one(work: _Work) -> int:
    posts = segments.read(work.segment)
    understood = understand(posts.drop("raw"), work.queries, work.settings)
    segments.write(understood, work.target)
    return posts.height
