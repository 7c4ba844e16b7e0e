"""Write the tables of a report as files for analysts, with their dictionary beside them."""

import json
import math
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from glob import escape
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from flows.config import Config
from flows.errors import ConfigError, ListeningError
from flows.rendering.reference import document
from flows.warehouse import catalog
from flows.warehouse.catalog import Column, Table
from flows.warehouse.connection import Scope, spill_folder
from flows.writing import FORMULA, SUFFIX, staged_folder, told_plainly

TEXTS = frozenset(
    {
        "title",
        "text",
        "headline",
        "body",
        "excerpt",
        "example",
        "quote",
        "said",
        "praise",
        "complaint",
    }
)
"""Last words of the names of text columns that hold what people wrote."""
TEXT_TABLES = frozenset(
    {"texts", "mention_terms", "own_answers", "asked_sentences", "asked_words", "asked_pairs"}
)
"""Tables that are what people wrote, also word by word."""
SHEET_ROWS = 1_048_575
"""Rows that a sheet of a workbook holds under its head."""

DICTIONARY, README = "dictionary.json", "README.md"
_BATCH = 10_000


@dataclass(frozen=True)
class Written:
    """A table and the file it was written to."""

    table: Table
    file: str
    row_count: int


def taken(connection: duckdb.DuckDBPyConnection, *, with_texts: bool) -> list[Table]:
    """Return the tables that go out: metrics, reports and mentions; texts only if asked for.

    The parts that `figures` is put together from stay: it has all of them.
    """
    return [
        table if with_texts else _without_texts(table)
        for table in catalog.tables(connection)
        if (table.layer in ("metrics", "reports") or table.name in ("mentions", "texts"))
        and not table.name.startswith("figures_")
        and (with_texts or table.name not in TEXT_TABLES)
    ]


def write(
    connection: duckdb.DuckDBPyConnection,
    config: Config,
    tables: Sequence[Table],
    shape: str,
    folder: Path,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Written]:
    """Write each table to a file of its name, in order of building.

    Raises:
        ListeningError: DuckDB, the writer of workbooks or the disk refused one.

    """
    written = []
    spill = spill_folder(config.lake)
    spill.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=spill, prefix=".export-") as own:
        for place, table in enumerate(tables, 1):
            progress(f"writing {table.name}, {place} of {len(tables)}")
            path = folder / f"{table.name}.{shape}"
            try:
                if shape == "xlsx":
                    count = write_workbook(connection, table, path)
                else:
                    count = _copied(connection, table, shape, Path(own) / path.name)
                    with told_plainly(path):
                        shutil.move(Path(own) / path.name, path)
            except (duckdb.Error, XlsxWriterException) as error:
                raise ListeningError(
                    f"The table `{table.name}` could not be written: {str(error).splitlines()[0]}. "
                    "Nothing of this export was kept."
                ) from error
            written.append(Written(table, path.name, count))
    return written


def write_dictionary(
    folder: Path, told: Scope, written: Sequence[Written], *, with_texts: bool
) -> None:
    """Write what the files are: `dictionary.json` for a machine, `README.md` for a person."""
    files = {one.table.name: one for one in written}
    said = document([one.table for one in written])
    for table in said["tables"]:
        one = files[table["table"]]
        table |= {"file": one.file, "row_count": one.row_count}
    said = {
        "export": 1,
        "report": told.report.id,
        "window": _days(told.window.first_on, told.window.last_on),
        "compared_with": _days(told.previous.first_on, told.previous.last_on),
        "series_from": str(told.history_first_on),
        "timezone": told.window.zone,
        "with_texts": with_texts,
        **said,
    }
    with told_plainly(folder):
        text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
        (folder / DICTIONARY).write_text(text, encoding="utf-8")
        (folder / README).write_text("\n".join(_readme(said)) + "\n", encoding="utf-8")


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder that takes the place of `folder` in the end, whole or not at all.

    What a killed run left beside it is taken away first.

    Raises:
        ConfigError: there is a folder with anything in it that no export wrote.

    """
    if folder.exists() and not _is_replaceable(folder):
        raise ConfigError(f"`{folder}` holds other files. Name a new or empty folder: `--out DIR`.")
    with told_plainly(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        for left in folder.parent.glob(f".{escape(folder.name)}.*{SUFFIX}"):
            shutil.rmtree(left, ignore_errors=True)
        with staged_folder(folder) as own:
            new = own / "new"
            new.mkdir()
            yield new
            if folder.exists():
                folder.rename(own / "old")
            new.rename(folder)


def write_workbook(
    connection: duckdb.DuckDBPyConnection, table: Table, path: Path, most_rows: int = SHEET_ROWS
) -> int:
    """Write a table as a workbook; what one sheet does not hold goes on on the next."""
    from flows.rendering.columns import Column as Heading
    from flows.rendering.sheets import NO_ACTION, Cell, Sheets

    ((count,),) = connection.execute(f'select count(*) from "{table.name}"').fetchall()
    result = connection.execute(_select(table))
    rows = chain.from_iterable(iter(lambda: result.fetchmany(_BATCH), []))
    headings = [Heading(column.name) for column in table.columns]
    with told_plainly(path), Workbook(str(path), NO_ACTION | {"constant_memory": True}) as book:
        sheets = Sheets(book)
        for sheet in range(max(1, math.ceil(count / most_rows))):
            name = table.name[:31] if sheet == 0 else f"{table.name[:27]} {sheet + 1}"
            part = islice(rows, most_rows)
            sheets.add(name, headings, ([Cell(_flat(one), "text") for one in row] for row in part))
    return int(count)


def _flat(value: object) -> object:
    """Return a value that a cell can hold: of a list or a record its JSON."""
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _without_texts(table: Table) -> Table:
    kept = [one for one in table.columns if not _holds_texts(one)]
    return replace(table, columns=kept)


def _holds_texts(column: Column) -> bool:
    return column.type.startswith("varchar") and column.name.rpartition("_")[2] in TEXTS


def _copied(connection: duckdb.DuckDBPyConnection, table: Table, shape: str, path: Path) -> int:
    guard = shape == "csv"
    options = "header" if guard else "compression zstd"
    to = str(path).replace("'", "''")
    told = connection.execute(
        f"copy ({_select(table, for_csv=guard)}) to '{to}' (format {shape}, {options})"
    ).fetchall()
    return int(told[0][0])


def _select(table: Table, *, for_csv: bool = False) -> str:
    """Return the query of a table's rows: metrics by grain, reports in the order they are shown."""
    columns = ", ".join(_expression(column, for_csv=for_csv) for column in table.columns)
    ordered = table.grain and table.layer != "reports"
    order = f" order by {', '.join(table.grain)}" if ordered else ""
    return f'select {columns} from "{table.name}"{order}'


def _expression(column: Column, *, for_csv: bool) -> str:
    name = f'"{column.name}"'
    if column.type == "hugeint":  # a sum of counts; Parquet would have it as a double
        return f"{name}::bigint as {name}"
    if for_csv and column.type == "varchar":
        # What a spreadsheet would run as a formula gets a quote in front.
        marks = ", ".join(f"chr({ord(mark)})" for mark in FORMULA)
        quote = f"case when left({name}, 1) in ({marks}) then chr(39) else '' end"
        return f"{quote} || {name} as {name}"
    if for_csv and ("[]" in column.type or column.type.startswith(("struct", "map"))):
        return f"to_json({name})::varchar as {name}"
    return name


def _is_replaceable(folder: Path) -> bool:
    """Say whether a folder is empty or holds an earlier export and nothing else."""
    if not folder.is_dir():
        return False
    names = {path.name for path in folder.iterdir()}
    if not names:
        return True
    try:
        said = json.loads((folder / DICTIONARY).read_text(encoding="utf-8"))
        known = {table["file"] for table in said["tables"]} | {DICTIONARY, README}
        return bool(said["export"] == 1 and names <= known)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _days(first_on: object, last_on: object) -> dict[str, str]:
    return {"first_on": str(first_on), "last_on": str(last_on)}


def _readme(said: dict[str, Any]) -> Iterator[str]:
    window, before = said["window"], said["compared_with"]
    yield f"# Tables of the report `{said['report']}`"
    yield ""
    yield (
        f"{window['first_on']} to {window['last_on']}, compared with {before['first_on']} to "
        f"{before['last_on']}; series from {said['series_from']}. Days are those of "
        f"{said['timezone']}; instants in workbooks are in UTC."
    )
    yield ""
    yield (
        "An empty cell is what is not known: a rate of too few posts, a day that nobody heard. It "
        "is never zero. Shares are 0 to 1, net sentiment is -100 to 100 points. Authors are keyed "
        f"hashes. What people wrote is {'in it' if said['with_texts'] else 'left out'}."
    )
    yield from ("", "| file | rows | a row per | what it is |", "| --- | --- | --- | --- |")
    for table in said["tables"]:
        says, grain = table["description"].replace("|", "\\|"), ", ".join(table["grain"])
        yield f"| `{table['file']}` | {table['row_count']:,} | {grain} | {says} |"
    yield from ("", "## Columns", "")
    for table in said["tables"]:
        columns = ", ".join(f"`{one['name']}` {one['type']}" for one in table["columns"])
        yield f"- **{table['table']}**: {columns}"
    yield from ("", "## Metrics", "")
    for metric in said["metrics"]:
        yield (
            f"- **{metric['name']}** (`{metric['metric']}`, {metric['unit']}, version "
            f"{metric['version']}): {metric['formula']} {metric['not_this']}"
        )
