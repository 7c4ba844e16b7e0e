"""A client's look: colours that everybody can read, files that can be trusted, a cover."""

import re
import struct
import tomllib
import zlib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import strategies as st

from flows.config import read
from flows.errors import ConfigError
from flows.rendering import palette
from flows.rendering.colour import apart, contrast, lightness
from flows.rendering.fonts import lettered, text_width
from flows.rendering.html import render_html
from flows.rendering.pdf import render_pdf
from flows.rendering.theme import HOUSE, Cover, Theme
from flows.rendering.themes import theme_of
from flows.rendering.themes.colours import cover_colours, dressed
from flows.rendering.themes.logos import read_logo
from flows.rendering.themes.typefaces import read_typeface
from tests.rendering.sample import a_context
from tests.rendering.sample_base import LONG_NAMES

_COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'


@given(_COLOURS, _COLOURS)
def test_any_two_colours_make_a_readable_theme(accent, second):
    """Whatever a client asks for, letters can be read on paper and in the dark, ink on fills."""
    light, dark, _ = dressed(accent, second, "themes.acme")

    for colours in (light, dark):
        for role in ("accent", "second"):
            assert contrast(colours[role], colours["paper"]) >= 4.5
            assert contrast(colours["ink"], colours[f"{role}-soft"]) >= 4.5
            assert contrast(colours["ink"], colours[f"{role}-pale"]) >= 4.5


@given(_COLOURS, _COLOURS)
def test_any_two_colours_make_a_theme_that_everybody_can_tell_apart(accent, second):
    """Opposite colours stay apart for each kind of vision; the brand's is apart from the rest."""
    light, dark, _ = dressed(accent, second, "themes.acme")

    for colours in (light, dark):
        assert apart(colours["accent"], colours["second"]) >= 8
        assert apart(colours["accent"], colours["second-soft"]) >= 8
        assert abs(lightness(colours["accent"]) - lightness(colours["series-1"])) >= 9
        assert abs(lightness(colours["second-soft"]) - lightness(colours["rule"])) >= 9
    assert len(set(light.values())) == len(light)


def test_a_colour_that_can_be_read_is_kept():
    """What needs no change gets none, and no note."""
    light, _, notes = dressed("#0b6770", "#a8501f", "themes.acme")

    assert ("#0b6770", "#a8501f", []) == (light["accent"], light["second"], notes)


def test_what_was_changed_is_told():
    """A pale yellow is darkened, and the note says why and by how much."""
    light, _, notes = dressed("#ffd200", None, "themes.acme")

    assert contrast(light["accent"], palette.PAPER) >= 4.5
    assert "`themes.acme.accent`: `#ffd200` has a contrast of 1.5 to the paper" in notes[0]
    assert light["accent"] in notes[0]


@given(_COLOURS, _COLOURS)
def test_words_on_any_cover_can_be_read(colour, accent):
    """The cover keeps the client's colour; its words are as dark or light as they must be."""
    colours = cover_colours(colour, accent)

    assert colour == colours["paper"]
    for role in ("ink", "muted", "faint", "accent"):
        assert contrast(colours[role], colour) >= 4.5


def test_a_picture_wears_the_theme_and_words_do_not():
    """Colours of pictures are replaced, quotes of people who write of colours are not."""
    light, dark, _ = dressed("#7a1f5c", None, "themes.acme")
    theme = Theme("acme", light, dark)
    house = palette.ACCENT
    page = f'<rect fill="{house}"/><line stroke="{house}"/><p>{house}</p>'

    worn = '<rect fill="#7a1f5c"/><line stroke="#7a1f5c"/>'
    assert f"{worn}<p>{house}</p>" == theme.painted(page)
    assert page == HOUSE.painted(page)
    assert "#7a1f5c" == theme.colour(house)


def _png(width, height):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = zlib.compress(b"".join(b"\0" + b"\x7a\x1f\x5c" * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a logo in both kinds."""
    (tmp_path / "logo.png").write_bytes(_png(30, 10))
    (tmp_path / "logo.svg").write_text(_SVG.format('<circle cx="9" cy="9" r="8" fill="#123456"/>'))
    return tmp_path


@pytest.mark.parametrize(
    ("file", "size", "start"),
    [
        ("logo.png", (30, 10), "data:image/png;base64,"),
        ("logo.svg", (40, 20), "data:image/svg+xml;base64,"),
    ],
)
def test_a_logo_is_read(folder, file, size, start):
    """A PNG and an SVG give their size, and themselves as part of the page."""
    logo = read_logo(folder, file, "Acme", "themes.acme")

    assert size == (logo.width, logo.height)
    assert logo.uri.startswith(start)
    assert (folder / file).read_bytes() == logo.data


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<rect onload="alert(1)"/>', "the script `onload`"),
        ('<image href="https://tracker.example/x.png"/>', "the reference `https://tracker"),
        ('<image href="file:///etc/passwd"/>', "the reference `file:///etc/passwd`"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "the reference `data:image/svg+xml"),
        ('<use href="other.svg#mark"/>', "the reference `other.svg#mark`"),
        ("<style>@import url(https://fonts.example/a.css);</style>", "a style that loads"),
        ('<rect style="fill: url(https://x.example/#a)"/>', "the reference `fill: url("),
        ('<animate attributeName="href" to="https://x.example"/>', "<animate>"),
        ('<a href="#x"><rect/></a>', "<a>"),
    ],
)
def test_an_svg_that_does_more_than_draw_is_refused(folder, inside, told):
    """Whatever runs, loads or leads somewhere is named, and how to save it without."""
    (folder / "logo.svg").write_text(_SVG.format(inside))

    with pytest.raises(ConfigError, match="plain") as error:
        read_logo(folder, "logo.svg", "Acme", "themes.acme")
    assert told in str(error.value)
    assert "`themes.acme.logo`: `logo.svg`" in str(error.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "cannot be read"),
        (b"GIF89a", "neither a PNG nor an SVG"),
        (_png(30, 10)[:40], "no whole PNG"),
        (_png(4001, 1), "no whole PNG of up to 4000 pixels"),
        (_png(30, 10) + b"\0" * 300_000, "256 kB at most"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "no well-formed SVG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "states no size"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", "a document type"),
    ],
)
def test_a_file_that_is_no_logo_is_refused(folder, data, told):
    """A file that is not there, too large, broken or of another kind is told in plain words."""
    path = folder / "logo.any"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(ConfigError) as error:
        read_logo(folder, "logo.any", "Acme", "themes.acme")
    assert told in str(error.value)


def _font(path, fs_type=0, width=900):
    """Write a font of a few letters, each a square."""
    letters = "Norskeb 0123"
    names = [".notdef", *(f"g{ord(letter)}" for letter in letters)]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 700))
    pen.lineTo((700, 700))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"g{ord(letter)}" for letter in letters})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (width, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular"})
    builder.setupOS2(fsType=fs_type)
    builder.setupPost()
    builder.save(path)
    return path


def test_a_typeface_is_measured_and_what_it_lacks_is_ours(tmp_path):
    """Its letters are as wide as it says; those that it lacks are set and measured in ours."""
    _font(tmp_path / "square.ttf")
    typeface = read_typeface(tmp_path, "square.ttf", None, "themes.acme")
    ours = text_width("옴", 10)

    with lettered(typeface):
        assert text_width("Nor", 10) == pytest.approx(27)
        assert text_width("옴", 10) == ours
    assert text_width("Nor", 10) != 27


def test_a_page_carries_the_letters_of_a_typeface(tmp_path):
    """The page has both families, the client's first."""
    _font(tmp_path / "square.ttf")
    typeface = read_typeface(tmp_path, "square.ttf", None, "themes.acme")
    context = replace(a_context(), theme=replace(HOUSE, typeface=typeface))
    page = render_html(context)

    assert "--family: Client, Pretendard, Noto Emoji, sans-serif;" in page
    assert 2 == len(re.findall('font-family: "Client"; font-weight: [46]00', page))


@pytest.mark.parametrize(
    ("fs_type", "told"),
    [
        (0x0002, "forbids putting it into documents"),
        (0x0100, "forbids taking only the letters"),
        (0x0208, "allows pictures of its letters only"),
    ],
)
def test_a_font_that_must_not_be_embedded_is_refused(tmp_path, fs_type, told):
    """What the foundry forbids is said, and what to do."""
    _font(tmp_path / "square.ttf", fs_type)

    with pytest.raises(ConfigError, match="Ask its foundry") as error:
        read_typeface(tmp_path, "square.ttf", None, "themes.acme")
    assert (
        f"`themes.acme.font`: the licence that `square.ttf` states (fsType {fs_type:#06x})"
        in str(error.value)
    )
    assert told in str(error.value)


@pytest.mark.parametrize("fs_type", [0x0000, 0x0004, 0x0008, 0x000A])
def test_a_font_that_may_be_embedded_is_taken(tmp_path, fs_type):
    """Print and preview, editing, installing: each allows a report; the least strict counts."""
    _font(tmp_path / "square.ttf", fs_type)

    assert read_typeface(tmp_path, "square.ttf", None, "themes.acme")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "cannot be read"),
        (b"wOF2" + b"\0" * 60, "no TTF or OTF file"),
        (b"\x00\x01\x00\x00" + b"\0" * 60, "damaged or incomplete"),
    ],
)
def test_a_file_that_is_no_font_is_refused(tmp_path, data, told):
    """A file that is not there, broken or of another kind is told in plain words."""
    if data is not None:
        (tmp_path / "a.ttf").write_bytes(data)

    with pytest.raises(ConfigError) as error:
        read_typeface(tmp_path, "a.ttf", None, "themes.acme")
    assert told in str(error.value)


_CONFIG = """
[[brands]]
id = "acme"
name = "Acme"
query = "acme"
[[sources]]
id = "a"
kind = "files"
path = "a.csv"
platform = "a"
channel = "social"
[[reports]]
id = "monthly"
brand = "acme"
theme = "agency"
[themes.agency]
logo = "logo.svg"
accent = "#7A1F5C"
footer = "Ours"
[themes.agency.cover]
line = "Prepared by Harbour Lane"
colour = "#f4d9c6"
"""


def _config(folder):
    return read(tomllib.loads(_CONFIG), folder / "listening.toml")


@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_theme_is_worn_by_every_page(folder, name):
    """Logo, colours, footer and cover of the configuration are in the page."""
    theme = theme_of(_config(folder), "agency")
    page = render_html(replace(a_context(name=name), theme=theme))

    assert 'alt="agency" src="data:image/svg+xml;base64,' in page
    assert "Prepared by Harbour Lane" in page
    assert 'data-issue="Ours"' in page
    assert "--paper: #f4d9c6" in page
    assert f'"{palette.ACCENT}"' not in page
    assert '"#7a1f5c"' in page


@pytest.mark.slow
def test_a_themed_report_is_printed(folder, tmp_path):
    """A logo, a cover's colour and a typeface of few letters go into the PDF with all its text."""
    _font(folder / "square.ttf")
    typeface = read_typeface(folder, "square.ttf", None, "themes.acme")
    theme = replace(theme_of(_config(folder), "agency"), typeface=typeface)
    render_pdf(replace(a_context(name=LONG_NAMES[1]), theme=theme), tmp_path / "page.pdf")

    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
        cover = "".join(document[0].get_textpage().get_text_range().split())
        last = document[len(document) - 1].get_textpage().get_text_range()
    assert LONG_NAMES[1] in cover
    assert "PreparedbyHarbourLane" in cover
    assert "Ours" in last


def test_without_a_theme_the_house_is_worn():
    """No theme is the house's, which changes nothing."""
    assert HOUSE == theme_of(_config(Path()), None)
    assert Cover() == HOUSE.cover


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('theme = "agency"', 'theme = "agence"', "there are: agency"),
        ('"#7A1F5C"', '"purple"', "it must look like `#0b6770`"),
        ("accent =", "accents =", "`themes.agency.accents` is not a key I know. Did you mean"),
        ("line =", "lines =", "`themes.agency.cover.lines` is not a key I know. Did you mean"),
    ],
)
def test_a_fault_is_told_in_the_words_of_the_file(old, new, told):
    """A theme that is not there, a colour that is none and a wrong key are told where they are."""
    with pytest.raises(ConfigError) as error:
        read(tomllib.loads(_CONFIG.replace(old, new, 1)), Path("listening.toml"))
    assert told in str(error.value)
