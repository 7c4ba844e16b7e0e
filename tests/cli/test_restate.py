"""`restate`: what an issue said against what is known now; and the note in the next issue."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call
from tests.cli.samples import post_row, posts_csv

pytestmark = pytest.mark.slow

LATE = post_row() + post_row(text="acme broke and I hate it", at="2013-06-12T10:00:00Z")


def late_posts(call: Call) -> None:
    """Let two posts of June come after the issue."""
    Path("posts.csv").write_text(posts_csv() + LATE)
    call("collect")
    call("understand")


def other_query(call: Call) -> None:
    """Ask for other posts of Acme."""
    config = Path("listening.toml")
    config.write_text(config.read_text().replace('query = "acme"', "query = 'acme NOT comparing'"))
    call("understand")


def moved(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the figures that moved, by id."""
    return {one["figure"]: one for one in document["moved"]}


def test_nothing_has_moved(filled: Path, call: Call):
    """Right after the issue all figures are known as they were issued, whatever is collected."""
    call("report", "monthly")
    call("collect")

    said = call("restate", "monthly", "2013-06")

    assert 0 == said.code
    assert re.search(r"All \d+ figures are known as they were issued\.", said.out)


def test_each_cause_has_its_part(filled: Path, call: Call):
    """An erasure, another query and late posts each move a figure by what they are: it adds up."""
    call("report", "monthly")
    call("erase", "--url", "https://example.com/31", "--url", "https://example.com/30")
    other_query(call)
    late_posts(call)

    document = call("restate", "monthly", "2013-06", "--json").document
    said = call("restate", "monthly", "2013-06").out

    causes = ["posts that were erased", "the query of Acme", "posts that came later"]
    assert causes == document["causes"]
    told = moved(document)
    assert {"cause": causes[0], "amount": -2.0} in told["mentions.acme"]["parts"]
    assert {"cause": causes[1], "amount": -12.0} in told["mentions.acme"]["parts"]
    assert {"cause": causes[2], "amount": 2.0} in told["mentions.acme"]["parts"]
    for one in told.values():
        if one["as_known_now"] is None or one["as_issued"] is None:
            continue
        parts = sum(part["amount"] for part in one["parts"])
        assert one["as_known_now"] == pytest.approx(one["as_issued"] + parts)
    assert "  as issued     36 posts\n  as known now  24 posts\n" in said
    assert "  because of    posts that came later  (+2)" in said
    assert document["moved"][0]["is_headline"]
    assert not (filled / "reports/monthly/2013-06/2").exists()


def test_an_earlier_issue(filled: Path, call: Call):
    """--issue chooses the one that is held against today; there must be one."""
    call("report", "monthly")
    late_posts(call)
    call("report", "monthly")

    first = call("restate", "monthly", "2013-06", "--issue", "1", "--json").document
    second = call("restate", "monthly", "2013-06", "--json").document

    assert (1, 2) == (first["issue"], second["issue"])
    assert "mentions.acme" in moved(first)
    assert [] == second["moved"]
    assert "there are: 1, 2" in call("restate", "monthly", "2013-06", "--issue", "3").err
    said = call("restate", "monthly", "2013-05")
    assert 2 == said.code
    assert "no issue for May 2013, but for `2013-06`" in said.err


def test_the_next_issue_carries_the_note(filled: Path, call: Call):
    """The next period's report, and the next issue of the same, say what is known otherwise."""
    first = call("report", "monthly", "--json").document
    late_posts(call)

    again = call("report", "monthly", "--json").document
    after = call("report", "monthly", "--period", "2013-07", "--json").document
    verified = call("verify", again["files"]["manifest"])

    note = "was issued as 36 posts and is now known as 38 posts."
    assert "Restated" not in Path(first["files"]["html"]).read_text()
    page = Path(again["files"]["html"]).read_text()
    assert note in page
    assert "What has changed since: posts that came later." in page
    told = json.loads(Path(again["files"]["manifest"]).read_text())["restated"]
    assert any(note in one for one in told)
    # July is compared with the newest issue for June, which has the late posts.
    assert "Restated" not in Path(after["files"]["html"]).read_text()
    assert "Issue 2 for June 2013 stands" in call("report", "monthly").out
    assert 0 == verified.code, verified.out
    assert note in Path("reports/index.html").read_text()


def test_the_next_period_says_it_of_the_one_before(filled: Path, call: Call):
    """Without another issue for June, July's report says what June's figures are now."""
    call("report", "monthly")
    other_query(call)

    after = call("report", "monthly", "--period", "2013-07", "--json").document

    page = Path(after["files"]["html"]).read_text()
    assert "was issued as 36 posts and is now known as 24 posts." in page
    assert "What has changed since: the query of Acme." in page
