"""A warehouse without a post: models run in it as in any, and nothing of it is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from flows.config import Config, ReportSettings
from flows.warehouse.connection import scope, warehouse
from flows.window import Window


@contextmanager
def empty_warehouse(
    config: Config, report: ReportSettings, window: Window
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection over a lake in which nothing lies."""
    with TemporaryDirectory() as folder:
        workspace = config.workspace.model_copy(update={"data": Path(folder)})
        empty = config.model_copy(update={"workspace": workspace})
        with warehouse(empty, scope(empty, report, window)) as connection:
            yield connection
