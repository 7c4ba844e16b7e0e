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


@pytest.fixture
def copied(issued: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch) -> Path:
    """Stand where there is no workspace, with a copy of the issue's folder; return its manifest."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(issued.parent, elsewhere / "forwarded")
    monkeypatch.chdir(elsewhere)
    return elsewhere / "forwarded" / "manifest.json"


def test_a_copy_without_its_workspace(copied: Path, call: Call):
    """Its files are held against the manifest; what was not checked is said, and exit is 3."""
    said = call("verify", str(copied))
    document = call("verify", str(copied), "--json").document

    figures = json.loads(copied.read_text())["figures"]
    assert 3 == said.code
    assert "every file beside the manifest is as it was issued" in said.out
    assert f"{len(figures)} in monthly-2013-06.xlsx" in said.out
    assert "Not checked: whether the figures come out of the posts." in said.out
    assert f"earwitness --config WORKSPACE/listening.toml verify {copied}" in said.out
    assert document["is_same"] is None
    assert not document["is_made_again"]
    assert 10 < document["shown"]["monthly-2013-06.html"] < len(figures)


def test_a_copy_with_its_workspace_named(issued: Path, copied: Path, call: Call):
    """With `--config` the copy is made again, like the issue in its place."""
    configuration = issued.parents[4] / "listening.toml"

    said = call("--config", str(configuration), "verify", str(copied))

    assert 0 == said.code, said.out
    assert "Made again it is the same, every figure and every byte." in said.out


def test_a_copy_whose_manifest_was_changed(copied: Path, call: Call):
    """A figure that the files show otherwise is named with both: exit 1."""
    changed(copied, lambda said: said["figures"]["mentions.acme"].update(value=35))

    said = call("verify", str(copied))

    assert 1 == said.code
    assert (
        "figure mentions.acme: is `36 posts, 36` in monthly-2013-06.html, and `35 posts, 36` in "
        "the manifest" in said.out
    )
    assert "`value` is `36.0` in monthly-2013-06.xlsx, and `35` in the manifest" in said.out
    assert "Somebody has changed the manifest or a file beside it." in said.out


def test_a_copy_with_flat_files(issued: Path, tmp_path_factory, monkeypatch, call: Call):
    """CSV and Parquet are read as well, also for a figure of theirs that the manifest lacks."""
    config = Path("listening.toml")
    config.write_text(config.read_text().replace('["html", "pdf", "xlsx"]', '["csv", "parquet"]'))
    call("report", "monthly")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(issued.parents[1] / "2", elsewhere / "2")
    monkeypatch.chdir(elsewhere)
    assert 3 == call("verify", "2/manifest.json").code
    changed(Path("2/manifest.json"), lambda said: said["figures"].pop("mentions.acme"))

    said = call("verify", "2/manifest.json", "--json").document

    assert [
        ("mentions.acme", f"is in monthly-2013-06.{kind}.zip, and not in the manifest")
        for kind in ("csv", "parquet")
    ] == [(one["name"], one["what"]) for one in said["differences"]]


def test_a_copy_whose_workbook_is_none(copied: Path, call: Call):
    """A file that cannot be read is said to be so, and the others are checked all the same."""
    book = copied.with_name("monthly-2013-06.xlsx")
    book.chmod(0o644)
    book.write_bytes(b"other")

    said = call("verify", str(copied), "--json")

    assert 1 == said.code
    (one, other) = (one["what"] for one in said.document["differences"] if one["is_outcome"])
    assert "was changed after it was issued" == one
    assert other.startswith("cannot be read: ")
    assert 10 < said.document["shown"]["monthly-2013-06.html"]


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
