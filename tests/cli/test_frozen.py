"""An issue is frozen: numbered, made whole, never changed."""

import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.samples import post_row, posts_csv
from tests.cli.test_killed import finished, started

pytestmark = pytest.mark.slow


def files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder with their bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_inputs_make_no_second_issue(filled: Path, call: Call):
    """Run again, the first issue stands: the same bytes, and no folder beside it."""
    first = call("report", "monthly", "--json").document
    before = files(filled / "reports")

    again = call("report", "monthly", "--json").document

    assert (1, True) == (first["issue"], first["is_new"])
    assert (1, False) == (again["issue"], again["is_new"])
    assert first["files"] == again["files"]
    assert before == files(filled / "reports")


def test_what_has_changed_is_the_next_issue(filled: Path, call: Call):
    """New posts make issue 2; issue 1 stays as it was, to the byte, and cannot be written to."""
    call("report", "monthly")
    folder = filled / "reports" / "monthly" / "2013-06"
    before = files(folder / "1")
    (filled / "posts.csv").write_text(posts_csv() + post_row())

    told = call("run", "monthly", "--json").document

    assert (2, True) == (told["issue"], told["is_new"])
    assert before == files(folder / "1")
    assert before["manifest.json"] != files(folder / "2")["manifest.json"]
    assert {0o444} == {path.stat().st_mode & 0o777 for path in folder.rglob("*.*")}


def test_an_upgrade_that_changes_nothing_is_no_reason_for_another_issue(filled: Path, call: Call):
    """Other code and libraries that give the same bytes: the issue stands and is not sent again."""
    call("report", "monthly")
    path = filled / "reports" / "monthly" / "2013-06" / "1" / "manifest.json"
    said = json.loads(path.read_text())
    said["code"], said["made_with"]["duckdb"], said["earwitness"] = "0" * 64, "1.0.0", "0.0.9"
    path.chmod(0o644)
    path.write_text(json.dumps(said))

    again = call("report", "monthly", "--json").document

    assert (1, False) == (again["issue"], again["is_new"])


@pytest.mark.parametrize("name", ["monthly-2013-06.html", "manifest.json"])
@pytest.mark.parametrize("harm", ["removed", "changed"])
def test_an_issue_that_is_harmed_does_not_stand(filled: Path, call: Call, name: str, harm: str):
    """Where a file of the newest issue is gone or not as issued, the next one is made whole."""
    call("report", "monthly")
    path = filled / "reports" / "monthly" / "2013-06" / "1" / name
    path.chmod(0o644)
    if harm == "removed":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-9])

    told = call("report", "monthly", "--json").document

    assert (2, True) == (told["issue"], told["is_new"])
    assert path.with_name("..").joinpath("2", name).resolve().is_file()


def test_a_draft_is_no_issue(filled: Path, call: Call):
    """--out writes files that may be written again, and counts no number up."""
    call("report", "monthly", "--out", "draft")
    told = call("report", "monthly", "--out", "draft", "--json").document

    assert told["issue"] is None
    assert not (filled / "reports").exists()
    assert ["manifest.json", "monthly-2013-06.html"] == sorted(
        path.name for path in (filled / "draft").iterdir()
    )
    issued = call("report", "monthly", "--json").document
    page = Path(told["files"]["html"])
    assert page.read_bytes() == Path(issued["files"]["html"]).read_bytes()


def test_killed_while_it_is_made(filled_once: Path, tmp_path: Path):
    """Killed at any moment an issue is there whole or not at all; the next run makes the same."""
    whole = shutil.copytree(filled_once, tmp_path / "whole")
    finished(whole, ["report", "monthly"])
    folder = shutil.copytree(filled_once, tmp_path / "killed")
    reports, issued = folder / "reports", folder / "reports" / "monthly" / "2013-06" / "1"

    for attempt in range(12):
        running = started(folder, ["report", "monthly"])
        # From the moment on that anything of the report is written, each time a little later.
        while not list(reports.rglob("*.partial")) and running.poll() is None:
            time.sleep(0.001)
        time.sleep(0.004 * attempt)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate(timeout=60)
        if issued.exists():
            assert files(whole / "reports" / "monthly" / "2013-06" / "1") == files(issued)
            break

    finished(folder, ["report", "monthly"])
    assert files(whole / "reports") == files(reports)
    assert [] == list(reports.rglob("*.partial"))
