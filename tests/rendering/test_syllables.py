"""Korean words on paper, which no end of a line may cut."""

import pypdfium2
import pytest

from flows.rendering.fonts import font_faces
from flows.rendering.pdf import render_pdf
from flows.rendering.syllables import with_whole_words

_TEXT = (
    "Ombrik의 언급 점유율은 9월에 46.5%로 뚜렷한 변화가 없었으며, 순감성은 "
    "33.8포인트 하락했습니다. 언급량이 가장 많은 날은 10월 14일이었습니다."
)
_PAGE = """<!doctype html><html lang="ko"><head><title>언급량</title><style>{faces}
@page {{ margin: 10mm; size: 120mm 200mm; }}
p {{ font: 9pt Pretendard; overflow-wrap: anywhere; width: {width}mm; }}</style></head>
<body><h2>언급량</h2><p>{text}</p></body></html>"""


@pytest.mark.parametrize("width", [28, 33, 55])
def test_a_line_ends_between_korean_words(tmp_path, width):
    """However narrow a column, its lines are made of whole words, and the text stays as it was."""
    path = tmp_path / "page.pdf"
    render_pdf(_PAGE.format(faces=font_faces(_TEXT), width=width, text=_TEXT), path)
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage().get_text_range()
        titles = [bookmark.get_title() for bookmark in document.get_toc()]
    _, *lines = text.splitlines()
    words = _TEXT.split()

    assert len(lines) > 1
    assert words == [word for line in lines for word in line.split()]
    assert ["언급량"] == titles


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("46.5%|로", "46.5%로"),
        ("Ombrik|의", "Ombrik의"),
        ("앱·웹|사|이|트", "앱·웹사이트"),
        ("하|락(현|재", "하락(현재"),
        ("net sentiment, 12&amp;3", "net sentiment, 12&amp;3"),
    ],
)
def test_what_belongs_to_a_word_is_joined(expected, text):
    """A particle stays with what it follows; dots and brackets let a line end."""
    page = with_whole_words(f"<html><title>한국어</title><body><p>{text}</p></body></html>")

    told = f"<html><title>한국어</title><body><p>{expected}</p></body></html>"
    assert told.replace("|", "\u2060") == page


def test_drawings_and_headings_are_left_alone():
    """A chart's words and a bookmark's stay letter by letter as they are."""
    page = "<body><h2>언급량과 도달</h2><svg><title>차트</title><text>언급</text></svg></body>"

    assert page == with_whole_words(page)
