"""The Markdown table of what was measured, when, and the machines it was measured on."""

import os
import platform
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.measure import Usage

_BEGIN, _END = "<!-- measured -->", "<!-- /measured -->"
_LIBRARIES = ("polars", "duckdb", "textblob", "py3langid", "weasyprint", "pandas", "matplotlib")
_HEADINGS = (
    "job", "target", "wall s", "CPU s", "posts/s", "peak MB",
    "by hand: wall s", "by hand: CPU s", "by hand: peak MB", "by hand ÷ Earwitness", "measured",
)  # fmt: skip
_MACHINE = re.compile(r"Measured on (\d{4}-\d\d-\d\d \d\d:\d\d) UTC: .*")


@dataclass(frozen=True)
class Target:
    """What a job should keep to, in words and as a test of its row."""

    words: str
    is_met: "Callable[[Row], bool]"


@dataclass(frozen=True)
class Row:
    """A job, what it took at each repetition, and what the same took by hand."""

    job: str
    ours: Sequence[Usage]
    hand: Sequence[Usage] = ()
    posts: int | None = None
    target: Target | None = None
    hand_posts: int | None = None
    """Posts that the peak by hand was measured with, where they are fewer."""

    @property
    def wall(self) -> float:
        """Median of the seconds."""
        return median(one.wall for one in self.ours)

    @property
    def rate(self) -> float | None:
        """Posts a second, if the job is about posts."""
        return self.posts / self.wall if self.posts else None

    @property
    def peak(self) -> int:
        """Bytes, of the worst repetition."""
        return max(one.peak for one in self.ours)

    def cells(self) -> list[str]:
        """Return the row as printed."""
        return [
            self.job,
            f"{'✓' if self.target.is_met(self) else '✗'} {self.target.words}"
            if self.target
            else "",
            *_times(self.ours),
            f"{self.rate:,.0f}" if self.rate else "",
            _megabytes(self.peak),
            *self._hand_cells(),
        ]

    def _hand_cells(self) -> list[str]:
        if not self.hand:
            return ["", "", "", ""]
        peak = _megabytes(max(one.peak for one in self.hand))
        ratio = median(one.wall for one in self.hand) / self.wall
        of = f" ({self.hand_posts:,} posts)" if self.hand_posts else ""
        return [*_times(self.hand), peak + of, f"{ratio:.2g}"]


def render(rows: Sequence[Row], machine: str, before: str = "") -> str:
    """Return the machine and the table as Markdown.

    Rows of the table `before` stay if their job was not measured now, with the time and the
    machine of then.
    """
    at = _measured_on(machine)
    told = _rows(before) | {row.job: [*row.cells(), at] for row in rows}
    kept = {cells[-1] for cells in told.values()} - {at}
    machines = [one[0] for one in _MACHINE.finditer(before) if one[1] in kept] + [machine]
    lines = [list(_HEADINGS), ["---", "---", *["---:"] * (len(_HEADINGS) - 2)], *told.values()]
    return "\n\n".join([*machines, "\n".join(f"| {' | '.join(line)} |" for line in lines)])


def _measured_on(machine: str) -> str:
    told = _MACHINE.fullmatch(machine)
    if not told:
        raise ValueError(f"`{machine}` does not say when it measured")
    return told[1]


def _rows(table: str) -> dict[str, list[str]]:
    """Return the cells of each row of a table by job, in order."""
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    cells = [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in lines[2:]]
    return {row[0]: row for row in cells}


def measured_before(path: Path) -> str:
    """Return what stands between the markers of a file."""
    return _between(path.read_text(encoding="utf-8"), path)[1]


def write(told: str, path: Path) -> None:
    """Put a table between the markers of a file."""
    text = path.read_text(encoding="utf-8")
    found = _between(text, path)
    whole = f"{text[: found.start(1)]}\n{told}\n{text[found.end(1) :]}"
    path.write_text(whole, encoding="utf-8")


def _between(text: str, path: Path) -> re.Match[str]:
    found = re.search(f"{_BEGIN}(.*){_END}", text, re.DOTALL)
    if not found:
        raise SystemExit(f"`{path}` lacks the markers `{_BEGIN}` and `{_END}`.")
    return found


def machine() -> str:
    """Say when and on what this is measured; ask before the jobs start, for the load's sake."""
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC: {os.cpu_count()} cores "
        f"({model[1] if model else platform.machine()}), "
        f"{int(memory[1]) / 1024**2 if memory else 0:.0f} GB of memory, "
        f"{platform.system()} {platform.release()}. Load average before the start: "
        f"{os.getloadavg()[0]:.1f}. Python {platform.python_version()}, {libraries}."
    )


def _times(taken: Sequence[Usage]) -> tuple[str, str]:
    """Return wall clock and CPU: the median and, where there are several, the range."""
    return _seconds([one.wall for one in taken]), _seconds([one.cpu for one in taken])


def _seconds(taken: Sequence[float]) -> str:
    middle = f"{median(taken):.1f}"
    return f"{middle} ({min(taken):.1f}–{max(taken):.1f})" if taken[1:] else middle


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f}"
