"""`commentary`: a file to write into, and what becomes of the words in a report."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

pytestmark = pytest.mark.slow

ISSUE = ("monthly", "2013-06")


def test_words_get_into_the_report_and_its_manifest(filled: Path, call: Call):
    """From the skeleton to the page: written once, cited figures printed, kept in the manifest."""
    path = filled / "commentary" / "monthly" / "2013-06.md"
    first = call("commentary", *ISSUE, "--json").document
    assert (str(path), True) == (first["path"], first["is_new"])
    assert "## Volume and reach" in path.read_text()
    assert "mentions.acme" == first["figures"]["K1"]["id"]

    empty = call("report", "monthly", "--json").document
    path.write_text("Seen by a person: {{ K1 }}.")
    again = call("commentary", *ISSUE)
    assert "is there already and stays as it is" in again.out
    assert path.read_text() == "Seen by a person: {{ K1 }}."

    written = call("report", "monthly", "--json").document
    assert (1, 2) == (empty["issue"], written["issue"])
    assert "Seen by a person" in Path(written["files"]["html"]).read_text()
    said = json.loads(Path(written["files"]["manifest"]).read_text())
    assert "Seen by a person: {{ K1 }}." == said["commentary"]["text"]


def test_a_moved_number_is_told_by_the_build(filled: Path, call: Call):
    """A report whose cited number has moved says so, until the words are taken for right."""
    path = filled / "commentary" / "monthly" / "2013-06.md"
    path.parent.mkdir(parents=True)
    path.write_text("Louder than ever: {{ mentions.acme }}.")
    assert [] == call("report", "monthly", "--json").document["warnings"]
    memory = filled / "data" / "commentary" / "monthly" / "2013-06.json"
    known = json.loads(memory.read_text())
    ((paragraph, cited),) = known.items()
    memory.write_text(
        json.dumps({paragraph: {"mentions.acme": cited["mentions.acme"] | {"value": 7}}})
    )
    assert (
        "Commentary: `mentions.acme` under `summary` was 7 posts" in call("report", "monthly").out
    )
    call("commentary", *ISSUE, "--renew")
    assert [] == call("report", "monthly", "--json").document["warnings"]


def test_a_figure_that_does_not_exist_stops_the_report(filled: Path, call: Call):
    """A slip of the pen is told before anything is issued."""
    path = filled / "commentary" / "monthly" / "2013-06.md"
    path.parent.mkdir(parents=True)
    path.write_text("{{ mentions.acne }}")
    said = call("report", "monthly")
    assert 2 == said.code
    assert "Did you mean `mentions.acme`" in said.err
    assert not (filled / "reports" / "monthly").exists()
