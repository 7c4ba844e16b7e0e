"""One run at a time in a workspace."""

import subprocess
import sys
import threading

import pytest

from flows.errors import ListeningError, WorkspaceBusy
from flows.lake.lock import workspace_lock
from flows.writing import whole

HOLD = """
import sys, time
from pathlib import Path
from flows.lake.lock import workspace_lock
with workspace_lock(Path(sys.argv[1]), "collect"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path):
    """Run another process that holds the workspace."""
    program = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "held\n" == process.stdout.readline()
        yield process
        process.kill()


def test_a_second_run_says_who_is_there(tmp_path, other):
    """A run that cannot have the workspace names the process that has it, and what that does."""
    told: list[str] = []

    with (
        pytest.raises(WorkspaceBusy, match=rf"process {other.pid}, `collect`, since 20\d\d-"),
        workspace_lock(tmp_path, "report", wait_seconds=0.2, waiting=told.append),
    ):
        pytest.fail("two runs at once")

    assert 1 == len(told)
    assert f"Another run (process {other.pid}, `collect`" in told[0]


def test_a_killed_run_lets_go(tmp_path, other):
    """The lock of a killed process is free, and what it never published is swept away."""
    other.kill()
    other.wait()
    half_written = tmp_path / "raw" / ".r.parquet.1.partial"
    unpublished = tmp_path / "staging" / "r" / "r-0000.parquet"
    for left in (half_written, unpublished):
        left.parent.mkdir(parents=True)
        left.touch()

    with workspace_lock(tmp_path, "collect", wait_seconds=0):
        assert not half_written.exists()
        assert not unpublished.exists()


def test_a_second_run_waits(tmp_path):
    """A run goes on as soon as the other has ended."""
    done: list[str] = []
    entered, leave = threading.Event(), threading.Event()

    def first() -> None:
        with workspace_lock(tmp_path, "collect"):
            entered.set()
            leave.wait(10)
            done.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    entered.wait(10)

    def go_on(_: str) -> None:
        leave.set()

    with workspace_lock(tmp_path, "report", wait_seconds=10, waiting=go_on):
        done.append("second")
    thread.join()

    assert ["first", "second"] == done


def test_a_run_may_ask_again(tmp_path):
    """A run that holds the workspace over all its stages is not kept out by itself."""
    with workspace_lock(tmp_path, "run"):
        with workspace_lock(tmp_path, "collect", wait_seconds=0):
            pass
        assert (tmp_path / ".lock-holder.json").exists()

    assert not (tmp_path / ".lock-holder.json").exists()


def test_sweeping_leaves_whole_files(tmp_path):
    """Only what was not finished is swept."""
    with whole(tmp_path / "kept.json") as temporary:
        temporary.write_text("{}")

    with workspace_lock(tmp_path, "collect"):
        assert (tmp_path / "kept.json").exists()


def test_a_workspace_that_cannot_be_written(tmp_path):
    """Where no lock can be made, the path and the system's reason are told."""
    (tmp_path / ".lock").mkdir()

    with (
        pytest.raises(ListeningError, match=r"\.lock` could not be written: Is a directory"),
        workspace_lock(tmp_path, "collect", wait_seconds=0),
    ):
        pytest.fail("held without a lock")
