"""The understood posts of a report, as one view."""

from pathlib import Path

import duckdb

from flows.errors import ListeningError
from flows.post import SCHEMA as POST_SCHEMA
from flows.text.understanding import SCHEMA as UNDERSTOOD_SCHEMA
from flows.warehouse.types import sql_type

SEGMENT_SCHEMA = {
    name: kind for name, kind in (POST_SCHEMA | UNDERSTOOD_SCHEMA).items() if name != "raw"
}
"""The columns of an understood segment."""
_MOST_ROWS = 2**32
"""More rows than a segment has."""


def load_segments(connection: duckdb.DuckDBPyConnection, paths: list[Path]) -> None:
    """Make the view `segments`; without any file it has the columns and no rows.

    `place` grows from row to row: of two rows of one collection the later has the larger one.
    """
    if paths:
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
        source = f"read_parquet([{listed}], union_by_name = true)"
        try:
            place = f"file_index::bigint * {_MOST_ROWS} + file_row_number"
            connection.execute(f"create view segments as select *, {place} as place from {source}")
            _add_later_columns(connection, f"select *, {place} as place", source)
        except duckdb.Error as error:
            raise ListeningError(
                f"A segment cannot be read: {str(error).splitlines()[0]}. Restore it from a "
                "backup, or delete it and run `earwitness understand`."
            ) from error
        return
    columns = ", ".join(f'"{name}" {sql_type(kind)}' for name, kind in SEGMENT_SCHEMA.items())
    connection.execute(f"create table segments ({columns}, place bigint)")


def _add_later_columns(connection: duckdb.DuckDBPyConnection, select: str, source: str) -> None:
    """Let `segments` have the columns that posts got after all of its files were written."""
    found = connection.execute(
        "select column_name from duckdb_columns where table_name = 'segments'"
    )
    there = {name for (name,) in found.fetchall()}
    later = [
        f'null::{sql_type(kind)} as "{name}"'
        for name, kind in SEGMENT_SCHEMA.items()
        if name not in there
    ]
    if later:
        connection.execute(
            f"create or replace view segments as {', '.join([select, *later])} from {source}"
        )
