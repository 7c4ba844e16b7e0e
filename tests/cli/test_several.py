"""`reports`: many reports side by side give what each gives alone."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call

MORE = """
[[reports]]
id = "second"
brand = "acme"
period = "2013-06"
formats = ["html"]

[[reports]]
id = "third"
brand = "acme"
period = "2013-05"
formats = ["html"]
"""


def _three(workspace: Path) -> None:
    toml = workspace / "listening.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + MORE, encoding="utf-8")


@pytest.mark.slow
def test_many_reports_are_each_as_alone(filled: Path, call: Call):
    """Made beside others a report has the bytes that it has alone, and the index lists all."""
    _three(filled)

    said = call("reports", "--jobs", "2")

    assert 0 == said.code
    alone = call("report", "second", "--json").document
    assert [1, False] == [alone["issue"], alone["is_new"]]
    index = (filled / "reports" / "index.html").read_text(encoding="utf-8")
    assert all(f"{name}/2013-0" in index for name in ("monthly", "second", "third"))
    assert [] == list(filled.rglob("*.partial"))


@pytest.mark.slow
def test_a_report_that_fails_stops_no_other(filled: Path, call: Call):
    """Its reason is told and the exit code is 1; the others are issued."""
    _three(filled)
    blocked = filled / "reports" / "second"
    blocked.parent.mkdir()
    blocked.write_text("not a folder", encoding="utf-8")

    said = call("reports", "second", "third", "--jobs", "2", "--json")

    assert 1 == said.code
    second, third = said.document["reports"]
    assert "reports/second" in second["error"]
    assert ["", 1] == [third["error"], third["number"]]


def test_an_unknown_report_is_refused_before_the_work(filled: Path, call: Call):
    """A name that is no report's is a mistake of usage, and nothing is made."""
    said = call("reports", "monthly", "monthlly")

    assert 2 == said.code
    assert "monthlly" in said.err
    assert not (filled / "reports").exists()
