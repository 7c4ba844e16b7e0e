"""The workbook: real numbers, harmless texts, the same bytes."""

import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from flows.rendering.workbook import write_workbook
from tests.rendering.sample import a_context, an_empty_context
from tests.rendering.sample_posts import HOSTILE


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Return the sample's workbook."""
    path = tmp_path_factory.mktemp("book") / "report.xlsx"
    write_workbook(a_context(), path)
    return path


def test_every_table_has_a_sheet_with_all_its_rows(path):
    """Nothing of the context is left out of the workbook."""
    sheets = pl.read_excel(path, sheet_id=0)
    rows = sorted(len(rows) for rows in a_context().tables.values() if rows)

    assert rows == sorted(sheet.height for name, sheet in sheets.items() if name != "Summary")


def test_numbers_and_dates_are_what_they_are(path):
    """Counts are whole numbers, shares fractions, days dates, and the unknown is empty."""
    days = pl.read_excel(path, sheet_name="Days")
    voice = pl.read_excel(path, sheet_name="Share of voice")
    sentiment = pl.read_excel(path, sheet_name="Sentiment")

    assert pl.Int64 == days.schema["Mentions"]
    assert date(2026, 6, 1) == days["Day"][0]
    assert days["Mentions"][17] is None
    assert voice["Share"].sum() == pytest.approx(1)
    assert sentiment["Net sentiment"][3] is None


def test_the_figures_are_those_of_the_page(path):
    """The evidence sheet holds every figure with its unrounded value."""
    evidence = pl.read_excel(path, sheet_name="Evidence")
    figures = a_context().figures

    assert list(figures) == evidence["Figure"].to_list()
    assert [figure.value for figure in figures.values()] == pytest.approx(
        evidence["Value"].to_list(), nan_ok=True
    )


def test_no_cell_acts(path):
    """A text that looks like a formula or a link is a text: no formulas, no hyperlinks."""
    with zipfile.ZipFile(path) as book:
        sheets = [
            ET.fromstring(book.read(name))  # noqa: S314  # our own
            for name in book.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
        assert not any("rels" in name and "worksheets" in name for name in book.namelist())
    tags = {element.tag.rpartition("}")[2] for sheet in sheets for element in sheet.iter()}

    assert sheets
    assert not {"f", "hyperlink", "hyperlinks"} & tags


def test_hostile_words_are_kept(path):
    """What somebody wrote stands in the sheet as it was written."""
    quotes = pl.read_excel(path, sheet_name="Quotes")

    assert HOSTILE in quotes["Excerpt"].to_list()


def test_the_same_context_gives_the_same_bytes(path, tmp_path):
    """Nothing in the workbook tells when it was made."""
    write_workbook(a_context(), tmp_path / "again.xlsx")

    assert path.read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_an_empty_report_still_has_a_workbook(tmp_path):
    """Without figures the workbook holds the head, the sources and the methods."""
    write_workbook(an_empty_context(), tmp_path / "empty.xlsx")

    sheets = pl.read_excel(tmp_path / "empty.xlsx", sheet_id=0, raise_if_empty=False)
    assert {"Summary", "Sources", "Source days", "Methods", "Evidence"} == set(sheets)
