"""A logo on a slide: an SVG as itself, upon the pixels that older programs show."""

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide

_SHARP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def draw_sharp(slide: Slide, shape: Any, drawing: bytes) -> None:
    """Lay an SVG upon its pixels."""
    name = PackURI("/ppt/media/logo.svg")
    part = Part(name, "image/svg+xml", slide.part.package, drawing)
    link = slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    shape._element.find(f".//{qn('a:blip')}").append(  # noqa: SLF001 - the library knows no SVG
        parse_xml(
            f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_SHARP}">'
            f'<asvg:svgBlip xmlns:asvg="{_SPACE}" r:embed="{link}"/></a:ext></a:extLst>'
        )
    )
