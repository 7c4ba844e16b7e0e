"""A logo on a slide: a PNG as it is; an SVG as itself, behind a still that older programs show."""

import struct
import zlib
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide

from flows.rendering.theme import Logo

_SHARP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def still(logo: Logo) -> bytes:
    """Return a logo's picture; of an SVG a clear point, which the drawing itself lies upon."""
    return logo.data if logo.kind == "png" else _clear_point()


def draw_sharp(slide: Slide, shape: Any, drawing: bytes) -> None:
    """Lay an SVG upon its still."""
    name = PackURI("/ppt/media/logo.svg")
    part = Part(name, "image/svg+xml", slide.part.package, drawing)
    link = slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    shape._element.find(f".//{qn('a:blip')}").append(  # noqa: SLF001 - the library knows no SVG
        parse_xml(
            f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_SHARP}">'
            f'<asvg:svgBlip xmlns:asvg="{_SPACE}" r:embed="{link}"/></a:ext></a:extLst>'
        )
    )


def _clear_point() -> bytes:
    """Return the PNG of one transparent pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 5)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts
