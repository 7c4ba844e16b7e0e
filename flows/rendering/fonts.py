"""The bundled typefaces: how wide a text is, and which glyphs a page needs."""

import base64
import io
from functools import lru_cache

import uharfbuzz
from fontTools.ttLib import TTFont

from flows.places import shipped

_FONTS = shipped("report_templates") / "fonts"
FAMILY = "Pretendard, 'Noto Emoji', sans-serif"
_REGULAR = "Pretendard-Regular.ttf"
_SEMIBOLD = "Pretendard-SemiBold.ttf"
_EMOJI = "NotoEmoji-Regular.ttf"
# What shapes our own text: kerning and figures of one width; emoji are composed of their parts.
_FEATURES = {_REGULAR: ["kern", "tnum"], _SEMIBOLD: ["kern", "tnum"], _EMOJI: ["ccmp"]}
_ELLIPSIS = "…"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line in the unit of `size`; a glyph we lack counts as one em."""
    advances, em = _advances(_SEMIBOLD if bold else _REGULAR)
    return sum(advances.get(ord(character), em) for character in text) * size / em


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
    faces = [
        _face("Pretendard", 400, _REGULAR, wanted & known),
        _face("Pretendard", 600, _SEMIBOLD, wanted & known),
    ]
    rest = (wanted - known) & frozenset(_advances(_EMOJI)[0])
    if rest:
        # Joiners belong to both families: a sequence of emoji must be shaped in one of them.
        joiners = wanted & {0x200D, 0xFE0F, 0x20E3}
        faces.append(_face("Noto Emoji", 400, _EMOJI, rest | joiners))
    return "\n".join(faces)


def _face(family: str, weight: int, file: str, points: frozenset[int]) -> str:
    data = base64.b64encode(_subset(file, points)).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
    )


@lru_cache(maxsize=8)
def _subset(file: str, points: frozenset[int]) -> bytes:
    """Return a WOFF2 with these code points only: the same bytes for the same glyphs."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(points)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag, _FEATURES[file]))
    wanted.drop_table_tag_set.update(map(_tag, ("vhea", "vmtx", "BASE", "meta", "DSIG")))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(_FONTS / file)))
    subset = uharfbuzz.subset(face, wanted).blob.data
    out = io.BytesIO()
    with TTFont(io.BytesIO(subset), lazy=True, recalcTimestamp=False) as font:
        font.flavor = "woff2"
        font.save(out, reorderTables=False)
    return out.getvalue()


def _tag(name: str) -> int:
    """Return an OpenType tag as the number that its four letters spell."""
    return int.from_bytes(name.encode(), "big")


@lru_cache(maxsize=3)
def _advances(file: str) -> tuple[dict[int, int], int]:
    """Return the advance width of each code point, and the units of an em."""
    with TTFont(_FONTS / file, lazy=True) as font:
        metrics = font["hmtx"].metrics
        widths = {point: metrics[name][0] for point, name in font.getBestCmap().items()}
        return widths, font["head"].unitsPerEm
