"""How a table on a slide looks: no grid and no bands, a fine line under each row."""

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""How PowerPoint calls a table without style and grid."""


def plain_table(table: Any) -> None:
    """Take a table's bands and colours away; its first row stays its head for who hears it."""
    table.horz_banding = False
    table._tbl.find(f".//{qn('a:tableStyleId')}").text = _NO_STYLE  # noqa: SLF001 - no other way


def rule_below(cell: Any) -> None:
    """Draw the line under a cell."""
    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:schemeClr val="tx2">'
        '<a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr></a:solidFill></a:lnB>'
    )
    cell._tc.get_or_add_tcPr().append(line)  # noqa: SLF001 - the library knows no borders
