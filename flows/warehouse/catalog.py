"""What there is to know of each table: meaning, grain, columns, and what it is made from."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb

from flows.warehouse import models
from flows.warehouse.dictionary import metrics
from flows.warehouse.models import Model

INPUTS = "inputs"
"""The layer of what the connection brings: posts as understood, configuration, ledger."""

_INPUTS = {
    "segments": "Posts as collected and understood, each observation of a post a row: the Parquet "
    "files of the lake.",
    "brands": "The report's brand and the brands it is compared with.",
    "brand_handles": "The accounts that brands speak through.",
    "sources": "The configured sources.",
    "known_gaps": "Days on which a source is known to have been down.",
    "left_out": "Words that no term of a brand is made of: stop words, and all brands' names.",
    "opinion_words": "Words that judge, and whether they do nothing else.",
    "dictionary": "The metrics, as sql/dictionary.toml defines them.",
    "taxonomy": "The topics, in their order.",
    "intent_names": "The intents, in their order.",
    "index_weights": "The weights of the health index, where one is configured.",
    "ledger": "What was asked of each source, what came, and what failed.",
    "recommended": "What the report's last issue for an earlier period recommended.",
    "audit_drawn": "Posts that were drawn for people to label.",
    "audit_labels": "What people said of them.",
}


@dataclass(frozen=True)
class Column:
    """A column and its type in DuckDB."""

    name: str
    type: str


@dataclass(frozen=True)
class Table:
    """A model, or a table that the connection brings."""

    name: str
    layer: str
    path: str
    description: str
    grain: list[str]
    columns: list[Column]
    reads: list[str]
    read_by: list[str]


def tables(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    """Return every table of a connection in which all models are built, in order of building."""
    known = models.models()
    columns = _columns(connection)
    inputs = sorted(columns.keys() - known.keys())
    reads = {name: models.tables_read(model.sql) & columns.keys() for name, model in known.items()}
    return [
        *(
            Table(
                name,
                INPUTS,
                "",
                _INPUTS.get(name, ""),
                [],
                columns[name],
                [],
                _readers(name, reads),
            )
            for name in inputs
        ),
        *(
            Table(
                model.name,
                model.layer,
                models.shown(model),
                *header(model),
                columns[model.name],
                sorted(reads[model.name]),
                _readers(model.name, reads),
            )
            for model in models.in_order()
        ),
    ]


def header(model: Model) -> tuple[str, list[str]]:
    """Return what the comment at a model's head says, and the columns that name a row."""
    said: list[str] = []
    for line in model.sql.splitlines():
        if not line.startswith("--"):
            break
        said.append(line.removeprefix("--").strip())
    if not said or not said[-1].startswith("Grain: "):
        return " ".join(said), []
    grain = said.pop().removeprefix("Grain: ").rstrip(".").split(", ")
    return " ".join(said), grain


@cache
def figures_of() -> dict[str, list[str]]:
    """Return for each metric the models that make figures of it, as far as the SQL tells.

    A metric whose name the SQL puts together is told by none.
    """
    known = metrics().keys()
    trees = {
        name: json.loads(models.parsed(model.sql))
        for name, model in models.models().items()
        if name.startswith("figures_")
    }
    placed = {name: known & set(_metrics_named(tree)) for name, tree in trees.items()}
    said = {name: known & set(_texts(tree)) for name, tree in trees.items()}
    return {metric: _having(metric, placed) or _having(metric, said) for metric in known}


def _having(metric: str, found: dict[str, set[str]]) -> list[str]:
    return [name for name, named in found.items() if metric in named]


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Column]]:
    told = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where schema_name = 'main' and not internal order by table_name, column_index"
    ).fetchall()
    columns: dict[str, list[Column]] = {}
    for table, name, kind in told:
        columns.setdefault(table, []).append(Column(name, kind.lower()))
    return columns


def _readers(name: str, reads: dict[str, frozenset[str]]) -> list[str]:
    return sorted(reader for reader, read in reads.items() if name in read)


def _metrics_named(tree: Any) -> Iterator[str]:
    """Yield what stands in a column called `metric`, and the names of all columns.

    In a union the first `select` names the columns of all. A name may become a metric by `unpivot`.
    """
    for node in _nodes(tree):
        selects = list(_selects(node))
        if not selects:
            continue
        names = [_name(item) for item in selects[0]["select_list"]]
        yield from names
        if "metric" in names:
            place = names.index("metric")
            for select in selects:
                yield from _texts(select["select_list"][place : place + 1])


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    inner: Iterable[Any] = tree.values() if isinstance(tree, dict) else tree
    for one in inner:
        if isinstance(one, dict | list):
            yield from _nodes(one)


def _selects(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the `select`s of a union, or the one that a node is."""
    if "select_list" in node:
        yield node
    elif node.get("type") == "SET_OPERATION_NODE":
        for part in node.get("children") or (node["left"], node["right"]):
            yield from _selects(part)


def _name(item: dict[str, Any]) -> str:
    return str(item["alias"] or (item.get("column_names") or [""])[-1])


def _texts(tree: Any) -> Iterator[str]:
    """Yield the texts of an expression, but not those that a `case` compares with."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for key, one in tree.items():
            if key != "when_expr":
                yield from _texts(one)
    elif isinstance(tree, list):
        for one in tree:
            yield from _texts(one)
