"""The PDF: tagged, bookmarked, readable by machines, refusing everything from outside."""

import gc
import logging
import os
import re
import subprocess
import sys
import tempfile
import zlib
from dataclasses import replace
from itertools import combinations

import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from flows.errors import RenderError
from flows.rendering.html import for_paper, render_html
from flows.rendering.pdf import render_pdf
from flows.rendering.theme import Logo
from tests.rendering.sample import a_context, an_empty_context
from tests.rendering.sample_base import LONG_NAMES
from tests.rendering.sample_posts import CYRILLIC, HANGUL, TURKISH

pytestmark = pytest.mark.slow

_SCRIPT = """
import sys
from pathlib import Path
from flows.rendering.pdf import render_pdf
from flows.rendering.theme import Logo
from tests.rendering.sample import a_context
render_pdf(a_context(), Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Return the sample's PDF, printed without a single complaint of the print engine."""
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    assert [] == _complaints(lambda: render_pdf(a_context(), path))
    return path


@pytest.fixture(scope="module")
def document(path):
    """Return the sample's PDF, open."""
    with pypdfium2.PdfDocument(path) as document:
        yield document


@pytest.fixture(scope="module")
def pages(document):
    """Return the text of each page."""
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    return texts


def _complaints(render):
    """Return what the print engine warned of, among it glyphs that no font has."""
    heard = []

    class Heard(logging.Handler):
        def emit(self, record):
            heard.append(record.getMessage())

    handler = Heard()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        render()
    finally:
        logger.removeHandler(handler)
    return heard


def _inflated(path):
    """Return the file's bytes with its streams unpacked, and no space after a name."""
    data = path.read_bytes()
    streams = re.findall(rb"FlateDecode.*?stream\n(.+?)\nendstream", data, flags=re.DOTALL)
    return b"".join([data, *map(zlib.decompress, streams)]).replace(b" /", b"/")


def test_a_month_is_twelve_pages_at_most(pages):
    """The full report stays within what people read."""
    assert len(pages) <= 12


def test_page_two_is_the_executive_summary(pages):
    """Who reads one page finds the answer, the tiles and what to do on the second."""
    assert "Executive summary" in pages[1]
    assert "Now what" in pages[1]
    assert "Data and confidence" not in pages[1]


def test_no_page_is_nearly_blank(pages):
    """Every page but the last carries a good share of text."""
    assert all(len(page) > 300 for page in pages[:-1])


def test_no_letters_lie_on_others_or_in_the_margins(path):
    """Nothing is printed over something else, and nothing leaves the type area."""
    assert [] == _collisions(path)


def _collisions(path):
    """Return the texts that overlap another by a third, or stand in the page's margins."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            boxes = [text.get_rect(index) for index in range(text.count_rects())]
            hit = [box for pair in combinations(boxes, 2) if _overlap(*pair) > 0.3 for box in pair]
            hit += [box for box in boxes if box[0] < 60 or box[2] > width - 60 or box[1] < 40]
            hit += [box for box in boxes if box[3] > height - 40]
            found += [text.get_text_bounded(*box) for box in hit]
            text.close()
            page.close()
    return found


def _overlap(one, other):
    """Return the shared area of two boxes as a part of the smaller one."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return across * down / min(areas)


def test_no_heading_is_left_behind(path):
    """What a heading or a caption announces begins on the same page."""
    assert [] == _stranded(path, render_html(a_context()))


def _stranded(path, page):
    """Return the headings and captions that are the last words of a page."""
    tree = LexborHTMLParser(for_paper(page))
    titles = {"".join(node.text().split()) for node in tree.css("h2, h3, caption")}
    with pypdfium2.PdfDocument(path) as document:
        _, *lasts = [_last_line(page) for page in document]  # the cover ends with the contents
    return [last for last in lasts if last in titles]


def _last_line(page):
    """Return the lowest line of a page above its foot, without spaces."""
    text = page.get_textpage()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    boxes = [box for box in boxes if box[1] > 62]
    foot = min(box[1] for box in boxes)
    line = sorted(box for box in boxes if box[1] < foot + 4)
    words = "".join(text.get_text_bounded(*box) for box in line)
    text.close()
    page.close()
    return "".join(words.split())


def test_a_table_has_its_head_on_every_page_it_is_on(tmp_path):
    """A table that goes over a page's end begins anew with its head."""
    context = a_context()
    rows = [
        {**context.tables["volume"][0], "brand_name": f"Brand {number}", "is_focus": False}
        for number in range(40)
    ]
    path = tmp_path / "report.pdf"
    render_pdf(replace(context, tables={**context.tables, "volume": rows}), path)
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    on_pages = [text for text in texts if re.search(r"^Brand \d+", text, flags=re.MULTILINE)]

    assert len(on_pages) >= 2
    assert all("Engagement per" in text for text in on_pages)


def test_nobody_is_called_while_printing(tmp_path):
    """The printer opens no socket, and no file but fonts, its own modules and where it writes."""
    page = render_html(a_context())
    opened: list[str] = []

    def listen(event, arguments):
        if is_on and event in ("socket.connect", "open"):
            opened.append(str(arguments[0]))

    is_on = False
    sys.addaudithook(listen)
    is_on = True
    render_pdf(page, tmp_path / "report.pdf")
    is_on = False
    known = (sys.prefix, sys.base_prefix, str(tmp_path), "/usr/share/", "/usr/lib/", "/etc/fonts")
    fonts = f"{tempfile.gettempdir()}/weasyprint-"

    assert [] == [name for name in opened if not name.startswith((*known, fonts))]


def test_the_pdf_is_tagged_and_says_its_standard(path):
    """Readers by ear get structure, language and alternative texts."""
    data = _inflated(path)

    assert b"/MarkInfo" in data
    assert b"pdfuaid" in data
    assert b"/StructTreeRoot" in data


def test_every_picture_says_what_it_is(path):
    """Each figure has an alternative text, the ornament of the cover too."""
    told = _inflated(path)

    assert told.count(b"/S/Figure") > 10
    assert told.count(b"/S/Figure") == told.count(b"/Alt ")


def test_sections_are_bookmarks(document):
    """The outline names the sections in order."""
    titles = [bookmark.get_title() for bookmark in document.get_toc()]

    assert "Executive summary" in titles
    assert titles.index("Volume and reach") < titles.index("Evidence")


def test_contents_carry_page_numbers(pages):
    """Each line of the contents ends in the page on which its section begins."""
    lines = re.findall(r"^(.+?)[ .]{5,}(\d+)\s*$", pages[0], flags=re.MULTILINE)

    assert len(lines) >= 12
    assert all(title in pages[int(number) - 1] for title, number in lines)


@pytest.mark.parametrize("words", [CYRILLIC, HANGUL, TURKISH])
def test_every_script_can_be_copied_out(pages, words):
    """Cyrillic, Hangul and Turkish are extracted as they were written."""
    text = "".join("".join(pages).split())

    assert "".join(words.split()) in text


def test_only_our_fonts_are_used_and_all_are_embedded(path):
    """Every font of the sample is one of the bundled families, as a subset."""
    names = set(re.findall(rb"/BaseFont/([\w+-]+)", _inflated(path)))

    assert names
    assert all(re.match(rb"[A-Z]{6}\+(Pretendard|Noto-Emoji)", name) for name in names)


def test_another_process_prints_the_same_bytes(path, tmp_path):
    """The same context gives the same file, whatever the process or its hash seed."""
    again = tmp_path / "again.pdf"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", _SCRIPT, again], check=True, env=environment)

    assert path.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(
    "context",
    [
        *(a_context(name=name) for name in LONG_NAMES),
        an_empty_context(),
        *(a_context(template=name) for name in ("weekly", "quarterly", "crisis", "competitor")),
    ],
)
def test_other_reports_print_without_complaint(context, tmp_path):
    """A long name, an empty period and every other list of sections fit as well."""
    path = tmp_path / "report.pdf"

    assert [] == _complaints(lambda: render_pdf(context, path))
    assert [] == _collisions(path)
    assert [] == _stranded(path, render_html(context))
    assert path.stat().st_size < 3_000_000
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) <= 14


def test_a_long_name_does_not_fill_the_cover(tmp_path):
    """Under a client's logo and a long name, four lines of an answer stay off the facts."""
    logo = Logo("Client", "svg", b"", "data:image/svg+xml,<svg/>", 62, 15)
    context = a_context(name=LONG_NAMES[0])
    (answer,) = context.findings["answer"][:1]
    answer = replace(answer, text=f"{LONG_NAMES[0]} {'stands where it stood ' * 10}.")
    findings = {**context.findings, "answer": [answer]}
    path = tmp_path / "report.pdf"
    render_pdf(replace(context, theme=replace(context.theme, logo=logo), findings=findings), path)

    assert [] == _collisions(path)


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<style>@import "file:///etc/hostname";</style>',
    ],
)
def test_a_page_that_asks_for_something_is_not_printed(tmp_path, markup):
    """A file or a host in the page stops the print; no file is left, and garbage is collected."""
    page = render_html(an_empty_context()).replace("</body>", f"{markup}</body>")

    with pytest.raises(RenderError, match="outside itself"):
        render_pdf(page, tmp_path / "report.pdf")
    assert [] == list(tmp_path.iterdir())
    assert gc.isenabled()
