"""`erase`: posts leave the workspace, and the command says where they still are."""

import json
import os
import shutil
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.audit.labelled import read_table
from tests.cli.conftest import Call
from tests.cli.samples import posts_csv
from tests.cli.test_killed import finished, started

pytestmark = pytest.mark.slow


def ids(folder: Path) -> set[str]:
    """Return the posts of a lake, in whatever file."""
    return {
        post_id
        for path in (folder / "data").rglob("*.parquet")
        for post_id in pl.read_parquet(path)["post_id"]
    }


def test_a_post_leaves_the_workspace(filled: Path, call: Call):
    """It is gone from the lake and from later reports; the issue that shows it is named."""
    call("report", "monthly")
    page = Path("reports/monthly/2013-06/1/monthly-2013-06.html")
    before = page.read_bytes()
    quoted = "https://example.com/31"
    assert quoted in page.read_text()

    said = call("erase", "--url", quoted, "--reason", "asked by its author")

    assert 0 == said.code
    assert "Erased 1 post: 2 rows and records of 2 files." in said.out
    assert f"Shown in {filled / 'reports/monthly/2013-06/1'}: withdraw it" in said.out
    assert before == page.read_bytes()
    assert {str(number) for number in range(60)} - {"31"} == ids(filled)
    again = call("report", "monthly", "--json").document
    assert 2 == again["issue"]
    assert quoted not in Path(again["files"]["html"]).read_text()
    # The next collection of the same file does not bring it back.
    Path("posts.csv").write_text(posts_csv(61))
    assert "1 post was left out, as erased before." in call("collect").out
    assert "31" not in ids(filled)


def test_all_of_an_author(filled: Path, call: Call):
    """An author is known by name, though only a keyed hash of it is kept."""
    said = call("erase", "--author", "@person3", "--dry-run", "--json").document
    mine = {str(number) for number in range(60) if number % 17 == 3}
    assert mine == {post["post_id"] for post in said["posts"]}
    assert {str(number) for number in range(60)} == ids(filled)

    told = call("erase", "--author", "person3", "--platform", "reddit", "--json").document

    assert {str(number) for number in range(60)} - mine == ids(filled)
    assert len(mine) == told["erasures"][0]["post_count"]


def test_all_of_who_wrote_a_post(filled: Path, call: Call):
    """Where only an id is known of an author, one of their posts leads to the others."""
    mine = {str(number) for number in range(60) if number % 17 == 3}

    said = call("erase", "--author-of", "https://example.com/3")

    assert f"Erased {len(mine)} posts:" in said.out
    assert {str(number) for number in range(60)} - mine == ids(filled)


@pytest.mark.parametrize(
    "named",
    [
        ("--url", "https://example.com/31"),
        ("--platform", "reddit", "--post", "31"),
        ("--author", "person14"),
    ],
)
def test_erased_a_second_time(filled: Path, call: Call, named: tuple[str, ...]):
    """It is said that it was erased before, when and why; not that it went again."""
    call("erase", *named, "--reason", "asked by its author")

    said = call("erase", *named)
    document = call("erase", *named, "--json").document

    today = datetime.now(UTC)
    assert 0 == said.code
    assert f" was erased before, on {today:%Y-%m-%d} at " in said.out
    assert " UTC (asked by its author).\nNothing of it has come back since.\n" in said.out
    assert "rows and records" not in said.out
    assert ["asked by its author"] == [one["reason"] for one in document["before"]]


def test_a_post_that_was_never_there(filled: Path, call: Call):
    """It is left out when it comes; nothing is said to have gone."""
    said = call("erase", "--platform", "reddit", "--post", "99")

    assert "Nothing is kept of 1 post; what comes later is left out." in said.out


def test_sheets_for_labelling(filled: Path, call: Call):
    """The sheets lose the post and keep what people wrote beside the others."""
    call("audit", "sample", "monthly", "--n", "30")
    sheets = sorted(Path("reports/monthly/2013-06").glob("audit-*"))
    assert 2 == len(sheets)
    before = read_table(sheets[0])
    gone, *others = before["post_id"]

    call("erase", "--platform", "reddit", "--post", gone)

    for sheet in sheets:
        assert others == read_table(sheet)["post_id"].to_list()
        assert before.columns == read_table(sheet).columns


def test_what_is_missing(filled: Path, call: Call):
    """Half a name is refused; nothing to do is said."""
    assert "`--platform`" in call("erase", "--post", "3").err
    assert 2 == call("erase", "--platform", "reddit").code
    said = call("erase")
    assert 0 == said.code
    assert "Nothing to erase" in said.out
    assert {str(number) for number in range(60)} == ids(filled)


def test_killed_and_run_again(filled_once: Path, tmp_path: Path):
    """Killed at any moment, a report is refused until `erase` has come to its end."""
    asked = ["erase", *(f"--url=https://example.com/{number}" for number in range(0, 60, 2))]
    for attempt in range(6):
        folder = shutil.copytree(filled_once, tmp_path / str(attempt))
        running = started(folder, asked)
        while not list(folder.glob("data/erased/*.json")) and running.poll() is None:
            time.sleep(0.001)
        time.sleep(0.01 * attempt)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate(timeout=60)

        told = [json.loads(path.read_text()) for path in folder.glob("data/erased/*.json")]
        if not all(one["is_done"] for one in told):
            refused = started(folder, ["report", "monthly"])
            assert "`earwitness erase`" in refused.communicate(timeout=60)[0]
        finished(folder, asked if attempt % 2 else ["erase"])

        assert {str(number) for number in range(1, 60, 2)} == ids(folder), attempt
        assert [] == list(folder.rglob("*.partial"))


def test_a_name_that_nothing_has_is_told(filled: Path, call: Call):
    """Nothing goes, and it is said how an author is named and a post is found; that query works."""
    said = call("erase", "--author", "nobody-so-named")
    query = said.out.partition('earwitness sql "')[2].partition('"')[0]

    assert 0 == said.code
    assert "Nothing that is kept is named so" in said.out
    assert "`--author-of URL`" in said.out
    assert 0 == call("sql", query.replace("WORDS", "acme")).code
