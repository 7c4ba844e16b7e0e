"""A full disk is a clear error: what was there stays whole, and with room the run goes on."""

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.cli import main
from tests.cli.samples import CONFIGURATION, posts_csv

pytestmark = pytest.mark.slow

# In a mount namespace of its own, because only there a user may mount: a small disk with a copy
# of the workspace on it, filled up but for some kilobytes. Then the command; then, with room
# again, all stages; the disk as it was in between and at the end is copied out.
SCRIPT = """
set -e
mount -t tmpfs -o size=24m tmpfs "$DISK"
cp -r "$BEFORE/." "$DISK"
cd "$DISK"
dd if=/dev/zero of=ballast bs=1k 2>/dev/null || true
truncate -s "-${FREE}K" ballast
code=0
"$PYTHON" -m flows.cli "$@" >"$OUT/said" 2>&1 || code=$?
echo "$code" >"$OUT/code"
rm ballast
cp -r . "$OUT/between"
"$PYTHON" -m flows.cli run monthly >"$OUT/again" 2>&1
cp -r . "$OUT/after"
"""


@dataclass(frozen=True)
class Tried:
    """What a command did on a full disk."""

    code: int
    said: str
    between: Path
    after: Path


def tried(before: Path, out: Path, free: int, arguments: list[str]) -> Tried:
    """Run a command on a copy of a workspace, with so many kilobytes left."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], check=False).returncode:
        pytest.skip("needs `unshare -rm`, to mount a small disk")
    disk = out / "disk"
    disk.mkdir(parents=True)
    done = subprocess.run(
        [unshare, "-rm", "sh", "-c", SCRIPT, "sh", *arguments],
        env={
            "BEFORE": str(before), "DISK": str(disk), "FREE": str(free), "OUT": str(out),
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "PYTHON": sys.executable,
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr + (out / "again").read_text()
    said, code = (out / "said").read_text(), int((out / "code").read_text())
    return Tried(code, said, out / "between", out / "after")


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of each file of a workspace, but for what a run may leave or replace."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        # What a run notes of itself in the log is no result; it is written anew by each.
        if path.is_file()
        and not path.name.startswith(".")
        and not {"staging", "log"} & {*path.parts}
    }


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Take a workspace that has a report through new posts, and keep it before each stage."""
    folder = tmp_path_factory.mktemp("grown")
    (folder / "listening.toml").write_text(CONFIGURATION.replace('["html"]', '["html", "xlsx"]'))
    (folder / "posts.csv").write_text(posts_csv())
    config = ["--config", str(folder / "listening.toml")]
    assert 0 == main([*config, "run", "monthly"])
    (folder / "posts.csv").write_text(posts_csv(4_000))
    kept = {}
    for stage in (["collect"], ["understand"], ["report", "monthly"]):
        kept[stage[0]] = shutil.copytree(folder, tmp_path_factory.mktemp("kept") / stage[0])
        assert 0 == main([*config, *stage])
    kept["done"] = folder
    return kept


@pytest.mark.parametrize(
    ("stage", "free"),
    [
        (["collect"], 0),
        (["collect"], 8),
        (["understand"], 0),
        (["understand"], 8),
        (["report", "monthly"], 0),
        (["report", "monthly"], 8),
        (["report", "monthly"], 100),
    ],
)
def test_a_full_disk(states: dict[str, Path], tmp_path: Path, stage: list[str], free: int):
    """The command says that the disk is full, touches nothing, and goes on when there is room."""
    before = states[stage[0]]

    found = tried(before, tmp_path / "out", free, stage)

    assert 1 == found.code, found.said
    assert "disk is full" in found.said
    assert "Traceback" not in found.said
    between = hashes(found.between)
    assert hashes(before).items() <= between.items()
    # The first issue is of before the new posts came.
    manifest = Path("reports", "monthly", "2013-06", "2", "manifest.json")
    expected, issued = (
        json.loads((folder / manifest).read_text())["figures"]
        for folder in (states["done"], found.after)
    )
    assert expected == issued
