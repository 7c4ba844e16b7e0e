"""Issue many reports of one workspace side by side, each in a process of its own."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from flows.config import load
from flows.errors import ListeningError
from flows.lake.lock import lent, workspace_lock
from flows.rendering.issue import issue_report
from flows.window import Window


@dataclass(frozen=True)
class Outcome:
    """What became of one report: its issue, or in words why there is none."""

    report: str
    period: str
    number: int | None = None
    is_new: bool = False
    headline: str = ""
    gaps: Sequence[str] = ()
    warnings: Sequence[str] = ()
    paths: dict[str, Path] = field(default_factory=dict)
    error: str = ""


def issue_reports(
    path: Path, asked: Sequence[tuple[str, Window]], jobs: int, told: Callable[[Outcome], None]
) -> list[Outcome]:
    """Issue reports by id and window with `jobs` processes, and tell of each as it is done.

    One that fails is told in its outcome, and the others go on. The outcomes are in the order that
    was asked for. The workspace is held over all of them.

    Raises:
        ListeningError: the configuration cannot be read, or another run holds the workspace.

    """
    outcomes: dict[int, Outcome] = {}
    # Together they have as many threads as there are processors: more would wait for each other.
    threads = max(1, usual_jobs() // jobs)
    # A forked process would share the threads of DuckDB and Polars without having them.
    pool = ProcessPoolExecutor(
        jobs,
        mp_context=get_context("spawn"),
        initializer=lent,
        initargs=(os.getpid(),),
    )
    with workspace_lock(load(path).lake, "reports"), pool:
        waiting = {
            pool.submit(_issued, path, name, window, threads): place
            for place, (name, window) in enumerate(asked)
        }
        for done in as_completed(waiting):
            name, window = asked[waiting[done]]
            try:
                outcome = done.result()
            except BrokenProcessPool:
                error = "The process that made it was killed. Is there memory enough? Use --jobs 1."
                outcome = Outcome(name, window.label, error=error)
            outcomes[waiting[done]] = outcome
            told(outcome)
    return [outcomes[place] for place in sorted(outcomes)]


def _issued(path: Path, name: str, window: Window, threads: int) -> Outcome:
    """Issue one report; runs in a process of its own."""
    config = load(path)
    try:
        issue = issue_report(config, config.report(name), window, threads=threads)
    except ListeningError as error:
        return Outcome(name, window.label, error=str(error))
    return Outcome(
        name,
        window.label,
        issue.number,
        issue.is_new,
        issue.headline,
        issue.gaps,
        issue.warnings,
        issue.paths,
    )


def usual_jobs() -> int:
    """Return how many reports to make at once: one for each processor."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
