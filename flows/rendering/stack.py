"""A sheet of a section: what is said on top, its tables below, each of them ready to filter."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from flows.rendering import palette
from flows.rendering.context import Context, Row
from flows.rendering.parts import Part, Table
from flows.rendering.reading import Fact
from flows.rendering.sheets import Cell, Sheets, line_count, text_columns

_WIDEST = 44  # of a column; longer texts go on in the next line
_BUTTON = 4  # letters that the button of a filter takes
_LINE = 15  # points, of a row with one line of text
_HIGHEST = 409  # points, of a row
_PAGE = 240  # letters across a printed page, at their smallest
_SAID = 116  # about how many letters wide a sentence runs
_LIKE_A_CELL = re.compile(r"[a-z]{1,3}[0-9]+|r|c|r[0-9]*c[0-9]*", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """Where a table stands: on which sheet, and in which row it begins."""

    table: Table
    sheet: str
    row: int


class Stack:
    """One sheet, filled from the top."""

    def __init__(
        self, sheets: Sheets, name: str, title: str, context: Context, back: str | None = None
    ) -> None:
        """Begin a sheet; `back` is the sheet of the contents."""
        self.name = name
        self._sheets = sheets
        self._accent = context.theme.colour(palette.ACCENT)
        self._sheet: Worksheet = sheets.book.add_worksheet(name)
        self._row = 0
        self._widths: dict[int, int] = {}
        self._said: list[tuple[int, str, str]] = []
        self._long: list[tuple[int, int, str]] = []
        """Row, column and words of the texts that may need more than one line."""
        self._open(title, context, back)

    def _open(self, title: str, context: Context, back: str | None) -> None:
        """Write the title and the way back, which stay when the sheet is scrolled."""
        sheet, report = self._sheet, context.report
        sheet.hide_gridlines(2)
        sheet.set_row(0, 26)
        head = self._sheets.format(bold=True, font_size=16, font_color=self._accent)
        sheet.write_string(0, 0, title, head)
        muted = self._sheets.format(font_color=palette.MUTED)
        if back is None:
            sheet.write_string(1, 0, f"{report['brand_name']}, {report['window_label']}", muted)
        else:
            self.link(1, 0, back, back, 0)
            sheet.write_string(1, 1, f"{report['brand_name']}, {report['window_label']}", muted)
        sheet.freeze_panes(2, 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.repeat_rows(0, 0)
        sheet.repeat_columns(0, 0)
        sheet.set_footer(f"&L&8{_footed(report['title'])}&R&8&P / &N")
        self._row = 3

    def link(self, row: int, place: int, words: str, sheet: str, to: int) -> None:
        """Write a link into this workbook."""
        style = self._sheets.format(font_color=self._accent, underline=1)
        quoted = sheet.replace("'", "''")
        self._sheet.write_url(row, place, f"internal:'{quoted}'!A{to + 1}", style, words)

    def say(self, text: str, figures: Sequence[str] = ()) -> None:
        """Write one finding, with the ids of its figures behind it."""
        self._said.append((self._row, text, ", ".join(figures)))
        self._row += 1

    def facts(self, facts: Iterable[Fact]) -> None:
        """Write headings with what is to know under each, side by side."""
        bold = self._sheets.format(bold=True)
        for fact in facts:
            self._sheet.write_string(self._row, 0, fact.heading, bold)
            self._widen(0, text_columns(fact.heading) + 2)
            self._wide(self._row, 1, fact.text)
            self._row += 1
        self.skip()

    def skip(self) -> None:
        """Leave a row empty."""
        self._row += 1

    def entry(self, title: str, sheet: str, places: Sequence[Place]) -> None:
        """Write the links to a section and to each of its tables, with their rows."""
        self.link(self._row, 0, title, sheet, 0)
        self._widen(0, text_columns(title) + 2)
        count = self._sheets.format(num_format="#,##0", font_color=palette.MUTED)
        for place in places:
            self.link(self._row, 1, place.table.title, sheet, place.row)
            self._sheet.write_number(self._row, 2, len(place.table.rows), count)
            self._widen(1, text_columns(place.table.title) + 2)
            self._row += 1
        self._row += not places

    def table(self, table: Table) -> Place:
        """Write a table under its title and return where."""
        sheet, start = self._sheet, self._row
        sheet.set_row(start, 20)
        title = self._sheets.format(bold=True, font_size=12, font_color=self._accent)
        sheet.write_string(start, 0, table.title, title)
        has_one = sum(bool(row.get("is_focus")) for row in table.rows) == 1
        for number, row in enumerate(table.rows, start + 2):
            look = _look(row, stands_out=has_one)
            for place, name in enumerate(table.columns):
                given = table.columns[name].said(row[name])
                cell = Cell(given, table.kind(row, name))
                wide = self._sheets.put(sheet, number, place, cell, _WIDEST, **look)
                self._widen(place, wide)
                if wide > _WIDEST:
                    self._long.append((number, place, str(given)))
        last = start + 1 + len(table.rows)
        options = {
            "name": _table_name(table.name),
            "columns": self._heads(start + 1, table),
            "style": "Table Style Light 1",
        }
        sheet.add_table(start + 1, 0, last, len(table.columns) - 1, options)
        self._row = last + 3
        return Place(table, self.name, start)

    def _heads(self, row: int, table: Table) -> list[dict[str, Any]]:
        """Return a table's headings; each column is as wide as the longest word of its own."""
        columns = table.columns.values()
        headings = _unlike(column.heading for column in columns)
        for place, heading in enumerate(headings):
            wide = max(map(text_columns, heading.split()), default=0)
            self._widen(place, max(wide, text_columns(heading) // 2) + _BUTTON)
            self._long.append((row, place, f"{heading} {'x' * (_BUTTON - 1)}"))
        return [
            {"header": heading, "header_format": self._sheets.head(one, place)}
            for place, (heading, one) in enumerate(zip(headings, columns, strict=True))
        ]

    def close(self) -> None:
        """Give the columns their widths and the sentences theirs."""
        for place, width in self._widths.items():
            self._sheet.set_column(place, place, min(width, _WIDEST))
        for row, text, figures in self._said:
            self._wide(row, 0, text, figures)
        # Not every program makes a row as high as its texts need.
        lines: dict[int, int] = {}
        for row, place, text in self._long:
            lines[row] = max(lines.get(row, 1), line_count(text, self._width(place) - 1))
        for row, count in lines.items():
            self._sheet.set_row(row, min(_LINE * count + 1, _HIGHEST))
        across = sum(map(self._width, self._widths))
        self._sheet.fit_to_pages(max(1, round(across / _PAGE)), 0)

    def _widen(self, place: int, width: int) -> None:
        self._widths[place] = max(self._widths.get(place, 0), width)

    def _wide(self, row: int, place: int, text: str, figures: str = "") -> None:
        """Write a text across as many columns as a line of it needs."""
        last, width = place, self._width(place)
        while width < _SAID:
            last += 1
            width += self._width(last)
        plain = self._sheets.format(text_wrap=True)
        muted = self._sheets.format(font_color=palette.FAINT, font_size=9)
        self._sheet.merge_range(row, place, row, last, "", plain)
        if figures:
            self._sheet.write_rich_string(row, place, plain, text, muted, f"  {figures}", plain)
        else:
            self._sheet.write_string(row, place, text, plain)
        lines = line_count(f"{text} {figures}", width * 0.95)
        self._sheet.set_row(row, _LINE * lines + 2)

    def _width(self, place: int) -> float:
        return min(self._widths.get(place, 8.43), _WIDEST)


def write_part(stack: Stack, part: Part) -> list[Place]:
    """Write a section's findings and tables and return where the tables stand."""
    for finding in part.findings:
        stack.say(finding.text, finding.figures)
    if part.findings:
        stack.skip()
    return [stack.table(table) for table in part.tables]


def _look(row: Row, *, stands_out: bool) -> dict[str, Any]:
    """Return how a row looks: the one of the report's brand, and what rests on few posts."""
    look: dict[str, Any] = {}
    if stands_out and row.get("is_focus"):
        look["bold"] = True
    if row.get("adequacy") in ("weak", "too few"):
        look["font_color"] = palette.FAINT
    return look


def _unlike(headings: Iterable[str]) -> list[str]:
    """Return headings of which no two are the same: a table's columns are called by them."""
    seen: dict[str, int] = {}
    told = []
    for heading in headings:
        count = seen[heading.casefold()] = seen.get(heading.casefold(), 0) + 1
        told.append(heading if count == 1 else f"{heading} ({count})")
    return told


def _table_name(name: str) -> str:
    """Return what a formula may call a table; none may look like a cell."""
    plain = re.sub(r"\W", "_", name)
    return f"{plain}_table" if _LIKE_A_CELL.fullmatch(plain) or plain[:1].isdigit() else plain


def _footed(text: str) -> str:
    """Return a text as a footer holds it: `&` begins a command there, and 255 letters are most."""
    return text.replace("&", "&&")[:200]
