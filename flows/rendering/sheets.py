"""Cells that look alike in every workbook, each value as what it is; and sheets of one table."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.rendering import palette
from flows.rendering.columns import Column, Kind
from flows.rendering.words import say

NO_ACTION = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Options of a workbook in which a text stays a text, whatever it begins with."""
NUMBER_FORMATS: dict[Kind, str] = {
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
_LONGEST_NAME = 31  # of a sheet
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST = 60  # of a column, in characters


@dataclass(frozen=True)
class Cell:
    """A value and the kind that it is written as; None is an empty cell."""

    given: object
    kind: Kind


class Sheets:
    """The formats of a workbook, and sheets of one table: a frozen, bold head with a filter."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: Any) -> Format:
        """Return the format with these properties, made once."""
        key = tuple(properties.items())
        if key not in self._formats:
            base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
            self._formats[key] = self.book.add_format({**base, **properties})
        return self._formats[key]

    def head(self, column: Column, place: int) -> Format:
        """Return the format of a heading: over numbers at the right."""
        look = (
            {"align": "right"} if column.is_number else {"align": "left", "indent": int(place > 0)}
        )
        return self.format(
            bottom=1, bottom_color=palette.FAINT, bold=True, text_wrap=True, valign="bottom", **look
        )

    def add(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
        """Add one sheet."""
        sheet = self.book.add_worksheet(name)
        widths = [max(map(len, shown.heading.split())) + 2 for shown in columns]
        for place, shown in enumerate(columns):
            sheet.write_string(0, place, shown.heading, self.head(shown, place))
        last = 0
        for last, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                widths[place] = max(widths[place], self.put(sheet, last, place, cell))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(width, _WIDEST))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.hide_gridlines(2)

    def put(
        self, sheet: Worksheet, row: int, place: int, cell: Cell, widest: int = _WIDEST, **look: Any
    ) -> int:
        """Write one cell and return how wide it is, in characters."""
        given = cell.given
        if given is None or (isinstance(given, float) and not math.isfinite(given)):
            return 0
        if isinstance(given, int | float) and not isinstance(given, bool):
            sheet.write_number(row, place, given, self._shown(cell.kind, look))
            return len(f"{given:,.1f}") + 2
        if isinstance(given, datetime):
            utc = given.astimezone(UTC) if given.tzinfo else given
            sheet.write_datetime(row, place, utc.replace(tzinfo=None), self._shown("moment", look))
            return 18
        if isinstance(given, date):
            sheet.write_datetime(row, place, given, self._shown("day", look))
            return 12
        text = _text(given)
        wide = text_columns(text) + 2
        # Off the numbers of the column before, which stand at its right edge.
        look |= {"align": "left", "indent": int(place > 0), "text_wrap": wide > widest}
        style = self.format(**look)
        sheet.write_string(row, place, text[:_LONGEST_TEXT], style)
        return wide

    def _shown(self, kind: Kind, look: dict[str, Any]) -> Format:
        written = NUMBER_FORMATS.get(kind)
        if kind in ("day", "moment"):
            look = look | {"align": "left", "indent": 1}
        return self.format(**look, num_format=written) if written else self.format(**look)


def text_columns(text: str) -> int:
    """Return how wide a text is in letters of the Latin kind: those of Hangul are two."""
    if text.isascii():
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def line_count(text: str, width: float) -> int:
    """Return on how many lines a text stands in a column of that width."""
    lines, used = 1, 0
    for word in text.split():
        wide = text_columns(word)
        if used and used + 1 + wide > width:
            lines, used = lines + 1, 0
        used += wide + (used > 0)
        lines, used = lines + int(used // width), int(used % width)
    return lines


def sheet_name(title: str, taken: Iterable[str]) -> str:
    """Return a title as a sheet may be called: short, without brackets or slashes, and its own."""
    known = {name.casefold() for name in taken} | {"history"}  # Excel keeps that one to itself
    words = " ".join(title.translate(_FORBIDDEN).split()).strip("'")
    name, number = _cut(words, _LONGEST_NAME) or "-", 1
    while name.casefold() in known:
        number += 1
        name = f"{_cut(words, _LONGEST_NAME - len(str(number)) - 1)} {number}"
    return name


def _cut(words: str, longest: int) -> str:
    """Return as many whole words as fit, or the first letters of one that is too long."""
    if len(words) <= longest:
        return words
    whole, _, _ = words[: longest + 1].rpartition(" ")
    return (whole or words[:longest]).rstrip("' ,")


def _text(given: object) -> str:
    if isinstance(given, bool):
        return say("yes") if given else say("no")
    return ", ".join(map(str, given)) if isinstance(given, list | tuple) else str(given)
