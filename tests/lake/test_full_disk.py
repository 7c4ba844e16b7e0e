"""Writing: whole or not at all, also when the disk is full."""

import errno
import os
import subprocess
import sys

import pytest

from flows.errors import ListeningError
from flows.writing import sweep, told_plainly, whole

# A process that may write no file over 4,000 bytes: what a full disk is to the last writer.
CRAMPED = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))
"""
WRITE_TEXT = """
from flows.errors import ListeningError
from flows.writing import whole
try:
    with whole(Path(sys.argv[1])) as temporary:
        temporary.write_text("x" * 10_000)
except ListeningError as error:
    print(error)
"""
WRITE_SEGMENT = """
import random
import polars as pl
from flows.errors import ListeningError
from flows.lake import segments
try:
    frame = pl.DataFrame({"x": [random.random() for _ in range(10_000)]})
    segments.write(frame, Path(sys.argv[1]))
except ListeningError as error:
    print(error)
"""
REJECT = """
from flows.errors import ListeningError
from flows.lake.landing import Landing
from flows.sources import Rejected
try:
    landing = Landing(Path(sys.argv[1]), "forum", "r", [], keep_names=False)
    for line in range(100):
        landing.take(Rejected(f"x.csv:{line}", "no date", "x" * 1_000))
    landing.close()
except ListeningError as error:
    print(error)
"""


def cramped(program: str, path) -> str:
    """Run a program that may write no large file, and return what it says."""
    told = subprocess.run(
        [sys.executable, "-c", CRAMPED + program, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout


@pytest.mark.parametrize("program", [WRITE_TEXT, WRITE_SEGMENT])
def test_the_old_file_stays(program, tmp_path):
    """When the disk refuses, the error names the file, and what was there is as it was."""
    path = tmp_path / "kept"
    path.write_text("as it was")

    said = cramped(program, path)

    assert f"`{path}` could not be written: File too large." in said
    assert "as it was" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.slow
def test_rejects_that_find_no_room_are_told(tmp_path):
    """A broken record that cannot be put aside stops the run with a clear error."""
    said = cramped(REJECT, tmp_path)

    assert "rejected/forum/r.jsonl` could not be written: File too large." in said


def test_a_full_disk_is_called_one(tmp_path):
    """The message says what is full, that nothing was lost, and what to do."""
    says = r"The disk is full: `.*/x` could not be written; .* Make room and run again"
    with pytest.raises(ListeningError, match=says), told_plainly(tmp_path / "x"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_reader_sees_the_old_or_the_new(tmp_path):
    """Until the end the old file is there, afterwards the new one, and nothing beside it."""
    path = tmp_path / "below" / "report.json"
    with whole(path) as temporary:
        temporary.write_text("old")

    with whole(path) as temporary:
        temporary.write_text("new")
        assert "old" == path.read_text()

    assert "new" == path.read_text()
    assert [path] == list(path.parent.iterdir())


def test_an_error_leaves_nothing_behind(tmp_path):
    """Whatever goes wrong while writing, the half-written file goes."""

    def write_half() -> None:
        with whole(tmp_path / "x") as temporary:
            temporary.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()

    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_is_told(tmp_path):
    """A path below a file is refused in plain words."""
    (tmp_path / "file").touch()

    says = "could not be written: Not a directory"
    with pytest.raises(ListeningError, match=says), whole(tmp_path / "file" / "x"):
        pytest.fail("there is no such folder")


def test_sweeping_takes_what_killed_runs_left(tmp_path):
    """Half-written files of killed runs go, whatever folder they lie in."""
    left = tmp_path / "a" / ".r.parquet.99.partial"
    left.parent.mkdir()
    left.touch()
    (tmp_path / "a" / "r.parquet").touch()

    sweep(tmp_path)

    assert ["r.parquet"] == [path.name for path in (tmp_path / "a").iterdir()]
