"""An empty deck in our look: theme colours and fonts, two layouts, the foot of every slide."""

import re
from typing import Any
from xml.sax.saxutils import quoteattr

from fontTools.ttLib import TTFont
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Slides
from pptx.util import Inches

from flows.rendering.slides.fitting import Box
from flows.rendering.slides.paint import SLOTS
from flows.rendering.theme import Theme

WIDTH, HEIGHT = 13.333, 7.5
TITLE = Box(0.6, 0.72, 12.13, 0.98)
FOOT = Box(0.6, 7.06, 10.5, 0.26)
COVER, FINDING = 0, 1
_COVER_TITLE = Box(0.9, 2.05, 11.5, 1.5)
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_TEXT = PP_PLACEHOLDER.BODY
_FAMILY = "Pretendard"


def empty_deck(foot: str, theme: Theme) -> Slides:
    """Return a deck without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in ("Title Slide", "Title Only"):
            deck.slide_layouts.remove(layout)
    _dress(deck, theme)
    master: Any = deck.slide_master
    layouts: list[Any] = list(deck.slide_layouts)
    for holders, kept in ((master, (*_TITLES, _TEXT)), *((one, _TITLES) for one in layouts)):
        for shape in list(holders.shapes):
            if shape.placeholder_format.type not in kept:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - no other way
    for holder in master.placeholders:
        _place(holder, TITLE if holder.placeholder_format.type in _TITLES else _BODY)
    for layout, name, box in zip(layouts, ("Cover", "Finding"), (_COVER_TITLE, TITLE), strict=True):
        layout.name = name
        _place(layout.placeholders[0], box)
    layouts[COVER]._element.set("showMasterSp", "0")  # noqa: SLF001 - no other way
    _foot(master, foot)
    return deck


_BODY = Box(0.6, 1.8, 12.13, 4.7)


def _place(holder: Any, box: Box) -> None:
    holder.left, holder.top = Inches(box.left), Inches(box.top)
    holder.width, holder.height = Inches(box.width), Inches(box.height)


def _dress(deck: Slides, wear: Theme) -> None:
    """Put colours and fonts into the theme, and the title's style into the master."""
    master = deck.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    colours = {name: wear.colour(house) for house, (name, _) in SLOTS.items()}
    colours |= {"hlink": colours["accent1"], "folHlink": colours["dk2"]}
    for name, colour in colours.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:{name}>',
            text,
            flags=re.DOTALL,
        )
    # A machine without our typeface takes its own for each script; Hangul needs one by name.
    family = _family(wear)
    fonts = (
        f"<a:latin typeface={quoteattr(family)}/><a:ea typeface={quoteattr(family)}/>"
        '<a:cs typeface=""/>'
        '<a:font script="Hang" typeface="Malgun Gothic"/>'
    )
    for part in ("majorFont", "minorFont"):
        text = re.sub(
            rf"(<a:{part}>).*?(</a:{part}>)",
            lambda found: found[1] + fonts + found[2],
            text,
            flags=re.DOTALL,
        )
    text = text.replace('name="Office Theme"', 'name="Earwitness"')
    theme._blob = text.encode("utf-8")  # noqa: SLF001 - the library has no door to a theme
    style = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")  # noqa: SLF001
    style.set("algn", "l")
    run = style.find(qn("a:defRPr"))
    run.set("sz", "2400")
    run.set("b", "1")
    body = master.placeholders[0]._element.find(f".//{qn('a:bodyPr')}")  # noqa: SLF001
    body.set("anchor", "t")
    for side in ("lIns", "tIns", "rIns", "bIns"):
        body.set(side, "0")
    for fitted in list(body):
        body.remove(fitted)


def _family(theme: Theme) -> str:
    """Return what a client's typeface is called where it is installed."""
    if theme.typeface is None:
        return _FAMILY
    with TTFont(theme.typeface.regular, lazy=True) as font:
        return font["name"].getBestFamilyName() or _FAMILY


def _foot(master: Any, words: str) -> None:
    """Write the foot onto the master: it is on every slide but the cover, with its number."""
    tree = master.shapes._spTree  # noqa: SLF001 - a master takes no new shapes otherwise
    number = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        '<a:rPr sz="900"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:rPr>'
        "<a:t>1</a:t></a:fld>"
    )
    run = (
        '<a:r><a:rPr sz="900"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:rPr>'
        "<a:t></a:t></a:r>"
    )
    right = Box(WIDTH - 1.6, FOOT.top, 1.0, FOOT.height)
    for place, (name, box, side, inside) in enumerate(
        (("Foot", FOOT, "l", run), ("Number", right, "r", number)), 900
    ):
        shape = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{place}" name="{name}"/>'
            '<p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{Inches(box.left)}" y="{Inches(box.top)}"/>'
            f'<a:ext cx="{Inches(box.width)}" cy="{Inches(box.height)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
            '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/>'
            f'<a:p><a:pPr algn="{side}"/>{inside}</a:p></p:txBody></p:sp>'
        )
        if name == "Foot":
            shape.find(f".//{qn('a:t')}").text = words
        tree.append(shape)
