"""`sql` and `figure`: answers in every format, and questions that cannot be answered."""

import csv
import io
import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Call
from tests.cli.samples import CONFIGURATION, post_row, posts_csv

MENTIONS = "select brand, mention_count from brand_volume where period = 'window' order by brand"
ROWS = "from (values ('acme', 36), ('globex', 36)) as rows(brand, mention_count)"
"""The same rows without a model to build."""
COUNTED = [{"brand": "acme", "mention_count": 36}, {"brand": "globex", "mention_count": 36}]


def test_a_table(filled: Path, call: Call):
    """A question is answered as a table to read."""
    said = call("sql", MENTIONS)

    assert 0 == said.code
    head, _, acme, globex = said.out.splitlines()
    assert ["brand", "mention_count"] == head.split()
    assert [["acme", "36"], ["globex", "36"]] == [acme.split(), globex.split()]


def test_every_format_has_the_same_rows(filled: Path, call: Call):
    """CSV, JSON and Parquet hold the same rows, printed or in a file."""
    printed_csv = call("sql", ROWS, "--format", "csv").out
    for shape in ("csv", "json", "parquet"):
        assert 0 == call("sql", ROWS, "--format", shape, "--out", f"rows.{shape}").code

    assert COUNTED == call("sql", ROWS, "--json").document
    assert COUNTED == json.loads(call("sql", ROWS, "--format", "json").out)
    assert COUNTED == json.loads((filled / "rows.json").read_text())
    assert COUNTED == pl.read_parquet(filled / "rows.parquet").to_dicts()
    assert printed_csv == (filled / "rows.csv").read_text()
    as_text = [{name: str(value) for name, value in row.items()} for row in COUNTED]
    assert as_text == list(csv.DictReader(io.StringIO(printed_csv)))


def test_a_file_says_how_many_rows(filled: Path, call: Call):
    """With --out the path and the number of rows are told."""
    said = call("sql", ROWS, "--format", "csv", "--out", "rows.csv", "--json")

    assert {"path": "rows.csv", "format": "csv", "row_count": 2} == said.document


def test_another_period(filled: Path, call: Call):
    """The models stand on the period that was asked for."""
    (row,) = call(
        "sql", "select sum(mention_count) as n from brand_volume where period = 'window'",
        "--from", "2013-06-01", "--to", "2013-06-01", "--json",
    ).document  # fmt: skip

    assert 2 == row["n"]


def test_the_posts_themselves(filled: Path, call: Call):
    """Posts are there with what was understood of them; instants are in ISO 8601."""
    (row,) = call("sql", "from mentions where post_id = '1' and brand = 'acme'", "--json").document

    assert ("negative", "en") == (row["sentiment"], row["language"])
    assert row["posted_at"].startswith("2013-06-01T01:00:00")


def test_the_list_of_models(filled: Path, call: Call):
    """`from models` says what can be asked, each with its meaning."""
    listed = call("sql", "from models", "--json").document

    (volume,) = [row for row in listed if row["model"] == "brand_volume"]
    assert "metrics" == volume["layer"]
    assert volume["meaning"].endswith(".")


def test_no_formula_in_a_cell(workspace: Path, call: Call):
    """Text that a spreadsheet would run is quoted in CSV and exact in JSON."""
    (workspace / "posts.csv").write_text(posts_csv(1) + post_row(text="=HYPERLINK(0) acme"))
    call("collect")
    call("understand")
    query = "select text from texts where text like '=%'"

    as_csv, as_json = call("sql", query, "--format", "csv"), call("sql", query, "--json")

    assert ["text", "'=HYPERLINK(0) acme"] == as_csv.out.splitlines()
    assert [{"text": "=HYPERLINK(0) acme"}] == as_json.document


def test_what_json_cannot_say_is_null(filled: Path, call: Call):
    """Neither infinity nor "not a number" breaks the document."""
    said = call("sql", "select 'inf'::double as a, 'nan'::double as b, 0.5 as c", "--json")

    assert [{"a": None, "b": None, "c": 0.5}] == [
        {name: float(value) if value else None for name, value in said.document[0].items()}
    ]


def test_a_long_table_is_cut(filled: Path, call: Call):
    """A table shows a hundred rows and says that there are more; CSV has all."""
    query = "select range as n from range(250)"

    table, as_csv = call("sql", query), call("sql", query, "--format", "csv")

    assert 102 == len(table.out.splitlines())
    assert "The first 100 rows" in table.err
    assert 251 == len(as_csv.out.splitlines())


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("from brand_volum", "no table `brand_volum`. Did you mean `brand_volume`?"),
        ("select nope from posts", 'Referenced column "nope" not found'),
        ("selec 1", 'syntax error at or near "selec"'),
        ("select 1; select 2", "there are 2"),
        ("drop table posts", "`sql` takes one `select`"),
        ("copy posts to 'out.csv'", "`sql` takes one `select`"),
        ("from read_text('/etc/passwd')", "/etc/passwd"),
        ("from 'posts.csv'", "posts.csv"),
        ("select 'x'::integer", "Could not convert string 'x'"),
    ],
)
def test_a_question_that_cannot_be_answered(filled: Path, call: Call, query: str, says: str):
    """Whatever DuckDB refuses is one line and exit 2; nothing outside the lake is read."""
    said = call("sql", query)

    assert (2, "") == (said.code, said.out)
    assert 1 == len(said.err.splitlines()), said.err
    assert says in said.err


@pytest.mark.parametrize(
    "options",
    [["--format", "parquet"], ["--out", "rows.txt"], ["--format", "csv", "--json"]],
)
def test_formats_that_contradict(filled: Path, call: Call, options: list[str]):
    """Parquet needs a file, a table is none, and --json is no CSV."""
    assert 2 == call("sql", MENTIONS, *options).code


def test_posts_not_understood_are_told(filled: Path, call: Call):
    """Posts that wait are not counted, and the answer says so on stderr."""
    (filled / "posts.csv").write_text(posts_csv() + post_row())
    call("collect")

    said = call("sql", "select count(*) as n from posts", "--json")

    assert [{"n": 60}] == said.document
    assert "`earwitness understand`" in said.err


def test_without_a_report(workspace: Path, call: Call):
    """Without any report the first brand is compared with the others."""
    (workspace / "listening.toml").write_text(CONFIGURATION.partition("[[reports]]")[0])

    said = call("sql", "select brand, is_focus from brands order by position", "--json")

    assert [
        {"brand": "acme", "is_focus": True},
        {"brand": "globex", "is_focus": False},
    ] == said.document


def test_a_figure(issued_once: Path, call: Call):
    """A figure is shown as issued and as known now, with its SQL and its posts."""
    manifest = str(issued_once)

    found = call("figure", "mentions.acme", "--manifest", manifest, "--posts", "5")
    document = call("figure", "mentions.acme", "--manifest", manifest, "--json").document

    assert 0 == found.code
    assert "as issued     36 posts, n 36" in found.out
    assert "as known now  36 posts, n 36" in found.out
    assert "Nothing it stands on has changed since then." in found.out
    assert "sql/metrics/volume/brand_volume.sql" in found.out
    assert "Its posts, 5 of 36:" in found.out
    assert "https://example.com/" in found.out
    assert (36.0, 36.0) == (document["as_issued"]["value"], document["as_known_now"]["value"])
    assert (20, 36) == (len(document["posts"]), document["post_count"])


@pytest.mark.slow
def test_a_figure_of_a_copied_issue(issued_once: Path, tmp_path: Path, monkeypatch, call: Call):
    """Away from its workspace the manifest alone tells; with the workspace named, all is there."""
    workspace = issued_once.parents[4] / "listening.toml"
    copied = shutil.copytree(issued_once.parent, tmp_path / "forwarded") / "manifest.json"
    monkeypatch.chdir(tmp_path)

    alone = call("figure", "mentions.acme", "--manifest", str(copied))
    whole = call("--config", str(workspace), "figure", "mentions.acme", "--manifest", str(copied))

    assert "as issued     36 posts, n 36" in alone.out
    assert "The workspace is not here" in alone.out
    assert "no such figure" not in alone.out
    assert "No single posts" not in alone.out
    assert "as known now  36 posts, n 36" in whole.out
    assert "Its posts, 20 of 36:" in whole.out


@pytest.mark.slow
def test_a_figure_that_changed(filled: Path, call: Call):
    """Posts that came after the issue change what is known, not what was issued."""
    manifest = call("report", "monthly", "--json").document["files"]["manifest"]
    (filled / "posts.csv").write_text(posts_csv() + post_row())
    call("collect")
    call("understand")

    said = call("figure", "mentions.acme", "--manifest", manifest)

    assert "as issued     36 posts" in said.out
    assert "as known now  37 posts" in said.out
    assert "Since then 1 segment of posts has come." in said.out


@pytest.mark.slow
def test_a_figure_of_the_newest_issue(filled: Path, call: Call):
    """Without a manifest it is the last issue of the latest period; options choose another."""
    for period in ("2013-06", "2013-06-11"):
        assert 0 == call("report", "monthly", "--period", period).code
    (filled / "posts.csv").write_text(posts_csv() + post_row())
    assert 0 == call("run", "monthly").code
    reports = filled / "reports" / "monthly"

    def told(*options: str) -> tuple[str, float]:
        document = call("figure", "mentions.acme", *options, "--json").document
        return document["manifest"], document["as_issued"]["value"]

    assert (str(reports / "2013-06" / "2" / "manifest.json"), 37) == told()
    assert (str(reports / "2013-06" / "1" / "manifest.json"), 36) == told("--issue", "1")
    assert (str(reports / "2013-06-11" / "1" / "manifest.json"), 2) == told(
        "--period", "2013-06-11"
    )
    assert told() == told("--report", "monthly")
    said = call("figure", "mentions.acme", "--issue", "3")
    assert 2 == said.code
    assert "There is no such issue" in said.err
    said = call("figure", "mentions.acm")
    assert "No issue has a figure `mentions.acm`. Did you mean `mentions.acme`" in said.err


@pytest.mark.slow
def test_every_figure_has_its_posts(issued_once: Path, call: Call):
    """Each figure of a report can be shown, and a count of posts is the number of its posts."""
    figures = json.loads(issued_once.read_text())["figures"]

    for name, figure in figures.items():
        said = call("figure", name, "--manifest", str(issued_once), "--json")
        assert 0 == said.code, name
        if figure["unit"] == "posts" and not name.startswith("forecast_"):
            assert figure["value"] == said.document["post_count"], name


@pytest.mark.parametrize(
    ("name", "manifest", "says"),
    [
        ("mentions.acm", "{manifest}", "Did you mean `mentions.acme`"),
        ("mentions.acme", "nowhere.json", "no manifest at `nowhere.json`"),
        ("mentions.acme", "{page}", ".html` is not a manifest"),
    ],
)
def test_a_figure_that_is_not_there(
    issued_once: Path, call: Call, name: str, manifest: str, says: str
):
    """An unknown figure or manifest is exit 2, with the nearest that there is."""
    page = issued_once.with_name("monthly-2013-06.html")

    said = call("figure", name, "--manifest", manifest.format(manifest=issued_once, page=page))

    assert 2 == said.code
    assert says in said.err


def test_a_source_that_left_the_configuration(filled: Path, call: Call):
    """Reports stand on the sources that are configured; the posts of others stay in the lake."""
    config = filled / "listening.toml"
    config.write_text(CONFIGURATION.replace('id = "export"', 'id = "other"'))

    assert [{"n": 0}] == call("sql", "select count(*) as n from posts", "--json").document
    config.write_text(CONFIGURATION)
    assert [{"n": 60}] == call("sql", "select count(*) as n from posts", "--json").document


def test_a_damaged_segment(filled: Path, call: Call):
    """A segment that is cut off is named, with what to do."""
    (segment,) = (filled / "data" / "posts").rglob("*.parquet")
    segment.write_bytes(b"PAR1")

    said = call("sql", "select count(*) from posts")

    assert 1 == said.code
    assert "A segment cannot be read" in said.err
    assert segment.name in said.err
    assert "Traceback" not in said.err


def test_the_lake_keeps_its_secrets(filled: Path, call: Call):
    """A query reads the understood posts, and not the key that makes authors' hashes."""
    said = call("sql", f"select content from read_text('{filled}/data/author.key')")

    assert 2 == said.code
    assert "Cannot access file" in said.err
