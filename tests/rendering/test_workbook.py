"""The workbook: a sheet a section, real numbers, harmless texts, the same bytes."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rendering import findings
from flows.rendering.context import Finding
from flows.rendering.parts import on_page, parts, tables
from flows.rendering.sheets import sheet_name
from flows.rendering.workbook import write_workbook
from tests.rendering.sample import a_context, an_empty_context
from tests.rendering.sample_posts import HOSTILE
from tests.rendering.workbooks import read_table, table_ranges

ACTING = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(...)", "http://x.example")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Return the sample's workbook."""
    path = tmp_path_factory.mktemp("book") / "report.xlsx"
    write_workbook(a_context(), path)
    return path


def test_a_sheet_for_each_section_in_the_order_of_the_report(path):
    """The contents come first, then the sections, the methods and the evidence."""
    names = list(pl.read_excel(path, sheet_id=0, has_header=False))
    titles = [part.title for part in parts(a_context())]

    assert ["Contents", "Executive summary", "Data and confidence"] == names[:3]
    assert ["Methods", "Evidence"] == names[-2:]
    assert ["Contents", *titles] == names


def test_every_table_is_there_with_all_its_rows(path):
    """Only a crisis that the report is not about is left out; each table can be filtered."""
    context = a_context()
    ranges = table_ranges(path)
    expected = {
        name: len(rows)
        for name, rows in context.tables.items()
        if rows and not name.startswith("crisis")
    }
    expected |= {"figures": len(context.figures), "headline": expected.get("headline", 4)}

    assert expected.keys() - {"evidence"} == ranges.keys()
    for name, rows in expected.items():
        if name not in ("evidence", "headline"):
            assert rows == read_table(path, name).height, name


def test_a_table_that_nobody_knows_gets_a_place(tmp_path):
    """A model of the user's own is among the further tables."""
    full = a_context()
    own = replace(full, tables={**full.tables, "b2_stores": [{"store": "Malmö", "n": 3}]})
    write_workbook(own, tmp_path / "own.xlsx")

    assert "Further tables" in pl.read_excel(tmp_path / "own.xlsx", sheet_id=0, has_header=False)
    assert [("Malmö", 3)] == read_table(tmp_path / "own.xlsx", "b2_stores").rows()


def test_numbers_and_dates_are_what_they_are(path):
    """Counts are whole numbers, shares fractions, days dates, and the unknown is empty."""
    days = read_table(path, "daily")
    voice = read_table(path, "share_of_voice")
    sentiment = read_table(path, "sentiment")

    assert pl.Int64 == days.schema["Mentions"]
    assert date(2026, 6, 1) == days["Day"][0]
    assert days["Mentions"][17] is None
    assert voice["Share"].sum() == pytest.approx(1)
    assert sentiment["Net sentiment"][3] is None


def test_the_figures_are_those_of_the_page(path):
    """The evidence sheet holds every figure with its unrounded value."""
    evidence = read_table(path, "figures")
    figures = a_context().figures

    assert list(figures) == evidence["Figure"].to_list()
    assert [figure.value for figure in figures.values()] == pytest.approx(
        evidence["Value"].to_list(), nan_ok=True
    )


def test_findings_stand_on_top_of_their_section(path):
    """A section's sentences come before its tables, with the ids of their figures."""
    sheet = pl.read_excel(path, sheet_name="Volume and reach", has_header=False)
    said = [text for text in sheet[sheet.columns[0]].to_list() if text]

    assert any("tripled a normal day" in text and "mentions.norrsken" in text for text in said[:5])


def test_no_cell_acts_and_no_link_leads_outside(path):
    """A text that looks like a formula or a link is a text; links lead within the workbook."""
    assert [] == _acting(path)


def test_texts_that_would_act_are_kept_as_texts(tmp_path):
    """Whatever a post begins with, it is read back as it was written, and is no formula."""
    full = a_context()
    quote = dict(full.tables["quotes"][0])
    rows = [{**quote, "excerpt": text, "url": text} for text in ACTING]
    write_workbook(replace(full, tables={**full.tables, "quotes": rows}), tmp_path / "a.xlsx")

    assert [] == _acting(tmp_path / "a.xlsx")
    read = read_table(tmp_path / "a.xlsx", "quotes")["Post"].to_list()
    assert [text.replace("\r", "") for text in ACTING] == [text.replace("\r", "") for text in read]


def _acting(path):
    """Return what a program could act on: formulas, and links or relations to elsewhere."""
    found = []
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            root = ET.fromstring(book.read(name))  # noqa: S314  # our own
            for element in root.iter():
                tag = element.tag.rpartition("}")[2]
                is_outside = tag == "hyperlink" and any("}id" in key for key in element.attrib)
                is_outside |= tag == "Relationship" and element.get("TargetMode") == "External"
                if tag in ("f", "calculatedColumnFormula", "externalLink") or is_outside:
                    found.append((name, tag, element.attrib))
    return found


def test_links_lead_to_where_the_tables_are(path):
    """Each link of the contents leads to a cell that holds its words."""
    ids = {name: number for number, name in enumerate(_sheet_names(path), 1)}
    with zipfile.ZipFile(path) as book:
        root = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # our own
    links = [element.attrib for element in root.iter() if element.tag.endswith("hyperlink")]

    assert len(links) > 50
    for link in links:
        found = re.fullmatch(r"'?(.+?)'?!A(\d+)", link["location"])
        assert found
        sheet, row = found.groups()
        shown = pl.read_excel(path, sheet_id=ids[sheet], has_header=False, drop_empty_rows=False)
        assert link["display"] == shown[shown.columns[0]][int(row) - 1]


def _sheet_names(path):
    return list(pl.read_excel(path, sheet_id=0, has_header=False))


def test_hostile_words_are_kept(path):
    """What somebody wrote stands in the sheet as it was written."""
    assert HOSTILE in read_table(path, "quotes")["Post"].to_list()


def test_a_text_longer_than_a_cell_is_cut(tmp_path):
    """A cell holds 32,767 letters, and no more are written."""
    full = a_context()
    rows = [{**full.tables["quotes"][0], "excerpt": "x" * 40_000}]
    write_workbook(replace(full, tables={**full.tables, "quotes": rows}), tmp_path / "a.xlsx")

    assert 32_767 == len(read_table(tmp_path / "a.xlsx", "quotes")["Post"][0])


@given(st.lists(st.text(min_size=1, max_size=60), max_size=20))
def test_sheet_names_are_what_a_workbook_takes(titles):
    """Names are short, without forbidden letters, and no two of them the same."""
    taken: list[str] = []
    for title in titles:
        taken.append(sheet_name(title, taken))

    assert len(taken) == len({name.casefold() for name in taken})
    for name in taken:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_a_long_title_is_cut_at_a_word():
    """A sheet is called by whole words of its title, where they fit."""
    assert "Wettbewerber und ihr Anteil am" == sheet_name(
        "Wettbewerber und ihr Anteil am Gespräch", []
    )
    assert "노" * 31 == sheet_name("노" * 40, [])


def test_the_same_context_gives_the_same_bytes(path, tmp_path):
    """Nothing in the workbook tells when it was made."""
    write_workbook(a_context(), tmp_path / "again.xlsx")

    assert path.read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_an_empty_report_still_has_a_workbook(tmp_path):
    """Without figures the workbook holds the sources and the methods."""
    write_workbook(an_empty_context(), tmp_path / "empty.xlsx")

    names = _sheet_names(tmp_path / "empty.xlsx")
    assert ["Contents", "Data and confidence", "Methods"] == names
    assert {table.name for table in tables(an_empty_context())} == set(
        table_ranges(tmp_path / "empty.xlsx")
    )


@pytest.mark.parametrize("template", ["monthly", "weekly", "quarterly", "crisis", "competitor"])
def test_sheets_stand_as_the_sections_of_the_report(template, tmp_path):
    """Those of its template come first, in its order; a crisis stands in a report on one alone."""
    context = a_context(template=template)
    order = on_page(context)
    found = [part.id for part in parts(context)]
    wanted = [name for name in order if name in found and name not in ("methods", "evidence")]

    assert wanted == found[: len(wanted)]
    assert ["methods", "evidence"] == found[-2:]
    of_crisis = {name for name, rows in context.tables.items() if rows and "crisis" in name}
    there = {table.name for table in tables(context)}
    assert (of_crisis if template == "crisis" else set()) == there & of_crisis


def test_every_finding_stands_in_a_part():
    """Whatever the rules of findings say has a section that it is said in."""
    code = (Path(findings.__file__).parent).rglob("*.py")
    said = {key for file in code for key in re.findall(r'Finding\(\s*"(\w+)"', file.read_text())}
    told = {key: [Finding(key, key)] for key in said}
    found = {
        finding.section
        for template in ("monthly", "crisis")
        for part in parts(replace(a_context(template=template), findings=told))
        for finding in part.findings
    }

    assert len(said) > 30
    assert said == found
