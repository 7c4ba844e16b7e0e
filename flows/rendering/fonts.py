"""The typefaces: how wide a text is, and which glyphs a page needs.

Ours are bundled. A client's goes before them while `lettered` is in force; what it has no glyph
for is set in ours.
"""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

from flows.places import shipped

_FONTS = shipped("report_templates") / "fonts"
_FAMILY = "Pretendard, Noto Emoji, sans-serif"
_CLIENTS = "Client"
_REGULAR = _FONTS / "Pretendard-Regular.ttf"
_SEMIBOLD = _FONTS / "Pretendard-SemiBold.ttf"
_EMOJI = _FONTS / "NotoEmoji-Regular.ttf"
# What shapes our own text: kerning and figures of one width; emoji are composed of their parts.
_FEATURES = {_REGULAR: ["kern", "tnum"], _SEMIBOLD: ["kern", "tnum"], _EMOJI: ["ccmp"]}
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Typeface:
    """A client's font files, which may be embedded; the same one twice where it has one weight."""

    regular: Path
    semibold: Path


_worn: ContextVar[Typeface | None] = ContextVar("worn", default=None)


@contextmanager
def lettered(typeface: Typeface | None) -> Iterator[None]:
    """Set and measure texts in a client's typeface until the block ends; None is ours."""
    token = _worn.set(typeface)
    try:
        yield
    finally:
        _worn.reset(token)


def family() -> str:
    """Return the families of a text, the first that has a glyph counts."""
    return f"{_CLIENTS}, {_FAMILY}" if _worn.get() else _FAMILY


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line in the unit of `size`; a glyph we lack counts as one em."""
    widths = _widths(_worn.get(), is_bold=bold)
    return sum(widths.get(ord(character), 1.0) for character in text) * size


@lru_cache(maxsize=8)
def _widths(typeface: Typeface | None, *, is_bold: bool) -> dict[int, float]:
    """Return how wide each code point is set, in ems."""
    files = [_SEMIBOLD if is_bold else _REGULAR]
    if typeface:
        files.append(typeface.semibold if is_bold else typeface.regular)
    widths: dict[int, float] = {}
    for file in files:
        advances, em = _advances(file)
        widths |= {point: advance / em for point, advance in advances.items()}
    return widths


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it is wider than `width`."""
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and text_width(kept + _ELLIPSIS, size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def wrapped(
    text: str, width: float, size: float, *, lines: int = 2, bold: bool = False
) -> list[str]:
    """Return the text on at most `lines` lines, broken at spaces, the last one cut to fit."""
    result: list[str] = []
    words = text.split()
    while words and len(result) < lines - 1:
        taken = len(words)
        while taken > 1 and text_width(" ".join(words[:taken]), size, bold=bold) > width:
            taken -= 1
        result.append(fitted(" ".join(words[:taken]), width, size, bold=bold))
        words = words[taken:]
    return [*result, fitted(" ".join(words), width, size, bold=bold)] if words else result


def font_faces(text: str) -> str:
    """Return the `@font-face` rules that carry every glyph of `text`, as data: URIs."""
    wanted = frozenset(map(ord, text)) | frozenset(range(0x20, 0x7F))
    known = frozenset(_advances(_REGULAR)[0])
    faces = []
    typeface, theirs = _worn.get(), frozenset[int]()
    if typeface:
        theirs = wanted & frozenset(_advances(typeface.regular)[0])
        bold = wanted & frozenset(_advances(typeface.semibold)[0])
        faces.append(_face(_CLIENTS, 400, typeface.regular, theirs))
        faces.append(_face(_CLIENTS, 600, typeface.semibold, bold))
        theirs &= bold
    # Every family has a space and figures: some printers measure an empty line by them.
    ours = (wanted & known - theirs) | frozenset(map(ord, " 0123456789"))
    faces += [
        _face("Pretendard", 400, _REGULAR, ours),
        _face("Pretendard", 600, _SEMIBOLD, ours),
    ]
    rest = (wanted - known - theirs) & frozenset(_advances(_EMOJI)[0])
    if rest:
        # Joiners belong to both families: a sequence of emoji must be shaped in one of them.
        joiners = wanted & {0x200D, 0xFE0F, 0x20E3}
        faces.append(_face("Noto Emoji", 400, _EMOJI, rest | joiners))
    return "\n".join(faces)


def _face(family: str, weight: int, file: Path, points: frozenset[int]) -> str:
    data = base64.b64encode(_subset(file, points)).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("data:font/woff;base64,{data}") format("woff"); }}'
    )


@lru_cache(maxsize=8)
def _subset(file: Path, points: frozenset[int]) -> bytes:
    """Return a WOFF with these code points only: the same bytes for the same glyphs.

    A WOFF2 is a fifth smaller and takes ten times as long to pack, and to unpack in the printer.
    """
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(points)
    if file in _FEATURES:
        wanted.layout_feature_tag_set.clear()
        wanted.layout_feature_tag_set.update(map(_tag, _FEATURES[file]))
    wanted.drop_table_tag_set.update(map(_tag, ("vhea", "vmtx", "BASE", "meta", "DSIG")))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    subset = uharfbuzz.subset(face, wanted).blob.data
    out = io.BytesIO()
    with TTFont(io.BytesIO(subset), lazy=True, recalcTimestamp=False) as font:
        font.flavor = "woff"
        font.save(out, reorderTables=False)
    return out.getvalue()


def _tag(name: str) -> int:
    """Return an OpenType tag as the number that its four letters spell."""
    return int.from_bytes(name.encode(), "big")


@lru_cache(maxsize=8)
def _advances(file: Path) -> tuple[dict[int, int], int]:
    """Return the advance width of each code point, and the units of an em."""
    with TTFont(file, lazy=True) as font:
        metrics = font["hmtx"].metrics
        widths = {point: metrics[name][0] for point, name in font.getBestCmap().items()}
        return widths, font["head"].unitsPerEm
