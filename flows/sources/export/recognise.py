"""Which file is whose export, and where in it the table begins."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import polars as pl
from fastexcel import FastExcelError

from flows.sources.export.archive import Archive, is_json
from flows.sources.export.recipe import Recipe
from flows.sources.export.recipes import RECIPES
from flows.sources.files.lines import CUT, Lines, TooLong, unpacked
from flows.sources.files.rows import Broken, Layout, Row, Unreadable
from flows.sources.files.source import reader_of

_FIRST_LINES = 40
"""How far down a header may stand."""
_DELIMITERS = ",;\t|"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Rows(Protocol):
    """What reads the rows of a file whose columns are known."""

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Broken]:
        """Yield the rows with the values of the wanted columns."""
        ...

    def received(self, record: Any) -> str:
        """Return a row's record as one line of JSON."""
        ...


@dataclass(frozen=True)
class Recognised:
    """An export, with whose it is and what reads it."""

    recipe: Recipe
    columns: Sequence[tuple[str, str]]
    reader: Rows


class Unknown(Exception):
    """A file is no export that a recipe knows; says what it has and which comes nearest."""


@dataclass(frozen=True)
class _Header:
    columns: list[str]
    layout: Layout


def recognised(path: Path, suite: str) -> Recognised | None:
    """Return whose export a file is; None for an empty one.

    Raises:
        Unknown: no recipe fits, or not that of the suite that the settings name.
        Unreadable: it is no table and no JSON.

    """
    recipes = [recipe for recipe in RECIPES if suite in ("auto", recipe.name)]
    if is_json(path):
        return _archive(path, recipes)
    headers = list(_headers(path))
    if not headers:
        return None
    fitting = [
        (recipe.chosen(header.columns), recipe, header)
        for header in headers
        for recipe in recipes
        if not recipe.lacks(header.columns)
    ]
    if not fitting:
        raise Unknown(_nearest([header.columns for header in headers], recipes))
    columns, recipe, header = max(fitting, key=lambda one: len(one[0]))
    reader = reader_of(path, header.layout)
    reader.columns()
    return Recognised(recipe, columns, reader)


def _archive(path: Path, recipes: Sequence[Recipe]) -> Recognised | None:
    archive = Archive(path)
    if not len(archive):
        return None
    found = []
    for recipe in recipes:
        columns = archive.read_by(recipe)
        if not recipe.lacks(columns):
            archive.read_by(recipe)
            return Recognised(recipe, recipe.chosen(columns), archive)
        found.append(columns)
    raise Unknown(_nearest(found, recipes))


def _headers(path: Path) -> Iterator[_Header]:
    """Yield what could be the header of a file's table."""
    if path.suffix.lower() == ".xlsx":
        yield from _of_workbook(path)
        return
    with suppress(*CUT), unpacked(path) as file:
        encoding = "utf-16" if file.read(2) in _WIDE_MARKS else "utf-8"
    try:
        with Lines(path, encoding) as lines:
            for above, line in enumerate(islice(lines, _FIRST_LINES)):
                for delimiter in _DELIMITERS:
                    cells = _cells(line, delimiter)
                    if len(cells) > 1:
                        yield _Header(cells, Layout(encoding, delimiter, above=above))
    except (TooLong, *CUT) as error:
        raise Unreadable(f"has no header line that can be read: {error}") from None


def _cells(line: str, delimiter: str) -> list[str]:
    with suppress(csv.Error, StopIteration):
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))]
    return []


def _of_workbook(path: Path) -> Iterator[_Header]:
    try:
        sheets: dict[str, pl.DataFrame] = pl.read_excel(
            path,
            sheet_id=0,
            has_header=False,
            read_options={"n_rows": _FIRST_LINES},
            raise_if_empty=False,
            drop_empty_rows=False,
            drop_empty_cols=False,
        )
    except (FastExcelError, pl.exceptions.PolarsError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise Unreadable(f"cannot be read as a workbook: {said}") from None
    for sheet, frame in sheets.items():
        for above, row in enumerate(frame.iter_rows()):
            cells = [str(cell).strip() for cell in row if cell is not None]
            if len(cells) > 1:
                yield _Header(cells, Layout(sheet=sheet, above=above))


def _nearest(found: Sequence[list[str]], recipes: Sequence[Recipe]) -> str:
    """Say which columns a file has, and what it lacks to be the export that it is most like."""
    columns, recipe = max(
        ((columns, recipe) for columns in found for recipe in recipes),
        key=lambda pair: (
            1 - len(pair[1].lacks(pair[0])) / len(pair[1].known_by),
            len(pair[1].chosen(pair[0])),
            len(pair[0]),
        ),
    )
    listed = ", ".join(columns) or "none"
    return (
        f"is no export that is known here. Its columns are: {listed}. It comes nearest to "
        f"{recipe.title}, but has no {', no '.join(recipe.lacks(columns))}. Read it with "
        '`kind = "files"` and name its `columns`, or export it with those'
    )
