"""What a command says: sentences on stdout or one JSON document, progress on stderr."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TextIO

import typer

from flows.errors import ListeningError

if TYPE_CHECKING:
    from rich.progress import Progress

PIPE_CLOSED = 141
"""What a shell reports of a program whose reader went away (128 + SIGPIPE)."""

Counted = Callable[[int, int | None], None]
"""Takes how many are done, of how many if that is known."""

_PLAIN_EVERY = 10.0


def nearby(path: Path) -> Path:
    """Return a path as somebody here would type it: from this folder, where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


class Console:
    """Where a command's words go; with `as_json` a single document is all that stdout gets."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._bar: Progress | None = None

    def say(self, line: str = "") -> None:
        """Print a line for a person; nothing when a machine is reading."""
        if not self.as_json:
            self.write(f"{line}\n")

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Print rows with their columns below each other."""
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        for row in rows:
            padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.say("  ".join(padded).rstrip())

    def document(self, document: Mapping[str, Any] | Sequence[Any]) -> None:
        """Print the one document of `--json`; nothing when a person is reading."""
        if self.as_json:
            self.write(as_json(document) + "\n")

    def write(self, text: str) -> None:
        """Write to stdout as is; a reader that went away ends the command quietly.

        Raises:
            ListeningError: stdout is a file, and its disk is full.

        """
        try:
            with self._without_bar():
                sys.stdout.write(text)
                sys.stdout.flush()
        except BrokenPipeError:
            _forget(sys.stdout)
            raise typer.Exit(PIPE_CLOSED) from None
        except OSError as error:
            _forget(sys.stdout)
            raise ListeningError(f"The output could not be written: {error.strerror}.") from error

    def note(self, line: str) -> None:
        """Print a line beside the result, on stderr."""
        try:
            with self._without_bar():
                print(line, file=sys.stderr, flush=True)  # noqa: T201 - where words come out
        except OSError:
            # Nobody listens to what is said beside the result; the work goes on.
            _forget(sys.stderr)

    @contextmanager
    def counting(self, doing: str) -> Iterator[Counted]:
        """Show how many posts are done: a bar in a terminal, else a line every ten seconds."""
        if sys.stderr.isatty():
            try:
                with _progress() as self._bar:
                    yield _moving(self._bar, doing)
            finally:
                self._bar = None
        else:
            yield self._lines(doing)

    @contextmanager
    def _without_bar(self) -> Iterator[None]:
        """Take the bar away while something is said, so that neither stands in the other's line."""
        if self._bar is None:
            yield
            return
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()

    @contextmanager
    def steps(self, doing: str) -> Iterator[Callable[[str], None]]:
        """Show which step runs: beside a spinner in a terminal, else a line each."""
        if not sys.stderr.isatty():
            yield lambda step: self.note(f"{doing}: {step}.")
            return
        from rich.console import Console as Terminal

        with Terminal(stderr=True).status(doing) as status:
            yield lambda step: status.update(f"{doing}: {step}")

    def _lines(self, doing: str) -> Counted:
        began = said = monotonic()

        def counted(done: int, total: int | None) -> None:
            nonlocal said
            if (now := monotonic()) - said >= _PLAIN_EVERY:
                said = now
                of = f" of {total:,}" if total else ""
                self.note(f"{doing}: {done:,}{of} posts, {done / (now - began):,.0f} a second")

        return counted


def _forget(stream: TextIO) -> None:
    """Send what Python still holds for a stream, and all that follows, to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _progress() -> "Progress":
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[told]}"),
        TimeElapsedColumn(),
    )
    # What goes to stdout stays there, also when that is no terminal.
    return Progress(*columns, console=Terminal(stderr=True), transient=True, redirect_stdout=False)


def _moving(progress: "Progress", doing: str) -> Counted:
    task, began = progress.add_task(doing, total=None, told=""), monotonic()

    def counted(done: int, total: int | None) -> None:
        of = f" of {total:,}" if total else ""
        rate = done / max(monotonic() - began, 0.001)
        told = f"{done:,}{of} posts" + (f", {rate:,.0f} a second" if done else "")
        progress.update(task, completed=done, total=total, told=told)

    return counted


def as_json(value: Any, indent: int | None = 2) -> str:
    """Return a value as JSON; days and instants in ISO 8601, paths as text."""
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    return str(value)
