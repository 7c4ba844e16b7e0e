"""Run a command as a process of its own and measure it: wall clock, CPU, memory of its tree."""

import os
import subprocess
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.inputs import REPO

EVERY_SECONDS = 0.2
_GAPS = 3
"""The exit code of `earwitness` for: done, though a source has gaps."""


class Failed(Exception):
    """A measured command failed; holds the end of what it printed."""


@dataclass(frozen=True)
class Usage:
    """What one run took.

    `wall` and `cpu` are seconds; `cpu` is user and system time of the process and its children.
    `peak` is bytes: the largest sum of the PSS of the whole tree, looked at every 0.2 s, and at
    least the largest RSS that the kernel noted for any one of the processes.
    """

    wall: float
    cpu: float
    peak: int

    def __add__(self, then: "Usage") -> "Usage":
        """Return what one run after the other took."""
        return Usage(self.wall + then.wall, self.cpu + then.cpu, max(self.peak, then.peak))

    def times(self, factor: float) -> "Usage":
        """Return the seconds scaled linearly to so many times as many posts; the peak stays."""
        return Usage(self.wall * factor, self.cpu * factor, self.peak)


def measured(command: Sequence[str], log: Path, env: Mapping[str, str] | None = None) -> Usage:
    """Run a command to its end and return what it took; its output goes to `log`.

    Raises:
        Failed: its exit code says so.

    """
    sampled: list[int] = []
    done = threading.Event()
    with log.open("wb") as out:
        began = perf_counter()
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=REPO,
            env={**os.environ, **(env or {})},
        )
        sampler = threading.Thread(target=_sample, args=(process.pid, sampled, done))
        sampler.start()
        # wait4 and not wait: it tells what the process and all it waited for have used.
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    done.set()
    sampler.join()
    if process.returncode not in (0, _GAPS):
        said = log.read_text(errors="replace").splitlines()[-15:]
        raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n" + "\n".join(said))
    return Usage(wall, used.ru_utime + used.ru_stime, max(*sampled, used.ru_maxrss * 1024))


def _sample(root: int, sampled: list[int], done: threading.Event) -> None:
    sampled.append(0)
    while not done.wait(EVERY_SECONDS):
        sampled.append(sum(_pss(process) for process in _tree(root)))


def _tree(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*/stat"):
        # The parent is the second field after the name, which stands in brackets.
        told = _read(path).rpartition(")")[2].split()
        if told:
            children[int(told[1])].append(int(path.parent.name))
    tree = [root]
    for process in tree:
        tree += children[process]
    return tree


def _pss(process: int) -> int:
    """Return the bytes a process holds, with its part of what it shares; 0 once it is gone."""
    for line in _read(Path(f"/proc/{process}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
