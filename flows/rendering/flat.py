"""The tables of a report as flat files in one ZIP: CSV for people, Parquet for programs.

They are the tables of the workbook with its numbers, unrounded, and a description of every column
in the form of a Data Package (https://specs.frictionlessdata.io).
"""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from flows.rendering.archive import write_archive
from flows.rendering.columns import Kind
from flows.rendering.context import Context
from flows.rendering.parts import Table, tables
from flows.rendering.reading import about, cells, judging
from flows.rendering.words import say, speaking
from flows.writing import harmless

DESCRIPTION, README = "datapackage.json", "README.md"
_TYPES: dict[Kind, Any] = {
    "text": pl.String,
    "words": pl.List(pl.String),
    "count": pl.Int64,
    "day": pl.Date,
    "moment": pl.Datetime("us", "UTC"),
    "flag": pl.Boolean,
}
"""Types of columns of which no value is known, by kind; the others are numbers with decimals."""
_GIVEN = {
    bool: pl.Boolean,
    int: pl.Int64,
    float: pl.Float64,
    str: pl.String,
    date: pl.Date,
    datetime: pl.Datetime("us", "UTC"),
}
_WHOLE = ("count", "signed", "text")
"""Kinds whose numbers may be whole; of the others 24 is 24.0, so that a column has one type."""
_TOLD = {
    pl.String: "string",
    pl.Int64: "integer",
    pl.Float64: "number",
    pl.Date: "date",
    pl.Datetime: "datetime",
    pl.Boolean: "boolean",
    pl.List: "array",
}


def write_csv(context: Context, path: Path) -> None:
    """Write a ZIP of CSV files: UTF-8 as spreadsheets read it, no text that acts as a formula.

    Raises:
        ListeningError: the file cannot be written.

    """
    _write(context, path, "csv", _csv)


def write_parquet(context: Context, path: Path) -> None:
    """Write a ZIP of Parquet files, each column of its type.

    Raises:
        ListeningError: the file cannot be written.

    """
    _write(context, path, "parquet", _parquet)


def _write(
    context: Context, path: Path, suffix: str, written: Callable[[pl.DataFrame], bytes]
) -> None:
    files: dict[str, bytes] = {}
    described = []
    with speaking(context.report["language"]):
        for table in tables(context):
            frame = _frame(table)
            name = f"{table.name}.{suffix}"
            files[name] = written(frame)
            described.append(_described(table, frame, name))
        head = {
            README: "\n".join([*_readme(context, described, suffix), ""]).encode(),
            DESCRIPTION: _package(context, described),
        }
    write_archive(head | files, path)


def _frame(table: Table) -> pl.DataFrame:
    return pl.DataFrame(
        {
            name: pl.Series(name, [row[name] for row in table.rows], _type(table, name))
            for name in table.columns
        }
    )


def _type(table: Table, name: str) -> Any:
    """Return a column's type: what the models gave, or what its kind holds where all is unknown."""
    given = {type(row[name]) for row in table.rows} - {type(None)}
    kind = table.columns[name].kind
    if not given or kind == "words":
        return _TYPES.get(kind, pl.Float64)
    is_whole = kind in _WHOLE and float not in given
    return pl.Float64 if given <= {int, float} and not is_whole else _GIVEN.get(given.pop())


def _csv(frame: pl.DataFrame) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(frame.columns)
    writer.writerows([_cell(value) for value in row] for row in frame.iter_rows())
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    """Return a value as a line of CSV holds it; what is not known is empty."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, list):
        value = ", ".join(value)
    return harmless(value) if isinstance(value, str) else value


def _parquet(frame: pl.DataFrame) -> bytes:
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd")
    return file.getvalue()


def _described(table: Table, frame: pl.DataFrame, path: str) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "path": path,
        "rows": frame.height,
        "schema": {
            "fields": [
                {
                    "name": name,
                    "title": column.heading,
                    "type": _TOLD[frame.schema[name].base_type()],
                    "kind": column.kind,
                }
                for name, column in table.columns.items()
            ]
        },
    }


def _package(context: Context, described: list[dict[str, Any]]) -> bytes:
    report = context.report
    said = {
        "profile": "data-package",
        "name": f"{report['id']}-{report['window_first_on']}-{report['window_last_on']}",
        "title": f"{report['brand_name']}, {report['window_label']}: {report['title']}",
        "about": {fact.heading: fact.text for fact in about(context)},
        "resources": described,
    }
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def _readme(context: Context, described: list[dict[str, Any]], suffix: str) -> Iterator[str]:
    report = context.report
    yield f"# {report['brand_name']}, {report['window_label']}: {report['title']}"
    yield ""
    for fact in about(context):
        yield f"- {say('{name}: {text}', name=fact.heading, text=fact.text)}"
    yield from ("", f"## {say('How to read it')}", "")
    for fact in [*cells(), *judging(context)]:
        yield f"- {say('{name}: {text}', name=fact.heading, text=fact.text)}"
    if suffix == "csv":
        yield say("- Files: UTF-8, separated by commas, decimals with a point, instants in UTC.")
        yield say("- Text that a spreadsheet would run as a formula has a quote (') in front.")
    yield from ("", f"## {say('Tables')}", "")
    yield f"| {say('file')} | {say('rows')} | {say('what it is')} |"
    yield "| --- | --- | --- |"
    for one in described:
        yield f"| `{one['path']}` | {one['rows']} | {one['title']} |"
    yield from ("", f"## {say('Columns')}", "")
    for one in described:
        columns = ", ".join(
            f"`{field['name']}` {field['title']}" for field in one["schema"]["fields"]
        )
        yield f"- **{one['title']}**: {columns}"
