"""A small workspace and a warehouse with every model built from it; and one that is empty."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.config import Config, read
from flows.warehouse import models
from flows.warehouse.connection import scope, warehouse
from tests.sql import workspace


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return the configuration of the small workspace, its posts collected and understood."""
    return workspace.build(tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="session")
def built(config: Config) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a connection in which every model of June 2026 is built."""
    with _opened(config, [workspace.RECOMMENDED]) as connection:
        models.run(connection, models.in_order())
        yield connection


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a connection in which every model is built from no posts at all."""
    given = {
        **workspace.CONFIGURATION,
        "workspace": {"timezone": "UTC"},
        "sources": [
            {"id": "none", "kind": "files", "path": "none", "platform": "none", "channel": "forum"}
        ],
    }
    folder: Path = tmp_path_factory.mktemp("empty")
    with _opened(read(given, folder / "listening.toml")) as connection:
        models.run(connection, models.in_order())
        yield connection


def _opened(config: Config, recommended: Sequence[dict[str, Any]] = ()):
    report = config.report("monthly")
    window = report.window(config.workspace.timezone, date(2026, 7, 2))
    told = replace(scope(config, report, window), recommended=list(recommended))
    return warehouse(config, told)


@pytest.fixture(scope="session")
def variables(config: Config) -> set[str]:
    """Return the names of the variables that the connection declares."""
    report = config.report("monthly")
    window = report.window(config.workspace.timezone, date(2026, 7, 2))
    return set(scope(config, report, window).variables(config))
