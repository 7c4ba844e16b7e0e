"""Read the tables of a workbook back, by the names that formulas call them."""

import posixpath
import re
import zipfile
from xml.etree import ElementTree as ET

import polars as pl

_CELL = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def table_ranges(path):
    """Return the sheet's number and the range of each table."""
    found = {}
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            sheet = re.fullmatch(r"xl/worksheets/_rels/sheet(\d+)\.xml\.rels", name)
            if not sheet:
                continue
            for link in ET.fromstring(book.read(name)):  # noqa: S314  # our own
                target = posixpath.normpath(posixpath.join("xl/worksheets", link.attrib["Target"]))
                table = ET.fromstring(book.read(target))  # noqa: S314  # our own
                found[table.get("name")] = (int(sheet.group(1)), table.get("ref"))
    return found


def read_table(path, name):
    """Return a table's rows as a frame."""
    sheet, cells = table_ranges(path)[name]
    found = _CELL.fullmatch(cells)
    assert found
    first, top, last, bottom = found.groups()
    return pl.read_excel(
        path,
        sheet_id=sheet,
        drop_empty_rows=False,
        drop_empty_cols=False,
        read_options={
            "header_row": int(top) - 1,
            "n_rows": int(bottom) - int(top),
            "use_columns": f"{first}:{last}",
        },
    )
