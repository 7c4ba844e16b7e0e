"""What the deck tells: the sections of its report, each thing once, users' own among them."""

from dataclasses import replace
from datetime import date

import pytest
from pptx import Presentation
from pptx.util import Emu

from flows.rendering.sections import OwnSection
from flows.rendering.slides import write_slides
from tests.rendering.sample import a_context
from tests.rendering.sample_base import LONG_NAMES


def _charts(slides):
    return [shape for slide in slides for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("weekly", ["Volume and reach", "Sentiment and what moved it"]),
        ("quarterly", ["Month by month", "Volume and reach"]),
        (
            "crisis",
            [
                "What happened when",
                "Who drives it, and whether it spreads",
                "What people ask, and what was answered",
                "Risks and response times",
                "Recommendations",
                "Data and confidence",
                "Methods",
            ],
        ),
        (
            "competitor",
            ["Competitors and share of voice", "Compared, named together, switched"],
        ),
    ],
)
def test_a_deck_has_the_sections_of_its_report(template, expected, tmp_path):
    """A deck follows the list of sections of its report's template, section by section."""
    write_slides(_of(template), tmp_path / "a.pptx")
    kickers = [
        shape.text_frame.text
        for slide in list(Presentation(str(tmp_path / "a.pptx")).slides)[2:]
        for shape in list(slide.shapes)[1:2]
    ]

    assert expected == kickers[: len(expected)]
    assert len(kickers) == len(set(kickers))


def _of(template):
    """Return the sample as a report of a template; that of a quarter is of two of its months."""
    if template == "quarterly":
        return a_context(template=template, window_first_on=date(2026, 5, 1))
    return a_context(template=template)


@pytest.mark.parametrize("template", ["monthly", "weekly", "quarterly", "crisis", "competitor"])
def test_no_finding_is_told_twice(template, tmp_path):
    """What is the title of a slide, or a section's own, is on no other slide beside the summary."""
    write_slides(_of(template), tmp_path / "a.pptx")
    said = [
        paragraph.text.removesuffix(".")
        for slide in list(Presentation(str(tmp_path / "a.pptx")).slides)[2:-3]
        for shape in slide.shapes
        if shape.has_text_frame and shape.top < Emu(5_900_000)
        for paragraph in shape.text_frame.paragraphs
        if len(paragraph.text) > 60
    ]

    assert said
    assert [] == [text for text in said if said.count(text) > 1]


def test_a_section_of_a_user_has_its_words_and_its_table(tmp_path):
    """An own section is a slide: its sentences without the small numbers, its table as it is."""
    template = """{% from "macros.html" import table with context %}
    {% set title = "Days of the week" %}
    <p>Most was said on {{ days[0].weekday }}{{ cite("mentions." ~ brand) }}.</p>
    {{ table("By day", days, "weekday mention_count share", limit=2) }}"""
    rows = [
        {"weekday": day, "mention_count": count, "share": share}
        for day, count, share in (("=Monday", 1204, 0.5), ("Tuesday", 9, 0.25), ("Sunday", 3, 0.25))
    ]
    context = a_context(language="de")
    own = OwnSection("days", tmp_path / "days.html", template, None)
    context = replace(
        context,
        own={"days": own},
        sections=["summary", "days"],
        tables={**context.tables, "days": rows},
    )
    write_slides(context, tmp_path / "a.pptx")
    slide = Presentation(str(tmp_path / "a.pptx")).slides[2]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]

    assert "und 1 weitere in der Arbeitsmappe" in texts
    assert "Days of the week" == slide.shapes.title.text_frame.text
    assert "Most was said on =Monday." in texts
    assert ["Weekday", "Erwähnungen", "Anteil"] == cells[0]
    assert [["=Monday", "1.204", "50,0\xa0%"], ["Tuesday", "9", "25,0\xa0%"]] == cells[1:]


def test_a_long_table_is_cut_and_says_so(tmp_path):
    """Rows for which a slide has no room are counted under those that it shows."""
    template = """{% from "macros.html" import table with context %}
    {{ table("All", all_rows, "name mention_count", limit=30) }}"""
    rows = [{"name": f"{LONG_NAMES[0]} {number}", "mention_count": number} for number in range(40)]
    context = a_context()
    context = replace(
        context,
        own={"all_rows": OwnSection("all_rows", tmp_path / "all_rows.html", template, None)},
        sections=["summary", "all_rows"],
        tables={**context.tables, "all_rows": rows},
    )
    write_slides(context, tmp_path / "a.pptx")
    slide = Presentation(str(tmp_path / "a.pptx")).slides[2]
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    shown = len(frame.table.rows) - 1

    assert 5 < shown < 40
    assert f"and {40 - shown} more in the workbook" in texts
    assert frame.top + frame.height < Emu(6_000_000)


@pytest.mark.parametrize(
    ("expected", "language"),
    [("0%", "en"), ('0"\xa0"%', "de"), ('0"\xa0"%', "ru"), ("%0", "tr"), ("0%", "ko")],
)
def test_shares_are_written_as_the_language_does(expected, language, tmp_path):
    """The percent sign of a chart's labels stands where the report's language has it."""
    write_slides(a_context(language=language), tmp_path / "a.pptx")
    codes = {
        node.get("formatCode")
        for shape in _charts(Presentation(str(tmp_path / "a.pptx")).slides)
        for node in shape.chart._chartSpace.xpath(".//c:dLbls/c:numFmt")
    }

    assert expected in codes
    assert len([code for code in codes if "%" in code and "." not in code]) == 1


def test_an_event_is_drawn_hour_by_hour(tmp_path):
    """The slides of a crisis have the hours of its event, each with its number."""
    context = a_context(template="crisis")
    write_slides(context, tmp_path / "a.pptx")
    drawn = [
        list(series.values)
        for shape in _charts(Presentation(str(tmp_path / "a.pptx")).slides)
        for series in shape.chart.plots[0].series
    ]

    assert [row["mention_count"] for row in context.tables["crisis_hours"]] in drawn
