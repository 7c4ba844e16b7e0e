"""The slides: native charts with the context's numbers, texts that fit, nothing that acts."""

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Emu

from flows.rendering.fonts import text_width
from flows.rendering.slides import write_slides
from flows.rendering.slides.fitting import Box, fit, lines_of
from flows.rendering.theme import Cover, Logo, Theme
from flows.rendering.themes.colours import cover_colours, dressed
from tests.rendering.sample import a_context, an_empty_context
from tests.rendering.sample_base import LONG_NAMES

_SCRIPT = """
import sys
from pathlib import Path
from flows.rendering.slides import write_slides
from tests.rendering.sample import a_context
write_slides(a_context(), Path(sys.argv[1]))
"""
LANGUAGES = ("en", "de", "fr", "ru", "tr", "ko")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Return the sample's slides."""
    path = tmp_path_factory.mktemp("slides") / "report.pptx"
    write_slides(a_context(), path)
    return path


@pytest.fixture(scope="module")
def slides(path):
    """Return the slides, read back."""
    return list(Presentation(str(path)).slides)


def _charts(slides):
    return [shape for slide in slides for shape in slide.shapes if shape.has_chart]


def test_a_slide_tells_what_was_found_and_the_sections_follow_the_report(slides):
    """The cover has the brand, the second slide the answer, and every other a title of its own."""
    titles = [slide.shapes.title.text_frame.text for slide in slides]

    assert "Norrsken" == titles[0]
    assert titles[1].startswith("Norrsken is talked about a fifth more than in May")
    assert "Norrsken took 3.1 points of the conversation from Halden" in titles
    assert "What we recommend" in titles
    assert "How to read these numbers" == titles[-1]
    assert all(titles)
    assert 9 <= len(slides) <= 14


def test_charts_are_native_and_have_words(slides):
    """Each chart is one that PowerPoint draws, and has a text for who cannot see it."""
    charts = _charts(slides)

    assert len(charts) >= 8
    for shape in charts:
        assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
        assert 1 <= len(shape.chart.plots[0].series) <= 5


def test_charts_have_the_numbers_of_the_context(slides):
    """The daily line and the shares of voice are the table's values, unrounded; a gap is one."""
    context = a_context()
    drawn = {
        tuple(series.values) for shape in _charts(slides) for series in shape.chart.plots[0].series
    }
    days = [row["mention_count"] for row in context.tables["daily"] if row["is_focus"]]
    voice = [row["share"] for row in context.tables["share_of_voice"]]

    assert tuple(days) in drawn
    assert None in days
    assert tuple(voice) in drawn


def test_dots_have_whiskers_that_end_where_the_intervals_end(slides):
    """The error bars of net sentiment by brand are the gaps to the ends of the intervals."""
    rows = [row for row in a_context().tables["sentiment"] if row["adequacy"] != "too few"]
    rows = [row for row in rows if row["net_sentiment"] is not None]
    wanted = [row["high"] - row["net_sentiment"] for row in rows]
    found = [
        [float(value.text) for value in shape.chart._chartSpace.xpath(".//c:plus//c:v")]
        for shape in _charts(slides)
    ]

    assert any(pytest.approx(wanted) == one for one in found)


def test_the_sheet_behind_a_chart_can_be_edited_and_does_not_act(tmp_path):
    """A term that begins like a formula is a text in the chart's sheet."""
    full = a_context()
    terms = [{**row, "term": f"=1+{number}"} for number, row in enumerate(full.tables["terms"])]
    write_slides(replace(full, tables={**full.tables, "terms": terms}), tmp_path / "a.pptx")

    sheets = _sheets(tmp_path / "a.pptx")
    read = [pl.read_excel(io.BytesIO(sheet)) for sheet in sheets]
    assert any("=1+0" in frame[frame.columns[0]].cast(pl.String).to_list() for frame in read)
    for sheet in sheets:
        with zipfile.ZipFile(io.BytesIO(sheet)) as book:
            root = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # our own
        assert not [one for one in root.iter() if one.tag.endswith("}f")]


def _sheets(path):
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]


def test_notes_hold_the_evidence(slides):
    """The notes of a slide name its figures with interval, n and definition."""
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides[1:-1])

    assert "net_sentiment.norrsken: " in notes
    assert "95% interval" in notes


def test_every_slide_with_numbers_says_what_they_rest_on(slides):
    """The foot of a slide gives the period and the number of posts."""
    for slide in slides[1:-1]:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "June 2026, days of Europe/Stockholm" in said


def test_only_links_to_posts_lead_outside(path):
    """Nothing is fetched when the deck opens: no linked picture, no outside sheet, no template."""
    kinds = set()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                for link in ET.fromstring(archive.read(name)):  # noqa: S314  # our own
                    if link.get("TargetMode") == "External":
                        assert link.attrib["Target"].startswith(("https://", "http://"))
                        kinds.add(link.attrib["Type"].rpartition("/")[2])

    assert kinds <= {"hyperlink"}


@pytest.mark.parametrize(
    "context",
    [a_context(), *(a_context(name=name) for name in LONG_NAMES), an_empty_context()],
    ids=["sample", "long words", "long Hangul", "one long word", "empty"],
)
def test_texts_fit_their_boxes_and_shapes_the_slide(context, tmp_path):
    """No text is higher than its box, and nothing leaves the slide."""
    write_slides(context, tmp_path / "a.pptx")
    deck = Presentation(str(tmp_path / "a.pptx"))

    for number, slide in enumerate(deck.slides, 1):
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            if shape.has_text_frame and shape.text_frame.text:
                assert _height(shape) <= shape.height + Emu(20_000), (number, shape.text_frame.text)


def _height(shape):
    """Return how high the texts of a shape are, in EMU."""
    points = 0.0
    for paragraph in shape.text_frame.paragraphs:
        (run,) = paragraph.runs
        size, bold = run.font.size.pt, bool(run.font.bold)
        width = Emu(shape.width).pt
        lines, used = 1, 0.0
        for word in run.text.split():
            wide = text_width(f"{word} ", size, bold=bold)
            if used and used + wide > width:
                lines, used = lines + 1, 0.0
            used += wide
            lines, used = lines + int(used // width), used % width
        points += lines * size * 1.2
    return points * 12_700


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_carry_their_language(language, tmp_path):
    """Every text says in which language it is, for who reads it aloud or checks its spelling."""
    write_slides(a_context(language=language), tmp_path / "a.pptx")
    deck = Presentation(str(tmp_path / "a.pptx"))
    found = {
        run._r.rPr.get("lang")
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    }

    assert {language} == {culture.partition("-")[0] for culture in found}


def test_another_process_writes_the_same_bytes(path, tmp_path):
    """The same context gives the same file, whatever the process or its hash seed."""
    again = tmp_path / "again.pptx"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", _SCRIPT, again], check=True, env=environment)

    assert path.read_bytes() == again.read_bytes()


def test_the_deck_is_of_the_report_and_of_no_clock(path):
    """The file's own properties name the report and the day after its period."""
    told = Presentation(str(path)).core_properties

    assert "Norrsken, June 2026" in told.title
    assert date(2026, 7, 1) == told.created.date() == told.modified.date()


def test_an_empty_report_has_slides(tmp_path):
    """Where nothing was said there are the cover, the summary, the data and the methods."""
    write_slides(an_empty_context(), tmp_path / "a.pptx")

    slides = list(Presentation(str(tmp_path / "a.pptx")).slides)
    assert 4 == len(slides)


def test_the_largest_size_that_fits_is_taken():
    """A text is made smaller until its box holds it, and cut only at the smallest size."""
    box = Box(0, 0, 2, 0.5)
    short, long = fit(["a word"], box, (24, 18, 12)), fit(["word " * 40], box, (24, 18, 12))

    assert (24, ["a word"]) == (short.size, short.texts)
    assert 12 == long.size
    assert long.texts[0].endswith("…")
    assert lines_of(long.texts[0], box.width, 12) * 12 * 1.22 <= box.height * 72


def test_the_library_is_loaded_only_by_who_asks_for_slides():
    """A report without slides does not wait for what draws them."""
    script = "import sys, flows.rendering.issue; print('pptx' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "False" == ran.stdout.strip()


def test_a_client_s_theme_is_the_deck_s_theme(tmp_path):
    """Colours, foot, logo and cover are the client's, and the colours can be changed at once."""
    light, dark, _ = dressed("#b3261e", "#1f5fc4", "themes.client")
    cover = Cover(title="Quarterly listening", colours=cover_colours("#f4d9c6", "#b3261e"))
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"></svg>'
    logo = Logo("Client", "svg", drawing, "", 20, 10)
    theme = Theme("client", light, dark, logo, None, "Client & Co", cover)
    write_slides(replace(a_context(), theme=theme), tmp_path / "a.pptx")

    with zipfile.ZipFile(tmp_path / "a.pptx") as archive:
        colours = archive.read("ppt/theme/theme1.xml").decode()
        master = archive.read("ppt/slideMasters/slideMaster1.xml").decode()
        assert drawing == archive.read("ppt/media/logo.svg")
        with Image.open(archive.open("ppt/media/image1.png")) as pixels:
            assert 2 == pixels.width / pixels.height
    assert '<a:accent1><a:srgbClr val="B3261E"/>' in colours
    assert "Client &amp; Co" in master
    first = Presentation(str(tmp_path / "a.pptx")).slides[0]
    assert "Quarterly listening" == first.shapes.title.text_frame.text
    assert "Client" in [
        shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in first.shapes
    ]


def test_long_names_are_short_in_charts_and_stay_apart(tmp_path):
    """Brands whose long names begin alike are two brands in a chart, too."""
    full = a_context(name=LONG_NAMES[0])
    voice = [
        {**row, "brand_name": LONG_NAMES[0] + str(number)}
        for number, row in enumerate(full.tables["share_of_voice"])
    ]
    write_slides(
        replace(full, tables={**full.tables, "share_of_voice": voice}), tmp_path / "a.pptx"
    )
    shares = [row["share"] for row in voice]
    (names,) = [
        list(shape.chart.plots[0].categories)
        for shape in _charts(Presentation(str(tmp_path / "a.pptx")).slides)
        if list(shape.chart.plots[0].series[0].values) == shares
    ]

    assert len(voice) == len(set(names))
    assert all(len(name) < 40 for name in names)
