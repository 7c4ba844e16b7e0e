"""`export`: each table a file, the dictionary beside them, nothing that acts, no texts unasked."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from flows.cli.marts import whole_folder
from flows.errors import ConfigError
from flows.warehouse import models
from tests.cli.conftest import Call
from tests.cli.samples import post_row, posts_csv


@pytest.mark.slow
def test_the_tables_of_a_report(filled: Path, call: Call):
    """Metrics, pages' tables and mentions are files, and the dictionary says what each is."""
    said = call("export", "monthly", "--out", "tables", "--json")

    assert 0 == said.code
    folder = filled / "tables"
    told = json.loads((folder / "dictionary.json").read_text())
    names = {one["table"] for one in said.document["tables"]}
    assert {"brand_daily", "brand_weekly", "figures", "mentions", "page_volume"} <= names
    assert names == {one["table"] for one in told["tables"]}
    assert {one["file"] for one in told["tables"]} | {"dictionary.json", "README.md"} == {
        path.name for path in folder.iterdir()
    }
    for table in told["tables"]:
        rows = pl.read_parquet(folder / table["file"])
        assert (table["row_count"], [one["name"] for one in table["columns"]]) == (
            len(rows),
            rows.columns,
        )
    assert set(models.models()) > names
    assert "mentions" in {metric["metric"] for metric in told["metrics"]}
    assert "| `brand_daily.parquet` | " in (folder / "README.md").read_text()


@pytest.mark.slow
def test_no_formula_and_no_text_in_csv(workspace: Path, call: Call):
    """What a spreadsheet would run is quoted, and what people wrote is left out."""
    given = post_row(text="acme kettle").replace(",ann,", ",=cmd(),")
    (workspace / "posts.csv").write_text(posts_csv(3) + given)
    call("collect")

    said = call("export", "--format", "csv", "--out", "tables")

    assert (0, 2) == (said.code, len(said.out.splitlines()[-2:]))
    texts = "".join(path.read_text() for path in (workspace / "tables").glob("*.csv"))
    assert "kettle" not in texts
    assert "wonderful phone" not in texts
    for path in (workspace / "tables").glob("*.csv"):
        for row in csv.reader(path.open(newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))], path.name


@pytest.mark.slow
def test_texts_when_asked_for(workspace: Path, call: Call):
    """With --with-texts the posts' words are there, harmless in CSV and exact in Parquet."""
    (workspace / "posts.csv").write_text(posts_csv(3) + post_row(text="=HYPERLINK(0) acme"))
    call("collect")

    for shape in ("csv", "parquet"):
        out = ("--with-texts", "--format", shape, "--out", shape)
        assert 0 == call("export", *out).code

    rows = list(csv.DictReader((workspace / "csv" / "texts.csv").open(newline="")))
    assert "'=HYPERLINK(0) acme" in {row["text"] for row in rows}
    exact = pl.read_parquet(workspace / "parquet" / "texts.parquet")
    assert "=HYPERLINK(0) acme" in set(exact["text"])


@pytest.mark.slow
def test_workbooks(filled: Path, call: Call):
    """Each table is a workbook with its columns as they are called; texts are no formulas."""
    assert 0 == call("export", "--format", "xlsx", "--period", "2013-W24", "--out", "tables").code

    rows = pl.read_excel(filled / "tables" / "brand_volume.xlsx", sheet_name="brand_volume")
    assert ["brand", "period"] == rows.columns[:2]
    assert 4 == len(rows)


def test_a_folder_with_other_files_is_left_alone(filled: Path, call: Call):
    """What no export wrote is not replaced: exit 2, and nothing is touched."""
    (filled / "mine").mkdir()
    (filled / "mine" / "thesis.txt").write_text("mine")

    said = call("export", "--out", "mine")

    assert (2, "") == (said.code, said.out)
    assert "`mine` holds other files" in said.err
    assert ["thesis.txt"] == [path.name for path in (filled / "mine").iterdir()]


def test_an_export_takes_the_place_of_the_one_before(tmp_path: Path):
    """Files of an earlier export do not stay beside the new ones; after a failure all stay."""
    folder = tmp_path / "tables"
    for name in ("old", "new"):
        with whole_folder(folder) as own:
            (own / f"{name}.csv").write_text("a")
            said = {"export": 1, "tables": [{"file": f"{name}.csv"}]}
            (own / "dictionary.json").write_text(json.dumps(said))

    assert {"new.csv", "dictionary.json"} == {path.name for path in folder.iterdir()}
    with pytest.raises(ConfigError), whole_folder(folder):
        raise ConfigError("stop")
    assert ["tables"] == [path.name for path in tmp_path.iterdir()]
    assert (folder / "new.csv").is_file()


def test_what_a_killed_export_left_is_taken_away(tmp_path: Path):
    """The next one to the same folder removes it, and nothing of anybody else."""
    for name in (".tables.123.partial", ".others.123.partial"):
        (tmp_path / name / "new").mkdir(parents=True)
    with whole_folder(tmp_path / "tables"):
        pass
    assert {"tables", ".others.123.partial"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["weekly"], "no report `weekly`"),
        (["--period", "june"], "`june` is not one I know"),
        (["--format", "ods"], "'ods' is not one of"),
        (["--period", "FY2013"], "`[fiscal_year]`"),
        (["--out", "posts.csv"], "`posts.csv` holds other files"),
    ],
)
def test_an_export_that_cannot_be(filled: Path, call: Call, options: list[str], says: str):
    """Wrong usage is one line and exit 2."""
    said = call("export", *options)

    assert (2, "") == (said.code, said.out)
    assert says in said.err


def test_nothing_collected(workspace: Path, call: Call):
    """Tables of nothing are refused, with the commands that come first."""
    said = call("export", "--out", "tables")

    assert 1 == said.code
    assert "`earwitness collect`" in said.err
    assert not (workspace / "tables").exists()


def test_a_place_that_cannot_be_written(filled: Path, call: Call):
    """A folder that cannot be made is told in a line, before the work: exit 1."""
    said = call("export", "--out", "posts.csv/tables")

    assert 1 == said.code
    assert "`posts.csv/tables` could not be written" in said.err
    assert "computing" not in said.err
    assert "Traceback" not in said.err


@pytest.mark.slow
def test_every_model_can_be_asked(filled: Path, call: Call):
    """`sql` reaches each model: no name hides one, and all can be built at once."""
    query = " union all ".join(
        f"select '{name}' as model, count(*) as row_count from \"{name}\""
        for name in models.models()
    )

    said = call("sql", query, "--json")

    assert 0 == said.code, said.err
    assert set(models.models()) == {row["model"] for row in said.document}
