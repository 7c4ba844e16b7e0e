"""Run one question against the models it reads, and give its rows a shape."""

import csv
import difflib
import io
import json
import math
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import duckdb

from flows.cli.console import Console, as_json
from flows.errors import ConfigError, ModelError
from flows.warehouse import models
from flows.warehouse.connection import scope, spill_folder, warehouse
from flows.window import Window
from flows.writing import harmless, whole

if TYPE_CHECKING:
    from flows.config import Config, ReportSettings

TABLE_ROWS = 100
"""Most rows that are printed as a table; the other formats give all."""

_CELL = 80
_BATCH = 10_000


@dataclass(frozen=True)
class Answer:
    """A query whose models have been built."""

    connection: duckdb.DuckDBPyConnection
    query: str
    lake: Path

    def rows(self) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Return the names of the columns, and the rows as they come."""
        result = self.connection.execute(self.query)
        columns = [column[0] for column in result.description or []]
        return columns, chain.from_iterable(iter(lambda: result.fetchmany(_BATCH), []))


def refuse(shape: str, out: Path | None, *, as_json: bool) -> None:
    """Raise ConfigError when the options contradict each other."""
    if shape == "parquet" and out is None:
        raise ConfigError("`--format parquet` needs a file to write: add `--out FILE`.")
    if shape == "table" and out is not None:
        raise ConfigError(
            "`--out` writes data, not a table: add `--format csv`, `parquet` or `json`."
        )
    if as_json and out is None and shape == "csv":
        raise ConfigError("`--json` prints JSON, `--format csv` does not. Leave one out.")


@contextmanager
def asked(
    config: "Config", report: "ReportSettings", about: Window, query: str
) -> Iterator[Answer]:
    """Build the models that a query reads; whatever DuckDB refuses is the question's fault.

    Raises:
        ConfigError: the query is not one `select`, or DuckDB refused it.
        ModelError: a model failed.

    """
    query = query.strip().rstrip(";")
    try:
        read = models.tables_read(query)
    except ModelError as error:
        raise ConfigError(
            f"The query is {error}. `sql` takes one `select`, and nothing that changes anything."
        ) from None
    known = models.models()
    wanted = {one.name for name in read & known.keys() for one in models.needed(name)}
    with warehouse(config, scope(config, report, about)) as connection:
        if "models" in read:
            _list_models(connection)
        models.run(connection, [one for one in models.in_order() if one.name in wanted])
        try:
            yield Answer(connection, query, config.lake)
        except duckdb.Error as error:
            raise ConfigError(_refusal(error, read, connection)) from None


def show(answer: Answer, shape: str, console: Console) -> None:
    """Print the rows."""
    columns, rows = answer.rows()
    if shape == "table":
        shown = list(islice(rows, TABLE_ROWS + 1))
        console.write(_table(columns, shown[:TABLE_ROWS]))
        if len(shown) > TABLE_ROWS:
            console.note(f"The first {TABLE_ROWS} rows. `--format csv` prints all of them.")
        return
    for piece in _csv(columns, rows) if shape == "csv" else _json(columns, rows):
        console.write(piece)


def write(answer: Answer, shape: str, path: Path) -> int:
    """Write the rows to a file, whole or not at all; return how many there are."""
    with whole(path) as temporary:
        if shape == "parquet":
            return _parquet(answer, temporary)
        columns, rows = answer.rows()
        counted = _Counted(rows)
        pieces = _csv(columns, counted) if shape == "csv" else _json(columns, counted)
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        return counted.count


def _parquet(answer: Answer, path: Path) -> int:
    """Let DuckDB write the rows where it may, and take them from there."""
    spill = spill_folder(answer.lake)
    spill.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=spill, prefix=".answer-") as folder:
        written = Path(folder) / "rows.parquet"
        to = str(written).replace("'", "''")
        told = answer.connection.execute(f"copy ({answer.query}\n) to '{to}'").fetchall()
        shutil.copyfile(written, path)
    return int(told[0][0])


class _Counted:
    """Rows that know how many of them went by."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self._rows:
            self.count += 1
            yield row


def _csv(columns: Sequence[str], rows: "Iterator[tuple[Any, ...]] | _Counted") -> Iterator[str]:
    """Yield lines of CSV; text that a spreadsheet would run as a formula gets a quote in front."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in chain([columns], rows):
        writer.writerow([_cell(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _json(columns: Sequence[str], rows: "Iterator[tuple[Any, ...]] | _Counted") -> Iterator[str]:
    between = "[\n"
    for row in rows:
        record = {name: _number(value) for name, value in zip(columns, row, strict=True)}
        yield between + as_json(record, indent=None)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def _number(value: Any) -> Any:
    """JSON knows neither infinity nor "not a number"."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _table(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console as Terminal
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(columns):
        numeric = any(isinstance(row[place], int | float) for row in rows)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="ellipsis")
    for row in rows:
        table.add_row(*(Text(_shown(value)) for value in row))
    # Without a terminal, as in a pipe, lines are as long as they need to be.
    width = None if sys.stdout.isatty() else len(columns) * (_CELL + 3)
    drawn = io.StringIO()
    Terminal(file=drawn, width=width).print(table)
    lines = [line.rstrip() for line in drawn.getvalue().splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    text = f"{value:.6g}" if isinstance(value, float) else " ".join(str(value).split())
    return text if len(text) <= _CELL else f"{text[: _CELL - 1]}…"


def _list_models(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create table models (model varchar, layer varchar, meaning varchar)")
    told = [
        (model.name, model.layer, model.sql.splitlines()[0].removeprefix("-- "))
        for model in models.in_order()
    ]
    connection.executemany("insert into models values (?, ?, ?)", told)


def _refusal(
    error: duckdb.Error, read: frozenset[str], connection: duckdb.DuckDBPyConnection
) -> str:
    """Put DuckDB's words on one line, without its drawing of the place."""
    built = {
        row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()
    }
    there = {*models.models(), *built, "segments", "models"}
    for name in sorted(read - there):
        close = difflib.get_close_matches(name, there, n=1)
        hint = f"Did you mean `{close[0]}`? " if close else ""
        return f'There is no table `{name}`. {hint}`earwitness sql "from models"` lists them.'
    said = []
    for line in str(error).splitlines():
        if line.startswith("LINE "):
            break
        said.append(line.strip())
    return f"DuckDB refused the query: {' '.join(filter(None, said))}"
