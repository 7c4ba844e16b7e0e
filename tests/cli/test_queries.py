"""`earwitness query`: explain, lint, diff; and the sentences that `check` tries."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call

QUERY = '("acme" OR @acme OR #acme) NOT (acme NEAR/3 "road runner")'


def test_explain_marks_each_part(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Without any configuration the tree of the query is printed, with what was found."""
    monkeypatch.chdir(tmp_path)

    outcome = call("query", "explain", QUERY, "the #Acme anvil hit the road-runner")

    assert 0 == outcome.code
    assert [
        f"Does not match: {QUERY}",
        "✗ AND NOT",
        "  ✓ OR",
        "    ✓ acme: #acme",
        "    ✗ @acme",
        "    ✓ #acme: #acme",
        "  ✗ NOT",
        "    ✓ NEAR/3",
        "      ✓ acme: #acme",
        '      ✓ "road runner": road-runner',
    ] == outcome.out.splitlines()


def test_explain_reads_what_is_known_of_the_post(call: Call):
    """Options give what the conditions ask for; the language is told from the text."""
    query = "title:acme AND lang:en AND site:example.com AND rating:<=2 AND channel:review"
    known = ("--title", "Acme", "--url", "https://www.example.com/1", "--rating", "2")
    text = "This is the worst phone that I have ever bought."

    told = call("query", "explain", query, text, *known, "--channel", "review", "--json").document

    assert told["matches"]
    assert ["acme", "lang:en", "site:example.com", "rating:<=2", "channel:review"] == [
        part["found"][0] for part in told["tree"]["parts"]
    ]


def test_explain_takes_a_brand_for_its_query(call: Call, workspace: Path):
    """The id of a brand stands for its query."""
    assert call("query", "explain", "globex", "Globex it is", "--json").document["matches"]


def test_a_wrong_query_is_wrong_usage(call: Call):
    """The caret shows the place; the exit code is 2."""
    outcome = call("query", "explain", "a AND b OR c", "text")

    assert 2 == outcome.code
    assert "AND and OR are mixed without brackets" in outcome.err


def test_lint_looks_at_all_brands(call: Call, workspace: Path):
    """Without a query the brands' are looked at; remarks do not fail the command."""
    path = workspace / "listening.toml"
    path.write_text(path.read_text().replace('"globex"\n\n[[s', '"globex OR hp"\n\n[[s'))

    outcome = call("query", "lint", "--json")

    assert 0 == outcome.code
    assert {"acme": [], "globex": ["short_term"]} == {
        one["id"]: [remark["rule"] for remark in one["remarks"]]
        for one in outcome.document["queries"]
    }
    assert "globex: short_term: " in call("query", "lint").out


def test_lint_of_what_cannot_be_read_exits_with_2(call: Call, tmp_path, monkeypatch):
    """A query that cannot be read is an error; one that can is not, whatever is said of it."""
    monkeypatch.chdir(tmp_path)

    assert 2 == call("query", "lint", "*acme").code
    assert 0 == call("query", "lint", "the").code
    assert "nothing suspicious" in call("query", "lint", "acme").out


def test_lint_asks_the_stored_posts(call: Call, filled: Path):
    """A NOT that takes away most of what is stored is told."""
    outcome = call("query", "lint", "(acme OR globex) NOT globex")

    assert "greedy_not: NOT `globex` takes away 36 of 60 matches" in outcome.out


def test_diff_shows_what_a_change_adds_and_removes(call: Call, filled: Path):
    """By month, with samples; each post counts once, however often it was observed."""
    again = filled / "posts.csv"
    again.write_text(again.read_text().replace("terrible", "dreadful"))
    assert 0 == call("collect").code

    outcome = call("query", "diff", "acme", "(acme OR tablet) NOT broke*", "--json")

    assert 0 == outcome.code
    told = outcome.document
    assert 60 == told["post_count"]
    month = {"month": "2013-06", "old": 36, "new": 36, "added": 12, "removed": 12}
    assert [month] == told["months"]
    assert 5 == len(told["added"]) == len(told["removed"])
    assert {"tablet"} == {post["term"] for post in told["added"]}
    assert all("dreadful" in post["text"] for post in told["removed"])


def test_diff_is_printed_as_a_table(call: Call, filled: Path):
    """A person gets a table by month and a line for each sample."""
    outcome = call("query", "diff", "acme", "globex")

    assert "2013-06  36   36   24     24" in outcome.out
    assert "Added, 5 of 24:" in outcome.out
    assert "https://example.com/" in outcome.out


def test_diff_without_posts_is_empty(call: Call, workspace: Path):
    """Before anything was collected there is nothing to compare."""
    assert [] == call("query", "diff", "acme", "globex", "--json").document["months"]


def test_check_tries_the_sentences_beside_a_query(call: Call, workspace: Path):
    """A sentence that the query does not do right by is named with the part to blame; exit 2."""
    path = workspace / "listening.toml"
    wrong = 'must_match = ["my acme", "my globex"]\nmust_not_match = ["the acme of elegance"]'
    right = 'must_match = ["my globex", "#globex"]\nmust_not_match = ["globexes"]'
    text = path.read_text().replace('query = "acme"', f'query = "acme"\n{wrong}')
    path.write_text(text.replace('query = "globex"', f'query = "globex"\n{right}'))

    outcome = call("check")

    assert 2 == outcome.code
    told = [line.split(maxsplit=2) for line in outcome.out.splitlines() if "must_" in line]
    assert [
        ["WRONG", "brands.acme.must_match", _says("must match", "my globex", "is missing")],
        ["WRONG", "brands.acme.must_not_match", _says("must not match", "the acme of elegance")],
        ["fine", "brands.globex.must_match", "each of 2 sentences is found"],
        ["fine", "brands.globex.must_not_match", "the sentence is not found"],
    ] == told


def _says(must: str, sentence: str, why: str = "is there") -> str:
    does = "does not" if why == "is missing" else "does"
    return f"it {must} `{sentence}` and {does}: `acme` {why}."
