"""One run at a time: a lock on the workspace that a killed run lets go of."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import BaseFileLock, FileLock, Timeout

from flows.errors import WorkspaceBusy
from flows.lake.landing import staging_folder
from flows.writing import sweep, told_plainly, whole

WAIT_SECONDS = 600.0


_LENDERS: set[int] = set()
"""The processes that have lent this one what they hold."""


def lent(process: int) -> None:
    """Let this process go on with what another one holds, to share its work."""
    _LENDERS.add(process)


@contextmanager
def workspace_lock(
    lake: Path,
    doing: str,
    *,
    wait_seconds: float = WAIT_SECONDS,
    waiting: Callable[[str], None] = lambda _: None,
) -> Iterator[None]:
    """Hold the workspace while `doing` something; wait for another run, and say so.

    A thread that holds it already goes on: a run may hold it over all its stages, each of which
    asks for it. So does a process that the holder has `lent` it to.

    Raises:
        WorkspaceBusy: the other run did not finish in time; names it.
        ListeningError: the workspace cannot be written.

    """
    with told_plainly(lake):
        lake.mkdir(parents=True, exist_ok=True)
    lock, holder = FileLock(lake / ".lock", is_singleton=True), lake / ".lock-holder.json"
    if lock.is_locked:
        yield
        return
    if not _taken(lock, 0):
        if _holder(holder) in _LENDERS:
            yield
            return
        waiting(f"Another run {_held(holder)}; waiting up to {wait_seconds:.0f} s for it to end.")
        if not _taken(lock, wait_seconds):
            raise WorkspaceBusy(
                f"The workspace `{lake}` is in use: another run {_held(holder)}. "
                "Wait for it to end, or stop it, and run again."
            )
    try:
        with whole(holder) as temporary:
            told = {"doing": doing, "process": os.getpid(), "since": _now()}
            temporary.write_text(json.dumps(told))
        sweep(lake)
        shutil.rmtree(staging_folder(lake), ignore_errors=True)
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _taken(lock: BaseFileLock, wait_seconds: float) -> bool:
    with told_plainly(Path(lock.lock_file)):
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout:
            return False
    return True


def _held(holder: Path) -> str:
    told = _told(holder)
    if told is None:
        return "has just taken it"
    return f"(process {told['process']}, `{told['doing']}`, since {told['since']}) has it"


def _holder(holder: Path) -> int | None:
    told = _told(holder)
    return told["process"] if told else None


def _told(holder: Path) -> dict[str, Any] | None:
    """Return what the run that has the workspace says of itself, once it has."""
    try:
        told: dict[str, Any] = json.loads(holder.read_text())
    except (OSError, ValueError):
        return None
    return told


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
