"""`verify`: an issue is made again from what its manifest names, and every difference is named."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.cli import main
from flows.errors import ConfigError
from flows.rendering.standing import read
from tests.cli.conftest import Call
from tests.cli.samples import posts_csv

pytestmark = pytest.mark.slow

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def verified_once(filled_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Issue one report in three formats; tests get copies."""
    folder = tmp_path_factory.mktemp("verified")
    shutil.copytree(filled_once, folder, dirs_exist_ok=True)
    config = folder / "listening.toml"
    config.write_text(config.read_text().replace('["html"]', '["html", "pdf", "xlsx"]'))
    assert 0 == main(["--config", str(config), "report", "monthly"])
    return folder


@pytest.fixture
def issued(verified_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with one issue; return its manifest."""
    shutil.copytree(verified_once, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "reports" / "monthly" / "2013-06" / "1" / "manifest.json"


def changed(manifest: Path, change: Change) -> None:
    """Change what a manifest says, as a person could."""
    said = json.loads(manifest.read_text())
    change(said)
    manifest.chmod(0o644)
    manifest.write_text(json.dumps(said))


def test_an_issue_is_the_same_again(issued: Path, call: Call):
    """Whatever has been collected since, every figure and byte comes out as issued: exit 0."""
    before = {path: path.read_bytes() for path in issued.parent.iterdir()}
    Path("posts.csv").write_text(posts_csv(80))
    call("collect")
    call("understand")
    config = Path("listening.toml")
    config.write_text(config.read_text().replace('query = "acme"', "query = 'acme OR acmee'"))

    said = call("verify", str(issued))
    document = call("verify", str(issued), "--json").document

    assert 0 == said.code, said.out
    assert "Made again it is the same, every figure and every byte." in said.out
    assert document["is_same"]
    assert [] == document["differences"]
    assert 3 == document["file_count"]
    assert before == {path: path.read_bytes() for path in issued.parent.iterdir()}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda said: said["figures"]["mentions.acme"].update(value=35),
            "figure mentions.acme: `value` was `35`, and comes out as `36.0`",
        ),
        (
            lambda said: said["figures"].pop("mentions.acme"),
            "figure mentions.acme: is new",
        ),
        (
            lambda said: said["files"]["html"].update(sha256="0"),
            "file monthly-2013-06.html: was changed after it was issued",
        ),
        (lambda said: said.update(headline="All is well."), 'text headline: was `"All is well."`'),
        (
            lambda said: said["configuration"]["brands"][0].update(query="globex"),
            "understanding: posts were understood in another way",
        ),
    ],
)
def test_a_manifest_that_was_changed(issued: Path, call: Call, change: Change, says: str):
    """What does not come out as the manifest has it is named: exit 1."""
    changed(issued, change)

    said = call("verify", str(issued))

    assert 1 == said.code
    assert says in said.out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda said: said["made_with"].update(duckdb="1.0.0"),
            "library duckdb: was 1.0.0, and is",
        ),
        (
            lambda said: said["made_with"].update(earwitness="0.0.9"),
            "software earwitness: was 0.0.9",
        ),
        (lambda said: said.update(sql="0"), "sql: the SQL models read otherwise"),
        (lambda said: said.update(code="0"), "code: the code or the templates read otherwise"),
    ],
)
def test_another_version_that_gives_the_same(issued: Path, call: Call, change: Change, says: str):
    """Other software is said, and is no fault as long as the same comes out."""
    changed(issued, change)

    said = call("verify", str(issued))

    assert 0 == said.code
    assert f"  {says}" in said.out


def test_a_segment_that_is_gone(issued: Path, call: Call):
    """The segment is named, and where it may come from again."""
    (segment,) = Path("data/posts").rglob("*.parquet")
    segment.unlink()

    said = call("verify", str(issued))

    assert 1 == said.code
    assert f"segment {segment.relative_to('data')}: is gone" in said.out
    assert "none of the segments that it stood on is there" in said.out


def test_of_many_figures_some_are_told(issued: Path, call: Call):
    """What a damaged lake moves is counted, the files stand above it, and --json has all."""
    changed(issued, lambda said: [one.update(n=-1) for one in said["figures"].values()])

    said = call("verify", str(issued))
    document = call("verify", str(issued), "--json").document

    told = [line for line in said.out.splitlines() if line.startswith("  figure ")]
    moved = [one for one in document["differences"] if one["kind"] == "figure"]
    assert 1 == said.code
    assert 20 == len(told)
    assert f"and {len(moved) - 20:,} more differences of figures" in said.out


def test_who_may_only_read_can_verify(issued: Path):
    """An auditor needs no permission to write: the outcome is the same, and nothing is left."""
    workspace = issued.parents[4]
    before = sorted(workspace.rglob("*"))
    # Root may write everywhere, unless it gives that up.
    plain = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
    command = [*(plain if os.geteuid() == 0 else []), sys.executable, "-m", "flows.cli", "verify"]
    folders = [path for path in (workspace, *before) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    try:
        done = subprocess.run(
            [*command, str(issued)], cwd=workspace, capture_output=True, text=True, check=False
        )
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert 0 == done.returncode, done.stderr
    assert "every figure and every byte" in done.stdout
    assert before == sorted(workspace.rglob("*"))


def test_files_that_were_touched(issued: Path, call: Call):
    """An issued file that is gone or changed is named; the others are not."""
    page, book = (issued.with_name(f"monthly-2013-06.{kind}") for kind in ("html", "xlsx"))
    page.unlink()
    book.chmod(0o644)
    book.write_bytes(b"other")

    said = call("verify", str(issued), "--json").document

    assert [
        (page.name, "is gone from beside the manifest"),
        (book.name, "was changed after it was issued"),
    ] == [(one["name"], one["what"]) for one in said["differences"]]


def test_posts_that_were_erased(issued: Path, call: Call):
    """Erasures explain what is another; nothing else is suspected."""
    call("erase", "--url", "https://example.com/31")

    said = call("verify", str(issued))

    assert 1 == said.code
    assert "1 row was erased from it since (20" in said.out
    assert "more differences of figures" in said.out
    assert "somebody has changed" not in said.out


def test_an_issue_that_speaks_of_another(issued: Path, call: Call):
    """Issue 2 speaks of issue 1, so it can be made again only while that is there."""
    config = Path("listening.toml")
    config.write_text(config.read_text().replace('query = "acme"', "query = 'acme OR acmee'"))
    call("run", "monthly")
    second = issued.parents[1] / "2" / "manifest.json"
    assert 0 == call("verify", str(second)).code

    shutil.rmtree(issued.parent)
    said = call("verify", str(second))

    assert 1 == said.code
    assert "it speaks of issue 1 for 2013-06, whose manifest" in said.out


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_manifest(verified_once: Path, tmp_path: Path, data):
    """However a manifest is damaged, reading it fails with a message or gives an issue."""
    text = (verified_once / "reports/monthly/2013-06/1/manifest.json").read_text()
    said = json.loads(text)
    junk: st.SearchStrategy[Any] = st.one_of(
        st.none(), st.integers(), st.text(max_size=5), st.just([]), st.just({})
    )
    if data.draw(st.booleans()):
        text = text[: data.draw(st.integers(0, len(text) - 2))]
    else:
        where = said
        for _ in range(data.draw(st.integers(0, 2))):
            inner = [value for value in where.values() if isinstance(value, dict) and value]
            where = data.draw(st.sampled_from(inner)) if inner else where
        where[data.draw(st.sampled_from(sorted(where)))] = data.draw(junk)
        text = json.dumps(said)
    path = tmp_path / "a" / "b" / "c" / "d" / "manifest.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)

    try:
        told = str(read(path).path)
    except ConfigError as error:
        told = str(error)

    assert str(path) in told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is damaged"),
        ("[]", "is not a manifest"),
        ('{"manifest": 99, "earwitness": "9.0"}', "of version 99, written by Earwitness 9.0"),
    ],
)
def test_what_is_no_manifest(filled: Path, call: Call, text: str, says: str):
    """It is told apart: damaged, something else, or of another version; exit 2."""
    Path("manifest.json").write_text(text)

    said = call("verify", "manifest.json")

    assert 2 == said.code
    assert says in said.err
    assert "Traceback" not in said.err
