"""CSV and TSV."""

import csv
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from flows.sources.contract import as_json
from flows.sources.files.lines import CUT, MAX_LINE, Lines, TooLong, refuse_wide
from flows.sources.files.rows import Broken, Layout, Row, Unreadable

# The module's own limit is 131,072 characters, which a long article passes.
csv.field_size_limit(MAX_LINE)

_DELIMITERS = ",;\t|"


class Delimited:
    """A file with a header line and one record a row; quoted cells may hold line breaks.

    A row that makes no sense costs its first line only: the lines after it are read again, so
    that a quote nobody closed does not swallow the rows below.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self._path = path
        self._layout = layout
        is_tsv = ".tsv" in (suffix.lower() for suffix in path.suffixes)
        self._delimiter = layout.delimiter or ("\t" if is_tsv else "")
        self._columns: list[str] = []

    def columns(self) -> list[str]:
        """Return the cells of the header line."""
        refuse_wide(self._path, self._layout.encoding)
        with self._lines() as lines:
            try:
                self._delimiter = self._delimiter or max(_DELIMITERS, key=lines.peek().count)
                self._columns = [cell.strip() for cell in _header(self._cells(lines))]
                if lines.fault:
                    raise Unreadable(f"has a header line that cannot be read: {lines.fault}")
            except (csv.Error, TooLong, *CUT) as error:
                raise Unreadable(f"has no header line that can be read: {error}") from None
        return self._columns

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Broken]:
        """Yield the rows below the header."""
        pick = _picker([self._columns.index(column) for column in wanted])
        with self._lines() as lines:
            reader = self._cells(lines)
            _header(reader)
            while True:
                start = lines.start()
                try:
                    cells = next(reader, None)
                except (csv.Error, TooLong) as error:
                    yield Broken(start, _plainly(error), lines.hand_back())
                    continue
                except CUT as error:
                    yield lines.cut(error)
                    raise lines.unreadable() from None
                if cells is None:
                    return
                if lines.fault:
                    yield Broken(start, lines.fault, "".join(lines.record))
                elif len(cells) == len(self._columns):
                    yield Row(start, pick(cells), cells)
                elif cells:
                    yield Broken(start, self._wrong_width(cells), lines.hand_back())

    def received(self, record: Any) -> str:
        """Return the cells with the names of their columns."""
        return as_json(dict(zip(self._columns, record, strict=True)))

    def _lines(self) -> Lines:
        lines = Lines(self._path, self._layout.encoding)
        for _ in range(self._layout.above):
            next(lines, "")
        lines.start()
        return lines

    def _cells(self, lines: Lines) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._delimiter, strict=True)

    def _wrong_width(self, cells: list[str]) -> str:
        return f"has {len(cells)} fields, the header has {len(self._columns)}"


def _header(reader: Iterator[list[str]]) -> list[str]:
    """Read the first line that is not blank."""
    return next((cells for cells in reader if cells), [])


def _picker(places: list[int]) -> Callable[[list[str]], Sequence[str]]:
    """Return a function that takes the cells in these places out of a row."""
    if len(places) == 1:
        return lambda cells: (cells[places[0]],)
    return itemgetter(*places)


def _plainly(error: Exception) -> str:
    if "unexpected end of data" in str(error):
        return "a quote opened here is never closed"
    return str(error)
