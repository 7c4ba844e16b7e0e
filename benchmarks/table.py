"""The Markdown table of what was measured, and the machine it was measured on."""

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
    "by hand: wall s", "by hand: CPU s", "by hand: peak MB", "by hand ÷ Earwitness",
)  # fmt: skip


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


def render(rows: Sequence[Row], machine: str) -> str:
    """Return the machine and the table as Markdown."""
    lines = [list(_HEADINGS), ["---", "---", *["---:"] * (len(_HEADINGS) - 2)]]
    lines += [row.cells() for row in rows]
    return machine + "\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(told: str, path: Path) -> None:
    """Put the table between the markers of a file."""
    text = path.read_text(encoding="utf-8")
    block = f"{_BEGIN}\n{told}\n{_END}"
    found = re.compile(f"{_BEGIN}.*{_END}", re.DOTALL)
    if not found.search(text):
        raise SystemExit(f"`{path}` lacks the markers `{_BEGIN}` and `{_END}`.")
    path.write_text(found.sub(lambda _: block, text), encoding="utf-8")


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
