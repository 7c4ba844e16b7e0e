"""CSV and Parquet: the workbook's tables and numbers, typed, harmless, the same bytes."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rendering.flat import write_csv, write_parquet
from flows.rendering.parts import tables
from flows.rendering.workbook import write_workbook
from flows.writing import FORMULA, harmless
from tests.rendering.sample import a_context, an_empty_context
from tests.rendering.sample_posts import HOSTILE
from tests.rendering.workbooks import read_table


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with the sample in the three formats."""
    folder = tmp_path_factory.mktemp("flat")
    write_csv(a_context(), folder / "report.csv.zip")
    write_parquet(a_context(), folder / "report.parquet.zip")
    write_workbook(a_context(), folder / "report.xlsx")
    return folder


def _parquet(path, name):
    with zipfile.ZipFile(path) as archive:
        return pl.read_parquet(archive.read(f"{name}.parquet"))


def _csv(path, name):
    with zipfile.ZipFile(path) as archive:
        text = archive.read(f"{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_same_tables_with_the_same_rows_and_numbers(folder):
    """Each table of the workbook is a file of both kinds, with equal numbers in equal order."""
    for table in tables(a_context()):
        sheet = read_table(folder / "report.xlsx", table.name)
        typed = _parquet(folder / "report.parquet.zip", table.name)
        lines = _csv(folder / "report.csv.zip", table.name)

        assert (sheet.height, sheet.width) == (typed.height, typed.width), table.name
        assert len(lines) == typed.height
        for place, name in enumerate(typed.columns):
            if typed.schema[name].is_numeric():
                numbers = typed[name].to_list()
                read = sheet[sheet.columns[place]].cast(pl.Float64).to_list()
                assert numbers == pytest.approx(read, nan_ok=True), (table.name, name)
                written = [float(line[name]) if line[name] else None for line in lines]
                assert numbers == written, (table.name, name)


def test_parquet_knows_what_each_column_is(folder):
    """Counts are whole numbers, days dates, lists lists, flags flags, and the unknown is null."""
    days = _parquet(folder / "report.parquet.zip", "daily")
    events = _parquet(folder / "report.parquet.zip", "spikes")

    assert pl.Int64 == days.schema["mention_count"]
    assert pl.Date == days.schema["day"]
    assert pl.Boolean == days.schema["is_focus"]
    assert days["mention_count"][17] is None
    assert pl.List(pl.String) == events.schema["terms"]


def test_a_column_of_unknown_numbers_keeps_its_type(tmp_path):
    """Where nothing is known of a column, its type is still that of other months."""
    full = a_context()
    rows = [{**row, "net_sentiment": None} for row in full.tables["sentiment"]]
    write_parquet(replace(full, tables={**full.tables, "sentiment": rows}), tmp_path / "a.zip")

    assert pl.Float64 == _parquet(tmp_path / "a.zip", "sentiment").schema["net_sentiment"]


def test_a_whole_number_among_decimals_is_one(tmp_path):
    """A target of 24 hours is written as one of 24.0: the type of a column is its kind's."""
    full = a_context()
    for number, hours in enumerate((24, 24.0)):
        rows = [{**row, "target_hours": hours} for row in full.tables["response"]]
        context = replace(full, tables={**full.tables, "response": rows})
        write_parquet(context, tmp_path / f"{number}.zip")

    assert pl.Float64 == _parquet(tmp_path / "0.zip", "response").schema["target_hours"]
    assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()


def test_csv_opens_in_a_spreadsheet(folder):
    """A file begins with the mark that tells UTF-8 and holds days and truths in plain forms."""
    with zipfile.ZipFile(folder / "report.csv.zip") as archive:
        assert archive.read("daily.csv").startswith(b"\xef\xbb\xbf")
    day = _csv(folder / "report.csv.zip", "daily")[0]

    assert (str(date(2026, 6, 1)), "true") == (day["day"], day["is_focus"])


@given(st.text(max_size=20))
def test_no_text_of_a_csv_is_run(text):
    """Whatever a post begins with, its cell begins with nothing that a spreadsheet runs."""
    safe = harmless(text)

    assert not safe.startswith(FORMULA)
    assert text == (safe[1:] if text.startswith(FORMULA) else safe)


def test_hostile_words_are_quoted_in_csv_and_kept_in_parquet(folder):
    """CSV puts a quote before what would be run; Parquet holds what was written."""
    assert harmless(HOSTILE) in [
        row["excerpt"] for row in _csv(folder / "report.csv.zip", "quotes")
    ]
    assert HOSTILE in _parquet(folder / "report.parquet.zip", "quotes")["excerpt"].to_list()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_every_column_is_described(folder, kind):
    """The description lists each file with its columns, in the order of the file."""
    with zipfile.ZipFile(folder / f"report.{kind}.zip") as archive:
        said = json.loads(archive.read("datapackage.json"))
        readme = archive.read("README.md").decode()
        paths = {name for name in archive.namelist() if name.endswith(kind)}
    described = {one["path"]: one["schema"]["fields"] for one in said["resources"]}
    first = _csv(folder / "report.csv.zip", "daily")[0]

    assert paths == described.keys()
    assert list(first) == [field["name"] for field in described[f"daily.{kind}"]]
    assert all(path in readme for path in paths)
    assert "June 2026" in readme


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_the_same_context_gives_the_same_bytes(write, tmp_path):
    """Nothing in the file tells when it was made."""
    write(a_context(), tmp_path / "one.zip")
    write(a_context(), tmp_path / "two.zip")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_an_empty_report_has_the_tables_of_its_sources(tmp_path):
    """Without figures there are the files of what was listened to, and no empty ones."""
    write_csv(an_empty_context(), tmp_path / "empty.zip")

    with zipfile.ZipFile(tmp_path / "empty.zip") as archive:
        assert {
            "README.md",
            "datapackage.json",
            "coverage.csv",
            "coverage_days.csv",
            "dictionary.csv",
        } == set(archive.namelist())
