"""Flow: every source into data/raw, one task a source."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, cast

from prefect import State, flow, get_run_logger, task
from prefect.blocks.system import Secret
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.states import Completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.config import Config, load, secret
from flows.errors import ConfigError, SourceRefused, SourceUnavailable
from flows.lake.collection import collect_source
from flows.lake.ledger import Entry
from flows.lake.lock import workspace_lock
from flows.sources import Http
from flows.sources.files import PathSettings
from flows.window import Window, between

WAIT_SECONDS = 3600.0
"""How long a scheduled run waits for the one before it; then it fails and says which that was."""

SIDE_BY_SIDE = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=20))
"""So many sources are asked over the network at the same time."""

_ONE_AT_A_TIME = Lock()
"""Held by a source that costs time and memory of this machine."""

GAPS = "CompletedWithGaps"
"""Name of the state of a run that did its work on less than everything."""


@contextmanager
def held(settings: Config, doing: str) -> Iterator[None]:
    """Hold the workspace over a flow, from its first step to its last.

    Raises:
        WorkspaceBusy: the run before it did not end in time; names it.

    """
    waiting = get_run_logger().warning
    with workspace_lock(settings.lake, doing, wait_seconds=WAIT_SECONDS, waiting=waiting):
        yield


def is_transient(_task: Any, _run: Any, state: State[Any]) -> bool:
    """Say whether a source that failed may answer when it is asked again."""
    return isinstance(state.result(raise_on_failure=False), SourceUnavailable)


@task(
    retries=2,
    retry_delay_seconds=[60, 300],
    retry_condition_fn=is_transient,
    cache_policy=NO_CACHE,
    task_run_name="collect {source}",
)
def collect_one(config: Path, source: str, window: Window | None) -> Entry:
    """Collect one source; each try is an entry of the ledger.

    Raises:
        SourceUnavailable: nothing came, but may the next time.
        SourceRefused: nothing came, and a person has to look.

    """
    settings = load(config)
    turn = _ONE_AT_A_TIME if isinstance(settings.source(source), PathSettings) else nullcontext()
    with turn, Http(keys=partial(secret, block=block)) as http:
        now = datetime.now(UTC)
        entry = collect_source(settings, settings.source(source), http, now, window=window)
    logger = get_run_logger()
    for note in entry.notes:
        logger.info("%s: %s", source, note)
    if entry.status == "failed":
        failure = SourceUnavailable if entry.is_transient else SourceRefused
        raise failure(entry.error or f"Source `{source}` failed.")
    logger.info("%s: %s, %s posts", source, entry.status, f"{entry.post_count:,}")
    return entry


@flow(flow_run_name="collect", task_runner=SIDE_BY_SIDE)
def collect(
    sources: Sequence[str] = (),
    first_day: date | None = None,
    last_day: date | None = None,
    config: Path = Path("listening.toml"),
) -> State[Any]:
    """Ask the sources for posts and keep what comes; the result is how many that were.

    A source that fails does not stop the others: the run is then completed with gaps.

    Args:
        sources: Ids of the sources to ask; none means all of them.
        first_day: Only posts of this day and later, by the workspace's clock; goes with the last.
        last_day: Only posts up to this day, included; goes with the first.
        config: The configuration file, relative to the folder that the worker works in.

    """
    settings = load(config)
    chosen = [settings.source(name) for name in sources or settings.platforms]
    # Those that wait for each other come last, and do not keep the others from beginning.
    names = [one.id for one in sorted(chosen, key=lambda one: isinstance(one, PathSettings))]
    window = _window(settings, first_day, last_day)
    with held(settings, "collect"):
        futures = {name: collect_one.submit(config, name, window) for name in names}
        entries, failures = settled(futures)
    return _outcome(entries, failures)


def block(name: str) -> str:
    """Read a secret that is kept on the Prefect server."""
    try:
        return str(cast("Secret[str]", Secret.load(name)).get())
    except ValueError:
        raise ConfigError(
            f"The secret `block:{name}` is missing: the Prefect server has no Secret block of "
            "that name. Make one under Blocks, or use `env:NAME`."
        ) from None


def settled(
    futures: Mapping[str, PrefectFuture[Entry]],
) -> tuple[dict[str, Entry], dict[str, Exception]]:
    """Wait for every source; return what came of each, so that no failure is lost.

    Raises:
        Exception: one failed for another reason than its source, such as a full disk.

    """
    results = {name: future.result(raise_on_failure=False) for name, future in futures.items()}
    entries = {name: result for name, result in results.items() if isinstance(result, Entry)}
    failures: dict[str, Exception] = {}
    for name, result in results.items():
        if isinstance(result, SourceUnavailable | SourceRefused):
            failures[name] = result
        elif isinstance(result, BaseException):
            raise result
    return entries, failures


def _outcome(entries: Mapping[str, Entry], failures: Mapping[str, Exception]) -> State[Any]:
    said = [str(failure) for failure in failures.values()]
    if not entries:
        raise SourceUnavailable(f"Every source failed. {' '.join(said)}")
    partial = [entry for entry in entries.values() if entry.status == "partial"]
    said += [entry.error or f"`{entry.source}` was heard in part." for entry in partial]
    limited = [entry for entry in entries.values() if entry.status == "limited"]
    said += [f"`{entry.source}`: {entry.limit or 'It stopped at its limit.'}" for entry in limited]
    count = sum(entry.post_count for entry in entries.values())
    total = len(entries) + len(failures)
    if not said:
        return Completed(message=f"{count:,} posts from {total} sources.", data=count)
    missed = (
        f"{len(failures)} of {total} sources failed, {len(partial)} were heard in part, "
        f"{len(limited)} stopped at a limit"
    )
    return Completed(name=GAPS, message=f"{count:,} posts; {missed}: {' '.join(said)}", data=count)


def _window(settings: Config, first_day: date | None, last_day: date | None) -> Window | None:
    if first_day is None and last_day is None:
        return None
    if first_day is None or last_day is None:
        raise ConfigError("The first and the last day go together; the last is included.")
    return between(first_day, last_day, settings.workspace.timezone)
