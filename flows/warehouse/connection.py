"""One DuckDB connection for one report: its limits, its clock, and what the models may read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from flows.config import Config, ReportSettings
from flows.lake import ledger, segments
from flows.lake.understanding import current
from flows.text.stopwords import stopwords
from flows.warehouse import models
from flows.warehouse.dictionary import metrics
from flows.window import Window

HISTORY_MONTHS = 13

_LEDGER = """
    create table ledger (
        source varchar, run varchar, status varchar, covered_from timestamptz,
        covered_to timestamptz, post_count bigint, rejected_count bigint, newest_at timestamptz,
        error varchar
    )
"""


@dataclass(frozen=True)
class Scope:
    """What one run of the models is about."""

    report: ReportSettings
    window: Window
    previous: Window
    segments: list[Path]

    @property
    def history_first_on(self) -> date:
        """The first day of the series that lead up to the window."""
        return min(self.window.history_start(HISTORY_MONTHS), self.previous.first_on)

    def variables(self, config: Config) -> dict[str, object]:
        """Return the variables that models read with `getvariable`."""
        return {
            "window_first_on": self.window.first_on,
            "window_end_on": self.window.end_on,
            "previous_first_on": self.previous.first_on,
            "previous_end_on": self.previous.end_on,
            "history_first_on": self.history_first_on,
            "focus_brand": self.report.brand,
            "headline_min": config.limits.headline_min,
            "segment_min": config.limits.segment_min,
            "response_hours": config.limits.response_hours,
        }


def scope(config: Config, report: ReportSettings, window: Window) -> Scope:
    """Return a report's window, the one it is compared with, and the segments both stand on."""
    previous = window.previous() if report.compare == "previous" else window.year_before()
    told = Scope(report, window, previous, [])
    folder = segments.posts_folder(config.lake, current(config))
    # A month's folder is in UTC; the zone moves a day's edge by at most 14 hours.
    first, last = f"{_day_before(told.history_first_on):%Y-%m}", f"{window.end_on:%Y-%m}"
    paths = [one.path for one in segments.segments(folder) if first <= one.month <= last]
    return Scope(report, window, previous, paths)


@contextmanager
def warehouse(config: Config, told: Scope) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection that models can run in; afterwards nothing of it is left.

    It reads the segments and nothing else: no other file, no network, no extension.
    """
    folder = config.lake / "spill"
    settings: dict[str, Any] = {
        "memory_limit": config.workspace.memory_limit,
        "temp_directory": str(folder),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=settings) as connection:
        run = connection.execute
        run("set TimeZone = ?", [config.workspace.timezone])
        for name, value in told.variables(config).items():
            run(f"set variable {name} = ?", [value])
        run(models.macros())
        _load_segments(connection, told.segments)
        _load_configuration(connection, config, told)
        _load_ledger(connection, config)
        run("set allowed_directories = ?", [[str(config.lake)]])
        run("set enable_external_access = false")
        run("set lock_configuration = true")
        yield connection


def _load_segments(connection: duckdb.DuckDBPyConnection, paths: list[Path]) -> None:
    if not paths:
        raise NotImplementedError
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    connection.execute(
        f"create view segments as select * from read_parquet([{listed}], union_by_name = true)"
    )
