"""Models: every .sql file is one `select`, its stem is the table; the order is read off the SQL."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb

from flows.errors import ModelError
from flows.places import shipped

LAYERS = ("staging", "metrics", "reports")


@dataclass(frozen=True)
class Model:
    """One .sql file below sql/."""

    path: Path
    sql: str

    @property
    def name(self) -> str:
        """The table it makes."""
        return self.path.stem

    @property
    def layer(self) -> str:
        """staging, metrics, reports or checks."""
        return self.path.relative_to(shipped("sql")).parts[0]


@dataclass(frozen=True)
class Ran:
    """What one model made, and how long it took."""

    name: str
    row_count: int
    seconds: float


@cache
def models() -> dict[str, Model]:
    """Return the models of all layers by name."""
    return {model.name: model for layer in LAYERS for model in _in(layer)}


@cache
def checks() -> list[Model]:
    """Return the queries that must return no rows."""
    return _in("checks")


def macros() -> str:
    """Return the statements that make the shared functions."""
    return (shipped("sql") / "macros.sql").read_text(encoding="utf-8")


def _in(layer: str) -> list[Model]:
    return [
        Model(path, path.read_text(encoding="utf-8"))
        for path in sorted((shipped("sql") / layer).rglob("*.sql"))
    ]


def parsed(sql: str) -> str:
    """Return the tree that DuckDB's parser makes of statements, as JSON."""
    asked = "select json_serialize_sql(?::varchar)"
    told: str = _parser().cursor().execute(asked, [sql]).fetchall()[0][0]
    return told


@cache
def tables_read(sql: str) -> frozenset[str]:
    """Return the tables a `select` reads, without its own CTEs; raises ModelError if it is none."""
    nodes: list[dict[str, Any]] = []

    def seen(node: dict[str, Any]) -> dict[str, Any]:
        nodes.append(node)
        return node

    tree = json.loads(parsed(sql), object_hook=seen)
    if tree["error"]:
        raise ModelError(f"not one `select`: {tree['error_message'].rstrip('.!')}")
    if (count := len(tree["statements"])) != 1:
        raise ModelError(f"not one `select`: there are {count}")
    tables = {node["table_name"] for node in nodes if node.get("type") == "BASE_TABLE"}
    ctes = {entry["key"] for node in nodes for entry in node.get("cte_map", {}).get("map", [])}
    return frozenset(tables - ctes)


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


@cache
def in_order() -> list[Model]:
    """Return the models so that each comes after those it reads."""
    known = models()
    graph = {name: tables_read(model.sql) & known.keys() for name, model in known.items()}
    try:
        return [known[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise ModelError(
            f"Models read each other in a circle: {' → '.join(error.args[1])}."
        ) from None


def needed(name: str) -> list[Model]:
    """Return a model and all that it stands on, in order."""
    wanted, known = {name}, models()
    for model in reversed(in_order()):
        if model.name in wanted:
            wanted |= tables_read(model.sql) & known.keys()
    return [model for model in in_order() if model.name in wanted]


def run(
    connection: duckdb.DuckDBPyConnection,
    wanted: Iterable[Model],
    progress: Callable[[Ran], None] = lambda _: None,
) -> list[Ran]:
    """Build tables from models that come in order.

    Raises:
        ModelError: DuckDB refused one; names the file and the first line of its message.

    """
    ran = []
    for model in wanted:
        began = perf_counter()
        try:
            connection.execute(f'create or replace table "{model.name}" as {model.sql}').fetchall()
            (count,) = connection.execute(f'select count(*) from "{model.name}"').fetchall()[0]
        except duckdb.Error as error:
            raise ModelError(f"`{shown(model)}` failed: {str(error).splitlines()[0]}") from error
        ran.append(Ran(model.name, count, perf_counter() - began))
        progress(ran[-1])
    return ran


def shown(model: Model) -> str:
    """Return a model's path as messages name it."""
    return f"sql/{model.path.relative_to(shipped('sql'))}"
