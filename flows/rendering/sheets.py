"""Sheets that look alike, with every value as what it is."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from flows.rendering import palette
from flows.rendering.columns import Column, Kind

_NUMBER_FORMATS: dict[Kind, str] = {
    "count": "#,##0",
    "decimal": "#,##0.0",
    "signed": "+#,##0;\N{MINUS SIGN}#,##0;0",
    "share": "0.0%",
    "share_change": "+0.0%;\N{MINUS SIGN}0.0%;0.0%",
    "rate": "+0%;\N{MINUS SIGN}0%;0%",
    "points": "+0.0;\N{MINUS SIGN}0.0;0.0",
    "day": "yyyy-mm-dd",
    "probability": "0.0000",
    "stars": "0.00",
    "moment": "yyyy-mm-dd hh:mm",
}
_LONGEST_TEXT = 32_767  # characters in a cell
_WIDEST = 60  # of a column, in characters


@dataclass(frozen=True)
class Cell:
    """A value and the kind that it is written as; None is an empty cell."""

    given: object
    kind: Kind


class Sheets:
    """Adds sheets that look alike: a frozen, bold head with a filter, columns as wide as needed."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        line = {"bottom": 1, "bottom_color": palette.FAINT, "bold": True, "text_wrap": True}
        self._plain = book.add_format(base)
        self._wrapped = book.add_format({**base, "text_wrap": True})
        self._head = book.add_format({**base, **line})
        self._number_head = book.add_format({**base, **line, "align": "right"})
        self._formats = {
            kind: book.add_format({**base, "num_format": written})
            for kind, written in _NUMBER_FORMATS.items()
        }

    def add(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
        """Add one sheet."""
        sheet = self._book.add_worksheet(name)
        widths = [max(map(len, shown.heading.split())) + 2 for shown in columns]
        for place, shown in enumerate(columns):
            head = self._number_head if shown.is_number else self._head
            sheet.write_string(0, place, shown.heading, head)
        last = 0
        for last, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                widths[place] = max(widths[place], self._put(sheet, last, place, cell))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(width, _WIDEST))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.hide_gridlines(2)

    def _put(self, sheet: Worksheet, row: int, place: int, cell: Cell) -> int:
        """Write one cell and return how wide it is, in characters."""
        given = cell.given
        if given is None or (isinstance(given, float) and not math.isfinite(given)):
            return 0
        if isinstance(given, int | float) and not isinstance(given, bool):
            sheet.write_number(row, place, given, self._formats.get(cell.kind, self._plain))
            return len(f"{given:,.1f}") + 2
        if isinstance(given, datetime):
            utc = given.astimezone(UTC) if given.tzinfo else given
            sheet.write_datetime(row, place, utc.replace(tzinfo=None), self._formats["moment"])
            return 18
        if isinstance(given, date):
            sheet.write_datetime(row, place, given, self._formats["day"])
            return 12
        text = _text(given)
        style = self._wrapped if len(text) > _WIDEST else self._plain
        sheet.write_string(row, place, text[:_LONGEST_TEXT], style)
        return len(text) + 2


def _text(given: object) -> str:
    if isinstance(given, bool):
        return "yes" if given else "no"
    return ", ".join(map(str, given)) if isinstance(given, list | tuple) else str(given)
