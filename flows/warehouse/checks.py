"""What must hold before numbers leave the house."""

import duckdb

from flows.errors import CheckFailed, ModelError
from flows.warehouse import models
from flows.warehouse.queries import rows

_COUNTED = """
    select figure, value, posts_from, posts_where from figures
    where unit = 'posts' and value is not null and posts_where is not null
    order by figure
"""
_SHOWN = 3


def verify(connection: duckdb.DuckDBPyConnection) -> None:
    """Run the checks over built models.

    Raises:
        CheckFailed: one found something; tells the first three rows.
        ModelError: DuckDB refused one.

    """
    for check in models.checks():
        try:
            found = connection.execute(f"select * from ({check.sql}) limit {_SHOWN}").fetchall()
        except duckdb.Error as error:
            raise ModelError(
                f"`{models.shown(check)}` failed: {str(error).splitlines()[0]}"
            ) from error
        if found:
            says = check.sql.splitlines()[0].removeprefix("-- ")
            _refuse(models.shown(check), found, says)
    _verify_counts(connection)


def _verify_counts(connection: duckdb.DuckDBPyConnection) -> None:
    """Count the posts behind the figures that count posts.

    Each is a query of its own, in one statement for each table: so only the days that its condition
    allows are read, which one pass with many filters could not leave out.
    """
    by_table: dict[str, list[dict[str, object]]] = {}
    for figure in rows(connection, _COUNTED):
        by_table.setdefault(figure["posts_from"], []).append(figure)
    wrong: list[tuple[object, ...]] = []
    for table, figures in by_table.items():
        counts = " union all ".join(
            f"select {place}, count(*) from {table} where {one['posts_where']}"
            for place, one in enumerate(figures)
        )
        try:
            behind = dict(connection.execute(counts).fetchall())
        except duckdb.Error as error:
            raise ModelError(
                f"The posts behind a figure of `{table}` cannot be found: "
                f"{str(error).splitlines()[0]}"
            ) from error
        wrong += [
            (one["figure"], one["value"], behind[place])
            for place, one in enumerate(figures)
            if one["value"] != behind[place]
        ]
    if wrong:
        says = "A figure that counts posts has as many posts behind it as it says."
        _refuse("posts behind figures", wrong[:_SHOWN], says)


def _refuse(check: str, found: list[tuple[object, ...]], says: str) -> None:
    told = "; ".join(str(row) for row in found)
    raise CheckFailed(
        f"The check `{check}` found rows that must not be: {told}. {says} "
        "No report is issued on figures that contradict each other."
    )
