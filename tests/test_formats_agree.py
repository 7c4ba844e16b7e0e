"""One context, all outputs: the quickstart's report says the same numbers wherever it is read.

Each figure that a format shows is compared with the figure itself, as the report writes it. And
every number in the words of the page, the PDF, the slides and the message is one of a figure or a
table: as it is, as its share of a hundred, or as a sum of its column. Words of posts are left out.
"""

import csv
import io
import re
import zipfile
from datetime import date
from itertools import chain

import polars as pl
import pypdfium2
import pytest
from pptx import Presentation
from selectolax.lexbor import LexborHTMLParser

from flows import window
from flows.delivery import letter
from flows.rendering import numbers, parts
from flows.rendering.issue import issue_report
from flows.rendering.tiles import tiles
from tests.quickstart import understood
from tests.rendering.workbooks import read_table

pytestmark = pytest.mark.slow

FORMATS = ["pdf", "html", "xlsx", "pptx", "csv", "parquet"]
_NUMBER = re.compile(r"[+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_NO_WORDS_OF_OURS = "style, script, pre, blockquote, ol.posts, a[href^=http], svg"


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    """Return the quickstart's configuration over posts that were made, heard and understood."""
    return understood(tmp_path_factory.mktemp("quickstart")).config


@pytest.fixture(scope="module")
def issue(config):
    """Return October's report, issued in all formats."""
    settings = config.report("monthly").model_copy(update={"formats": FORMATS})
    told = window.parse("2026-10", config.workspace.timezone, date(2026, 11, 1))
    return issue_report(config, settings, told)


@pytest.fixture(scope="module")
def message(issue, config):
    """Return the message that brings it."""
    return letter.write(issue, issue.context, config)


@pytest.fixture(scope="module")
def page(issue):
    """Return the page."""
    return LexborHTMLParser(issue.paths["html"].read_text())


@pytest.fixture(scope="module")
def slides(issue):
    """Return the slides."""
    return list(Presentation(str(issue.paths["pptx"])).slides)


@pytest.fixture(scope="module")
def printed(issue):
    """Return the text of the PDF."""
    with pypdfium2.PdfDocument(issue.paths["pdf"]) as document:
        return "\n".join(one.get_textpage().get_text_range() for one in document)


def _text(page):
    assert page.body is not None
    return page.body.text(separator=" ")


def _figure_rows(issue, kind):
    with zipfile.ZipFile(issue.paths[kind]) as archive:
        given = archive.read(f"figures.{kind}")
    if kind == "parquet":
        return pl.read_parquet(given).rows(named=True)
    return list(csv.DictReader(io.StringIO(given.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_flat_files_hold_every_figure_unrounded(issue, kind):
    """Value, interval, n, period before and change of each figure are those of the context."""
    rows = {row["figure"]: row for row in _figure_rows(issue, kind)}

    assert issue.context.figures.keys() == rows.keys()
    for figure in issue.context.figures.values():
        for name in ("value", "low", "high", "n", "previous", "change", "change_rate"):
            given = rows[figure.id][name]
            assert getattr(figure, name) == (float(given) if given not in ("", None) else None)


def test_the_workbook_holds_every_figure_unrounded(issue):
    """The evidence sheet has the numbers of the context."""
    frame = read_table(issue.paths["xlsx"], "figures")

    for row, figure in zip(frame.rows(named=True), issue.context.figures.values(), strict=True):
        assert figure.id == row["Figure"]
        wanted = (figure.value, figure.low, figure.high, figure.n, figure.previous)
        names = ("Value", "Low", "High", "n", "Before")
        for number, name in zip(wanted, names, strict=True):
            assert number == pytest.approx(row[name], rel=1e-12) if number else not row[name]


def _shown(figure):
    interval = numbers.interval(figure.low, figure.high, figure.unit)
    return [numbers.quantity(figure.value, figure.unit), interval, numbers.count(figure.n or 0)]


def test_the_page_shows_the_figures(issue, page):
    """Each row of the page's evidence gives its figure's value, interval and n as written."""
    rows = page.css("section#evidence .evidence tbody tr")

    assert len(rows) > 40
    for row in rows:
        cells = [cell.text(strip=True) for cell in row.css("td")]
        figure = issue.context.figures[cells[1]]
        value, interval, count = _shown(figure)
        assert [value, interval, count if figure.n else ""] == cells[2:5], figure.id


def test_the_pdf_prints_the_figures_of_the_page(issue, page, printed):
    """What the page's evidence says of a figure stands in the PDF, letter for letter."""
    text = re.sub(r"\s|\ufffe|\xad", "", printed)

    for row in page.css("section#evidence .evidence tbody tr"):
        cells = [re.sub(r"\s", "", cell.text()) for cell in row.css("td")]
        assert "".join(cells[2:5]) in text, cells[1]


def test_the_slides_show_the_figures(issue, slides):
    """The notes give each figure as the page writes it, and the tiles those of the summary."""
    notes = "\n".join(
        slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide
    )
    noted = re.findall(r"^([\w.-]+\.[\w. -]+): (.+?)\. ", notes, flags=re.MULTILINE)
    known = [
        (issue.context.figures[key], said) for key, said in noted if key in issue.context.figures
    ]

    assert len(known) > 20
    for figure, said in known:
        value, interval, _ = _shown(figure)
        assert f", {value}" in said, figure.id
        assert interval in said
    tiled = [shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame]
    for _, figure in tiles(issue.context):
        assert numbers.quantity(figure.value, figure.unit) in tiled


def test_the_charts_of_the_slides_are_tables(issue, slides):
    """Each number that a chart draws is a number of a table, unrounded."""
    cells = chain.from_iterable(
        row.values() for rows in issue.context.tables.values() for row in rows
    )
    known = {float(cell) for cell in cells if _is_number(cell)}
    drawn = {
        value
        for slide in slides
        for shape in slide.shapes
        if shape.has_chart
        for series in shape.chart.plots[0].series
        for value in series.values
        if value is not None
    }

    assert len(drawn) > 100
    assert not drawn - known


def test_the_message_shows_the_figures(issue, message):
    """Both parts of the message give the tiles as the page writes them."""
    html = " ".join(_text(LexborHTMLParser(message.html)).split())
    text = " ".join(message.text.split())

    for name, figure in tiles(issue.context):
        written = numbers.value(figure.value, figure.unit)
        for said in (html, text):
            after = said.partition(name)[2][:60]
            assert written in after, (name, after)


def test_every_number_in_words_is_one_of_a_figure_or_a_table(issue, message, page, printed, slides):
    """No format says a number that the metrics did not make."""
    known = _known(issue)
    shown = len(page.css("section#evidence .evidence tbody tr"))
    known |= set(_written("count", len(issue.context.figures) - shown))  # in the workbook alone
    axes = {said for svg in page.css("svg") for said in _NUMBER.findall(svg.text(separator=" "))}
    for node in page.css(_NO_WORDS_OF_OURS):
        node.decompose()
    spoken = {
        "page": _text(page),
        "pdf": printed,
        "message": _text(LexborHTMLParser(message.html)),
        "plain message": message.text,
        "slides": "\n".join(
            shape.text_frame.text
            for slide in slides
            for shape in slide.shapes
            if shape.has_text_frame
        ),
    }
    spoken = {
        name: set(_NUMBER.findall(text)) - known - _posts(issue) for name, text in spoken.items()
    }
    # The PDF sets a small number behind each, and prints the axes that the page draws.
    spoken["pdf"] = {said for said in spoken["pdf"] - axes if not _is_cited(said, known)}
    unknown = {name: sorted(said) for name, said in spoken.items()}
    assert {name: [] for name in spoken} == unknown


def _is_cited(said, known):
    """Tell whether a number of the PDF is a known one with the small number of its evidence."""
    return any(said[:-length] in known for length in (1, 2, 3) if len(said) > length)


def test_a_wrong_number_would_be_noticed(issue):
    """Of numbers that nobody made, most are told from those that the metrics made."""
    known = _known(issue) | _posts(issue)
    invented = [f"{whole}.{part}" for whole in range(100, 1000, 7) for part in (1, 4, 7)]
    changed = [f"{number:,}" for number in range(1_000, 9_000, 111)]

    assert 0.95 < sum(one not in known for one in invented) / len(invented)
    assert 0.95 < sum(one not in known for one in changed) / len(changed)


def _is_number(cell):
    return isinstance(cell, int | float) and not isinstance(cell, bool)


_DIGITS = {
    "count": (0,),
    "signed": (0, 1),
    "decimal": (0, 1, 2),
    "points": (1,),
    "share": (0, 1),
    "share_change": (0, 1),
    "rate": (0,),
    "stars": (2,),
    "probability": (2,),
}
"""With how many decimals a number of a kind is written; shares and rates as a hundredfold."""


def _known(issue):
    """Return every number of the context as its kind is written, and sums of columns."""
    context = issue.context
    written = {"95"}
    for table in parts.tables(context):
        written |= set(_written("count", len(table.rows)))
        for name in table.columns:
            kinds = {table.kind(row, name): row[name] for row in table.rows}
            column = [(table.kind(row, name), row[name]) for row in table.rows]
            numbers_of = [(kind, cell) for kind, cell in column if _is_number(cell)]
            if len(kinds) == 1 and numbers_of:
                numbers_of.append((numbers_of[0][0], sum(cell for _, cell in numbers_of)))
            written |= {text for kind, cell in numbers_of for text in _written(kind, cell)}
    counts = [*context.report["limits"].values()]
    counts += [behind.post_count for behind in context.behind.values()]
    written |= {text for count in counts if count for text in _written("count", count)}
    return written | {part for day in _days(context) for part in (str(day.day), str(day.year))}


def _written(kind, amount):
    """Yield a number as a report writes one of its kind, with and without its sign."""
    scale = 100 if kind in ("share", "share_change", "rate") else 1
    for digits in _DIGITS.get(kind, ()):
        text = numbers.decimal(abs(amount) * scale, digits)
        yield from (text, f"+{text}", f"−{text}")
    if kind == "rate":
        yield numbers.decimal(1 + amount)  # 2.6 times as much


def _days(context):
    report = context.report
    days = {value for value in report.values() if isinstance(value, date)}
    cells = (cell for rows in context.tables.values() for row in rows for cell in row.values())
    return days | {cell for cell in cells if isinstance(cell, date)}


def _posts(issue):
    """Return the numbers in the words of posts and of people, and in names and definitions."""
    context = issue.context
    cells = chain.from_iterable(row.values() for rows in context.tables.values() for row in rows)
    texts = [str(cell) for cell in cells if isinstance(cell, str | list)]
    texts += [str(one["excerpt"]) for behind in context.behind.values() for one in behind.posts]
    texts += [figure.definition for figure in context.figures.values()]
    return set(_NUMBER.findall(" ".join(texts)))
