"""How DuckDB calls the types of a segment's columns."""

import polars as pl

_SQL_TYPES = {pl.Int64: "bigint", pl.Float64: "double", pl.Boolean: "boolean"}


def sql_type(kind: pl.DataType) -> str:
    """Return the name of a column's type in DuckDB's SQL."""
    match kind:
        case pl.Datetime():
            return "timestamptz"
        case pl.List():
            return f"{sql_type(kind.inner)}[]"  # type: ignore[arg-type]
        case pl.Struct():
            inner = ", ".join(f"{field.name} {sql_type(field.dtype)}" for field in kind.fields)  # type: ignore[arg-type]
            return f"struct({inner})"
        case _:
            return _SQL_TYPES.get(type(kind), "varchar")
