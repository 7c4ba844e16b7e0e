"""Parquet files and workbooks."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl
from fastexcel import FastExcelError

from flows.sources.contract import as_json
from flows.sources.files.rows import Layout, Row, Unreadable

_BATCH = 20_000


class Parquet:
    """A Parquet file, read a batch of rows at a time; a record's line is its row, from 1."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self._path = path
        self._keeps_all = layout.keeps_all
        self._read: list[str] = []

    def columns(self) -> list[str]:
        """Return the columns of the schema."""
        try:
            self._read = list(pl.read_parquet_schema(self._path))
        except pl.exceptions.PolarsError as error:
            raise Unreadable(f"cannot be read as Parquet: {error}") from None
        return self._read

    def rows(self, wanted: Sequence[str]) -> Iterator[Row]:
        """Yield the rows; columns that nobody wants are not read from the disk."""
        self._read = [*dict.fromkeys([*wanted, *(self._read if self._keeps_all else [])])]
        places = [self._read.index(column) for column in wanted]
        batches = pl.scan_parquet(self._path).select(self._read).collect_batches(chunk_size=_BATCH)
        line = 0
        try:
            for batch in batches:
                for line, record in enumerate(batch.iter_rows(), line + 1):  # noqa: B020
                    yield Row(line, [record[place] for place in places], record)
        except pl.exceptions.PolarsError as error:
            raise Unreadable(f"is damaged after row {line:,}: {error}") from None

    def received(self, record: Any) -> str:
        """Return the row with the names of its columns."""
        return as_json(dict(zip(self._read, record, strict=True)))


class Workbook:
    """A sheet of an XLSX workbook one of whose first rows names the columns."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self._path = path
        self._sheet = layout.sheet
        self._above = layout.above

    def columns(self) -> list[str]:
        """Return the cells of the header row."""
        return self._frame.columns

    def rows(self, wanted: Sequence[str]) -> Iterator[Row]:
        """Yield the rows below the header; empty ones are none."""
        places = [self._frame.columns.index(column) for column in wanted]
        for line, record in enumerate(self._frame.iter_rows(), self._above + 2):
            if any(cell is not None for cell in record):
                yield Row(line, [record[place] for place in places], record)

    def received(self, record: Any) -> str:
        """Return the row with the names of its columns."""
        return as_json(dict(zip(self._frame.columns, record, strict=True)))

    @cached_property
    def _frame(self) -> pl.DataFrame:
        """The sheet; a million rows is the most a workbook has, so it fits in memory."""
        which: dict[str, Any] = {"sheet_name": self._sheet} if self._sheet else {"sheet_id": 1}
        try:
            frame: pl.DataFrame = pl.read_excel(
                self._path,
                **which,
                infer_schema_length=None,
                raise_if_empty=False,
                read_options={"header_row": self._above},
                drop_empty_rows=False,
                drop_empty_cols=False,
            )
        except (FastExcelError, pl.exceptions.PolarsError, ValueError) as error:
            said = str(error).splitlines()[0]
            raise Unreadable(f"cannot be read as a workbook: {said}") from None
        return frame
