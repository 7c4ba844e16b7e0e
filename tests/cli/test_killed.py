"""A run may be killed at any moment: the next one gives what an undisturbed one would have."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.samples import CONFIGURATION, SAYINGS

pytestmark = pytest.mark.slow

STAGES = (["collect"], ["understand"], ["report", "monthly"])
POSTS = 26_000
"""Enough for two processes to understand them side by side."""
MOMENTS = 2


@dataclass(frozen=True)
class Undisturbed:
    """What runs give that nobody disturbs: the state before each stage, its time, the figures."""

    before: dict[str, Path]
    seconds: dict[str, float]
    figures: dict[str, Any]


def started(folder: Path, arguments: list[str]) -> "subprocess.Popen[str]":
    """Start `earwitness` in a session of its own, so that its workers can be found."""
    # The installed command, as a user has it. Under `python -m`, Python itself ends by the signal,
    # however well an interrupt was handled, when it came while some class was made from text.
    command = Path(sys.executable).with_name("earwitness")
    return subprocess.Popen(
        [command, "--config", str(folder / "listening.toml"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finished(folder: Path, arguments: list[str]) -> str:
    """Run `earwitness` to its end and return what it said."""
    running = started(folder, arguments)
    said, _ = running.communicate(timeout=300)
    assert 0 == running.returncode, said
    return said


def figures(folder: Path) -> dict[str, Any]:
    """Return the figures of the June report by id."""
    path = folder / "reports" / "monthly" / "2013-06" / "1" / "manifest.json"
    told: dict[str, Any] = json.loads(path.read_text())["figures"]
    return told


def alive(session: int) -> list[int]:
    """Return the processes of a session that still run."""
    listed = subprocess.run(
        ["ps", "-s", str(session), "-o", "pid=,stat="], capture_output=True, text=True, check=False
    )
    rows = [row.split() for row in listed.stdout.splitlines()]
    return [int(pid) for pid, state in rows if not state.startswith("Z")]


def leftovers(folder: Path) -> list[Path]:
    """Return what a killed run left that nobody will ever read."""
    staged = [path for path in (folder / "data" / "staging").rglob("*") if path.is_file()]
    return [*folder.rglob("*.partial"), *staged]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Take a workspace of several months through all stages, and keep it before each."""
    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "listening.toml").write_text(CONFIGURATION.replace('["html"]', '["html", "xlsx"]'))
    with (folder / "posts.csv").open("w") as file:
        file.write("id,at,author,text,url,likes\n")
        for number in range(POSTS):
            at = f"2013-{number % 4 + 3:02}-{number % 30 + 1:02}T{number % 24:02}:{number % 60:02}Z"
            text = f"{SAYINGS[number % len(SAYINGS)]} {number:x} {number * 7919 % 10_007}"
            file.write(f'{number},{at},person{number % 997},"{text}",,{number % 9}\n')
    before, seconds = {}, {}
    for stage in STAGES:
        before[stage[0]] = shutil.copytree(folder, tmp_path_factory.mktemp("before") / stage[0])
        began = time.monotonic()
        finished(folder, stage)
        seconds[stage[0]] = time.monotonic() - began
    return Undisturbed(before, seconds, figures(folder))


@pytest.mark.parametrize("moment", range(MOMENTS))
@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage[0])
def test_killed_and_run_again(
    undisturbed: Undisturbed, tmp_path: Path, stage: list[str], moment: int
):
    """Killed at a random moment of a stage, the next run issues the same figures."""
    name = stage[0]
    folder = shutil.copytree(undisturbed.before[name], tmp_path / name)
    # The first second or so is Python starting; the rest is where something can be half done.
    share = random.Random(f"{name} {moment}").uniform(0.25, 1.0)  # noqa: S311 - no secret

    running = started(folder, stage)
    time.sleep(share * undisturbed.seconds[name])
    os.kill(running.pid, signal.SIGKILL)
    running.communicate(timeout=60)
    said = finished(folder, ["run", "monthly"])

    assert undisturbed.figures == figures(folder), (share, said)
    assert [] == leftovers(folder)


def test_no_worker_outlives_a_killed_run(undisturbed: Undisturbed, tmp_path: Path):
    """The processes that understand posts end when the run that started them is killed."""
    folder = shutil.copytree(undisturbed.before["understand"], tmp_path / "understand")

    running = started(folder, ["understand"])
    deadline = time.monotonic() + 30
    while len(alive(running.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    workers = len(alive(running.pid)) - 1
    os.kill(running.pid, signal.SIGKILL)
    deadline = time.monotonic() + 15
    while alive(running.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    left = alive(running.pid)
    for process in left:
        os.kill(process, signal.SIGKILL)
    running.communicate(timeout=60)

    assert workers >= 2
    assert [] == left


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage[0])
def test_interrupted_by_the_keyboard(undisturbed: Undisturbed, tmp_path: Path, stage: list[str]):
    """Ctrl-C reaches the whole group of processes, and all that is seen of it is one line."""
    folder = shutil.copytree(undisturbed.before[stage[0]], tmp_path / stage[0])

    running = started(folder, stage)
    while not (folder / "data" / ".lock-holder.json").exists() and running.poll() is None:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)
    said, _ = running.communicate(timeout=60)

    assert 130 == running.returncode, said
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("Interrupted.")
