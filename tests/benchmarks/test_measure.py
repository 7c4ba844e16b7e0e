"""What a measured command is said to take."""

import os
import shutil
import sys

import pytest

from benchmarks.inputs import REPO
from benchmarks.measure import Failed, Usage, measured
from benchmarks.table import Row, Target, machine, measured_before, render, write

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


MACHINE = "Measured on 2026-11-30 08:00 UTC: a machine"


def _put(rows, on, readme):
    write(render(rows, on, measured_before(readme)), readme)


def _readme(tmp_path, between=""):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n<!-- measured -->\n{between}\n<!-- /measured -->\nafter\n")
    return readme


def test_the_table_replaces_only_what_is_between_the_markers(tmp_path):
    """A new table takes the place of the old one and leaves the words around it."""
    readme = _readme(tmp_path, "old")
    row = Row("a job", [Usage(1, 1, 1)], target=Target("< 9 s", lambda row: row.wall < 9))

    _put([row], MACHINE, readme)

    told = readme.read_text()
    assert told.startswith(f"before\n<!-- measured -->\n{MACHINE}\n\n| job |")
    assert "| a job | ✓ < 9 s | 1.0 |" in told
    assert told.endswith("<!-- /measured -->\nafter\n")
    assert "old" not in told


def test_rows_of_jobs_that_did_not_run_stay_with_their_time_and_machine(tmp_path):
    """To measure one job anew leaves the others' rows, their order, time and machine."""
    earlier = "Measured on 2026-11-21 22:39 UTC: another machine"
    readme = _readme(tmp_path)
    _put([Row("one", [Usage(1, 1, 1)]), Row("two", [Usage(2, 2, 1)])], earlier, readme)

    _put([Row("one", [Usage(5, 5, 1)]), Row("three", [Usage(3, 3, 1)])], MACHINE, readme)

    told = readme.read_text()
    rows = [line.split(" | ") for line in told.splitlines() if line.startswith("| ")][2:]
    assert [["| one", "5.0"], ["| two", "2.0"], ["| three", "3.0"]] == [
        [row[0], row[2]] for row in rows
    ]
    assert ["2026-11-30 08:00 |", "2026-11-21 22:39 |", "2026-11-30 08:00 |"] == [
        row[-1] for row in rows
    ]
    assert f"{earlier}\n\n{MACHINE}\n\n| job |" in told


def test_a_machine_that_no_row_was_measured_on_goes(tmp_path):
    """When every row is measured anew, nothing is said of the machine before."""
    readme = _readme(tmp_path)
    _put([Row("one", [Usage(1, 1, 1)])], MACHINE.replace("30", "21", 1), readme)

    _put([Row("one", [Usage(1, 1, 1)])], MACHINE, readme)

    assert 1 == readme.read_text().count("Measured on")


def test_the_table_of_the_benchmarks_can_be_measured_in_parts(tmp_path):
    """The README's own table keeps every row when another job is added."""
    readme = tmp_path / "README.md"
    shutil.copy(REPO / "benchmarks" / "README.md", readme)
    before = readme.read_text().splitlines()

    _put([Row("another job", [Usage(1, 1, 1)])], machine(), readme)

    after = readme.read_text().splitlines()
    assert set(before) <= set(after)
    assert 1 == sum(line.startswith("| another job |") for line in after)
