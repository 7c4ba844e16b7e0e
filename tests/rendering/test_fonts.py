"""How wide texts are, and the glyphs that a page carries."""

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from flows.rendering.fonts import fitted, font_faces, text_width, wrapped

_LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=80)


@given(_LETTERS, st.floats(20, 400))
def test_a_fitted_text_is_never_wider_than_its_room(text, width):
    """Whatever the text, what is kept of it fits, and a text that fits is kept whole."""
    kept = fitted(text, width, 10)

    assert text_width(kept, 10) <= width or kept == "…"
    assert kept == text or kept.endswith("…")


@given(_LETTERS, st.integers(1, 4))
def test_a_wrapped_text_keeps_to_its_lines(text, lines):
    """A text is broken into no more lines than allowed, and each one fits."""
    result = wrapped(text, 120, 10, lines=lines)

    assert len(result) <= lines
    assert all(text_width(line, 10) <= 120 for line in result)


def test_a_text_is_broken_at_spaces():
    """Words stay whole when the next line has room for them."""
    assert ["Norrsken Heritage", "Loudspeakers"] == wrapped(
        "Norrsken Heritage Loudspeakers", 95, 10
    )


_TEXT = "Güncelleme İıŞşĞğ прошивку 업데이트 이후로 a − b … “c” 👍🏽"


@pytest.fixture(scope="module")
def faces():
    """Return the rules that carry a text of four scripts."""
    return font_faces(_TEXT)


def test_the_page_carries_the_glyphs_of_its_text(faces):
    """Latin with Turkish, Cyrillic and Hangul come in both weights of the one family."""
    wanted = set(map(ord, _TEXT)) - {0x1F44D, 0x1F3FD}
    regular, semibold, _ = _fonts(faces)

    assert wanted <= set(regular.getBestCmap())
    assert wanted <= set(semibold.getBestCmap())


def test_emoji_come_in_a_font_of_their_own(faces):
    """An emoji and its skin tone are in the third font."""
    *_, emoji = _fonts(faces)

    assert {0x1F44D, 0x1F3FD} <= set(emoji.getBestCmap())


def test_a_family_and_weight_has_one_file(faces):
    """No two faces share family and weight: print engines would mix up their letters."""
    named = re.findall(r'font-family: "(.+?)"; font-weight: (\d+)', faces)

    assert len(named) == len(set(named)) == 3


def _fonts(css):
    files = re.findall(r"base64,([^\"]+)", css)
    return [TTFont(io.BytesIO(base64.b64decode(file))) for file in files]
