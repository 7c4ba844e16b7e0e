"""Read tables of the warehouse as rows."""

from collections.abc import Sequence
from typing import Any

import duckdb


def rows(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()
) -> list[dict[str, Any]]:
    """Return a query's rows as dicts, in its order."""
    result = connection.execute(sql, list(parameters))
    columns = [column[0] for column in result.description or []]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
