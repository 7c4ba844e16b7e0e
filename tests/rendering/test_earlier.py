"""What is said of the issues before."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.config import Config
from flows.rendering.earlier import Change, Place, changes, definitions, in_words, place
from flows.rendering.issues import issues, newest
from flows.text.sentiment import Judges
from flows.warehouse.connection import Scope, scope
from tests.config.samples import WHOLE, config

DICTIONARY = [{"metric": "net_sentiment", "name": "Net sentiment", "version": 2}]


@pytest.fixture
def settings(tmp_path: Path) -> Config:
    """Return a configuration whose reports lie in a folder of the test."""
    return config(WHOLE, tmp_path)


def about(settings: Config) -> Scope:
    """Return what the report of the sample is about."""
    report = settings.report("monthly")
    return scope(settings, report, report.window("UTC", date(2013, 7, 1)))


def issued(settings: Config, folder: Path, last_on: str = "2013-06-30", **other: Any) -> None:
    """Leave the manifest of an issue behind, in which some definitions were others."""
    told = definitions(settings, about(settings), DICTIONARY)
    brands = [{"id": brand.id, "query": brand.query} for brand in settings.brands]
    said = {
        "report": "monthly",
        "window": {"first_on": f"{last_on[:7]}-01", "last_on": last_on},
        "configuration": {"brands": brands},
        "definitions": told | other,
    }
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(said))


def found(settings: Config, number: int | None = None) -> list[Change]:
    """Return what an issue says of those before it."""
    told = about(settings)
    return changes(settings, told, DICTIONARY, place(settings, told, number))


def test_the_first_issue_of_all_has_nothing_to_say(settings: Config):
    """Without an issue before it, it is the first, and says nothing of others."""
    assert Place() == place(settings, about(settings))


@pytest.mark.parametrize(
    ("other", "what", "words"),
    [
        ({"queries": {"acme": "acne"}}, "query.acme", "the query of Acme"),
        ({"topics": {}}, "topics", "the topics and their routing"),
        ({"engines": {"*": "textblob 0"}}, "engines", "the engine of sentiment"),
        ({"rules": 0}, "rules", "the rules by which posts are read"),
        (
            {"metrics": {"net_sentiment": 1}},
            "metric.net_sentiment",
            "the definition of “Net sentiment”",
        ),
    ],
)
def test_each_change_is_told(settings: Config, other: dict[str, Any], what: str, words: str):
    """What figures hang on is compared with the last issue before and with that of this period."""
    there = settings.reports_folder / "monthly"
    issued(settings, there / "2013-05" / "1", "2013-05-31")
    issued(settings, there / "2013-05" / "2", "2013-05-31", **other)
    issued(settings, there / "2013-04" / "1", "2013-04-30")
    issued(settings, there / "2013-06" / "9")
    issued(settings, there / "2013-06" / "10", **other)

    told = found(settings)

    assert [Change([what], date(2013, 5, 31)), Change([what], None)] == told
    assert words == in_words(what, settings)


def test_an_issue_made_again_is_compared_with_those_before_it(settings: Config):
    """Issue 2 says of issue 1 what has changed, whatever is said by itself and those after it."""
    there = settings.reports_folder / "monthly" / "2013-06"
    issued(settings, there / "1", rules=0)
    issued(settings, there / "2")
    issued(settings, there / "3", rules=0)

    assert [] == found(settings, 1)
    assert [Change(["rules"], None)] == found(settings, 2)
    assert [] == found(settings, 3)


def test_issues_are_counted_not_spelled(settings: Config):
    """The tenth issue comes after the ninth; what is no number, or has no manifest, is none."""
    there = settings.reports_folder / "monthly" / "2013-06"
    for name in ("9", "10", "2", "tables-csv", "1x", ".11.4711.partial"):
        (there / name).mkdir(parents=True)
    (there / "12").write_text("a file")

    found = issues(settings, "monthly", about(settings).window)

    assert [2, 9, 10] == [one.number for one in found]
    assert found == issues(settings, "monthly")
    assert found[-1] == newest(settings, "monthly", about(settings).window)
    assert found[-1].said() is None


def test_a_manifest_of_old_says_nothing_of_what_it_did_not_keep(settings: Config):
    """Without definitions only the queries of its configuration are compared."""
    folder = settings.reports_folder / "monthly" / "2013-06" / "1"
    issued(settings, folder)
    said = json.loads((folder / "manifest.json").read_text())
    del said["definitions"]
    said["configuration"]["brands"][0]["query"] = "acne"
    (folder / "manifest.json").write_text(json.dumps(said))

    assert [Change(["query.acme"], None)] == found(settings)


def test_the_engines_are_told_by_what_they_are(settings: Config):
    """The identity of an engine changes with its model, not only with its name."""
    told = definitions(settings, about(settings), DICTIONARY)
    assert Judges(settings.understanding).identities == told["engines"]
