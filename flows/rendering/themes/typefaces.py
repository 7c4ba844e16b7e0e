"""A client's typeface: files that may be embedded, and that we can take glyphs out of."""

from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from flows.errors import ConfigError
from flows.rendering.fonts import Typeface

_MOST_BYTES = 12 * 1024 * 1024
_SIGNATURES = {b"\x00\x01\x00\x00", b"OTTO", b"true"}
# Bits of OS/2.fsType: what the foundry allows to be put into documents.
_RESTRICTED, _LESS_STRICT, _WHOLE_ONLY, _BITMAPS_ONLY = 0x0002, 0x000C, 0x0100, 0x0200


def read_typeface(base: Path, regular: str, bold: str | None, place: str) -> Typeface:
    """Return a typeface; without a bold file the regular one stands for it.

    Raises:
        ConfigError: a file is not there, is no font, or may not be embedded.

    """
    ours = _font(base / regular, f"`{place}.font`")
    heavy = _font(base / bold, f"`{place}.font_bold`") if bold else ours
    return Typeface(ours, heavy)


def _font(path: Path, key: str) -> Path:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            signature = file.read(4)
    except OSError as error:
        raise ConfigError(
            f"{key}: `{path}` cannot be read ({error.strerror}). Paths start at the configuration."
        ) from error
    if signature not in _SIGNATURES:
        raise ConfigError(
            f"{key}: `{path.name}` is no TTF or OTF file. Collections (.ttc) and web fonts "
            "(.woff2) have to be taken apart or unpacked first."
        )
    if size > _MOST_BYTES:
        raise ConfigError(f"{key}: `{path.name}` is larger than {_MOST_BYTES >> 20} MB.")
    try:
        with TTFont(path, lazy=True) as font:
            allowed = font["OS/2"].fsType
            has_letters = bool(font.getBestCmap()) and "hmtx" in font
            is_variable = "fvar" in font
    except (TTLibError, KeyError, AssertionError, OSError, ValueError) as error:
        raise ConfigError(f"{key}: `{path.name}` is damaged or incomplete: {error}.") from error
    if is_variable:
        raise ConfigError(
            f"{key}: `{path.name}` is a variable font. Give one file a weight: "
            "`font` for text and `font_bold` for headings."
        )
    if not has_letters:
        raise ConfigError(f"{key}: `{path.name}` says of no letter how it looks.")
    if forbidden := _forbidden(allowed):
        raise ConfigError(
            f"{key}: the licence that `{path.name}` states (fsType {allowed:#06x}) {forbidden}. "
            "Ask its foundry for a file that may be embedded, or leave the key out."
        )
    return path


def _forbidden(allowed: int) -> str | None:
    """Return what a font's embedding bits forbid; the least strict of several counts."""
    if allowed & _RESTRICTED and not allowed & _LESS_STRICT:
        return "forbids putting it into documents"
    if allowed & _WHOLE_ONLY:
        return "forbids taking only the letters that a report needs"
    if allowed & _BITMAPS_ONLY:
        return "allows pictures of its letters only"
    return None
