"""The sheets that labellers get."""

import csv
import zipfile
from datetime import UTC, datetime

import polars as pl
import pytest

from flows.audit.labelled import read_table
from flows.audit.sheet import write_sheets

HOSTILE = '=HYPERLINK("https://evil.example","win")'


@pytest.fixture
def sheets(tmp_path):
    """Write the sheets of two posts, one of them hostile."""
    post = {
        "sample": "monthly-2013-06-1", "platform": "reddit", "post_id": "-7", "language": "en",
        "posted_at": datetime(2013, 6, 11, tzinfo=UTC), "title": None, "text": HOSTILE,
        "url": "https://example.com/1", "stratum": "negative en", "stratum_size": 10,
    }  # fmt: skip
    other = post | {"post_id": "8", "title": "Broken", "text": "again", "url": None}
    return write_sheets(pl.DataFrame([post, other]), tmp_path / "audit.xlsx")


def test_the_sheets_hide_what_the_engine_said(sheets):
    """There is the post and room for a label, and nothing of the stratum."""
    columns = ["post_id", "date", "platform", "language", "text", "url"]
    for path in sheets:
        table = read_table(path)
        assert [*columns, "label", "labeller", "sample"] == table.columns
        assert "Broken\n\nagain" == table["text"][1]
        assert "negative" not in str(table.rows())


def test_no_text_acts(sheets):
    """The workbook has no formula and no link; the CSV puts a quote before what looks like one."""
    book, table = sheets
    with zipfile.ZipFile(book) as opened:
        sheet = opened.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    with table.open(encoding="utf-8-sig", newline="") as opened_table:
        row = next(iter(csv.DictReader(opened_table)))
    assert (f"'{HOSTILE}", "'-7") == (row["text"], row["post_id"])


def test_labels_are_chosen_from_a_list(sheets):
    """The column of labels offers the three, on each row."""
    with zipfile.ZipFile(sheets[0]) as opened:
        sheet = opened.read("xl/worksheets/sheet1.xml").decode()

    assert 'type="list"' in sheet
    assert 'sqref="G2:G3"' in sheet
    assert '"neg,neu,pos"' in sheet.replace("&quot;", '"')
