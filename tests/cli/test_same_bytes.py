"""Two builds are byte-identical, wherever and in whatever surroundings they are made."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.samples import fill

pytestmark = pytest.mark.slow

FORMATS = ["pdf", "html", "xlsx", "pptx", "csv", "parquet"]
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/Anchorage", "LANG": "tr_TR.UTF-8"},
)


def run(folder: Path, surroundings: dict[str, str], *arguments: str) -> None:
    """Run `earwitness` in a workspace and in some surroundings."""
    command = Path(sys.executable).with_name("earwitness")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    done = subprocess.run(
        [command, *arguments],
        cwd=folder,
        env=kept | surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr


def issued(folder: Path) -> dict[str, bytes]:
    """Return the files of the issues, and the page and feed over them."""
    reports = folder / "reports"
    return {
        str(path.relative_to(reports)): path.read_bytes()
        for path in reports.rglob("*")
        if path.is_file()
    }


def tables_of(packed: bytes) -> dict[str, bytes]:
    """Return the files of an archive."""
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a configuration that asks for every format, and its posts."""
    folder = tmp_path_factory.mktemp("fresh")
    fill(folder)
    config = folder / "listening.toml"
    config.write_text(config.read_text().replace('["html"]', json.dumps(FORMATS)))
    return folder


def test_two_fresh_workspaces(fresh: Path, tmp_path: Path):
    """Collected, understood and issued twice, page, PDF and slides are the same bytes.

    So are all tables but the one that tells how old posts were when they were collected. Manifests
    name the segments, and the hashes of authors in these are each workspace's own.
    """
    one, other = tmp_path / "one", tmp_path / "deep" / "er" / "other"
    for folder, surroundings in zip((one, other), SURROUNDINGS, strict=True):
        shutil.copytree(fresh, folder)
        run(folder, surroundings, "run", "monthly")

    made, again = issued(one), issued(other)

    assert made.keys() == again.keys()
    assert {Path(name).name.partition(".")[2] for name in made} >= {
        "pdf", "html", "xlsx", "pptx", "csv.zip", "parquet.zip", "json", "xml",
    }  # fmt: skip
    for suffix in ("html", "pdf", "pptx"):
        name = f"monthly/2013-06/1/monthly-2013-06.{suffix}"
        assert made[name] == again[name], suffix
    tables, others = (tables_of(files["monthly/2013-06/1/monthly-2013-06.csv.zip"])
                      for files in (made, again))  # fmt: skip
    assert ["coverage.csv"] == [name for name in tables if tables[name] != others[name]]
    figures = [json.loads(files["monthly/2013-06/1/manifest.json"])["figures"]
               for files in (made, again)]  # fmt: skip
    assert figures[0] == figures[1]


def test_two_builds_of_the_same_lake(fresh: Path, tmp_path: Path):
    """From the same posts everything is the same: manifest, page and feed too."""
    first = shutil.copytree(fresh, tmp_path / "first")
    run(first, SURROUNDINGS[0], "collect")
    run(first, SURROUNDINGS[0], "understand")
    second = shutil.copytree(first, tmp_path / "somewhere" / "second")

    for folder, surroundings in zip((first, second), SURROUNDINGS, strict=True):
        run(folder, surroundings, "report", "monthly")

    made, again = issued(first), issued(second)
    assert [] == [name for name in made.keys() | again.keys() if made.get(name) != again.get(name)]
    run(second, SURROUNDINGS[0], "verify", "reports/monthly/2013-06/1/manifest.json")
