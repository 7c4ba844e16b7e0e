"""Each model by itself: rows in, rows out, from the files in models/.

A case of `models/<model>.yml`:

    says        what the case shows, in a sentence
    variables   what differs from `VARIABLES` below
    given       rows by table; columns left out are null, tables left out are empty; a row with
                `repeat: n` stands for n rows, with {n} in its texts counting them
    expect      all rows of the model, in any order; only the columns named are compared, and the
                columns of the grain must be named
"""

import math
from collections.abc import Iterator
from datetime import date
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.text.courtesy import courtesy_pattern
from flows.warehouse import models
from flows.warehouse.queries import rows
from tests.sql.headers import grain

# PyYAML's parser in C where there is one: it is ten times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FILES = sorted((Path(__file__).parent / "models").glob("*.yml"))
VARIABLES = {
    "window_first_on": date(2026, 6, 1),
    "window_end_on": date(2026, 7, 1),
    "previous_first_on": date(2026, 5, 1),
    "previous_end_on": date(2026, 6, 1),
    "history_first_on": date(2025, 6, 1),
    "focus_brand": "acme",
    "headline_min": 100,
    "segment_min": 30,
    "response_hours": 24.0,
    "answer_characters": 280,
    "apology_pattern": courtesy_pattern("apology"),
    "thanks_pattern": courtesy_pattern("thanks"),
    "is_corrected": True,
    "is_reach_told": True,
    "week_start": 1,
}

Row = dict[str, Any]


def _cases() -> Iterator[Any]:
    for path in FILES:
        told = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506  # both are safe
        for place, case in enumerate(told, 1):
            yield pytest.param(path.stem, case, id=f"{path.stem}-{place}")


def test_every_metric_model_has_a_case():
    """No model of sql/metrics goes untried."""
    metrics = {model.name for model in models.models().values() if model.layer == "metrics"}

    assert set() == metrics - {path.stem for path in FILES}


@pytest.mark.parametrize(("name", "case"), list(_cases()))
def test_model(name, case, empty):
    """A model makes the rows that its case expects."""
    assert {"says", "expect"} <= case.keys() <= {"says", "expect", "given", "variables"}
    model = models.models()[name]
    empty.execute("begin")
    try:
        _set(empty, case.get("variables", {}))
        _fill(empty, model, case.get("given", {}))
        models.run(empty, [model])
        made = rows(empty, f'from "{name}"')
    finally:
        empty.execute("rollback")
    _assert_same(case["expect"] or [], made, grain(model.sql), case["says"])


def _set(connection, given: dict[str, Any]) -> None:
    assert given.keys() <= VARIABLES.keys()
    for variable, value in (VARIABLES | given).items():
        connection.execute(f"set variable {variable} = ?", [value])


def _fill(connection, model: models.Model, given: dict[str, list[Row]]) -> None:
    """Put the given rows, and no others, into the tables that the model reads."""
    read = models.tables_read(model.sql)
    assert given.keys() <= read, f"{model.name} does not read {given.keys() - read}"
    for table in read:
        connection.execute(f'delete from "{table}"')
    for table, listed in given.items():
        # Rows with the same columns go in together: one by one would take most of the time.
        for columns, alike in groupby(_repeated(listed), key=tuple):
            values = [tuple(row.values()) for row in alike]
            named = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join(f"({', '.join('?' for _ in columns)})" for _ in values)
            connection.execute(
                f'insert into "{table}" ({named}) values {marks}', list(chain(*values))
            )


def _repeated(listed: list[Row]) -> Iterator[Row]:
    for row in listed:
        plain = {column: value for column, value in row.items() if column != "repeat"}
        for n in range(1, row.get("repeat", 1) + 1):
            yield {
                column: value.replace("{n}", str(n)) if isinstance(value, str) else value
                for column, value in plain.items()
            }


def _assert_same(expected: list[Row], made: list[Row], keys: list[str], says: str) -> None:
    assert all(set(keys) <= row.keys() for row in expected), f"name the grain: {keys}"

    def placed(listed: list[Row]) -> dict[tuple[str, ...], Row]:
        return {tuple(str(row[key]) for key in keys): row for row in listed}

    by_key, found = placed(expected), placed(made)
    assert by_key.keys() == found.keys(), says
    for key, row in by_key.items():
        shown = {column: found[key][column] for column in row}
        assert {column: _rounded(value) for column, value in row.items()} == shown, f"{says} {key}"


def _rounded(value: object) -> object:
    """Let a float match what differs by a rounding of the fifth digit; the rest is exact."""
    if isinstance(value, float) and math.isfinite(value):
        return pytest.approx(value, rel=1e-4, abs=1e-6)
    return value
