"""What a measured command is said to take."""

import os
import sys

import pytest

from benchmarks.measure import Failed, measured
from benchmarks.table import Row, Target, render, write

_HOLD = "import time; held = bytearray(400_000_000); time.sleep(0.5)"
_PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{_HOLD}'])"


@pytest.mark.slow
def test_memory_of_children_counts(tmp_path):
    """The peak is that of the whole tree: a small parent of a large child is large."""
    usage = measured([sys.executable, "-c", _PARENT], tmp_path / "log")

    assert usage.peak > 400_000_000
    assert usage.wall > 0.5


def test_cpu_is_not_waiting(tmp_path):
    """A command that sleeps takes wall clock and hardly any CPU."""
    usage = measured(["sleep", "0.5"], tmp_path / "log")

    assert usage.wall > 0.5
    assert usage.cpu < 0.2


def test_a_failed_command_shows_what_it_said(tmp_path):
    """A job that fails stops the benchmark with the end of its output."""
    with pytest.raises(Failed, match="no such thing"):
        measured([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path / "log")


def test_the_environment_is_the_callers_and_more(tmp_path):
    """A command sees the variables it is given beside those that are there."""
    code = "import os; print(os.environ['ONE'], bool(os.environ['PATH']))"
    measured([sys.executable, "-c", code], tmp_path / "log", {"ONE": "1"})

    assert "1 True\n" == (tmp_path / "log").read_text()
    assert "ONE" not in os.environ


def test_the_table_replaces_only_what_is_between_the_markers(tmp_path):
    """A new table takes the place of the old one and leaves the words around it."""
    usage = measured(["true"], tmp_path / "log")
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- measured -->\nold\n<!-- /measured -->\nafter\n")
    row = Row("a job", [usage], target=Target("< 9 s", lambda row: row.wall < 9))

    write(render([row], "a machine"), readme)

    told = readme.read_text()
    assert told.startswith("before\n<!-- measured -->\na machine\n\n| job |")
    assert "| a job | ✓ < 9 s |" in told
    assert told.endswith("<!-- /measured -->\nafter\n")
    assert "old" not in told
