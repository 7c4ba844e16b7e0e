"""The rows and seconds of each model of the last run for a window, as a file of the lake."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from flows.config import Config
from flows.warehouse.connection import Scope
from flows.warehouse.models import Ran
from flows.writing import whole


def path(config: Config, told: Scope) -> Path:
    """Return where the run of a report for its window is logged."""
    return config.lake / "log" / "models" / told.report.id / f"{told.window.slug}.json"


def keep(config: Config, told: Scope, ran: Sequence[Ran]) -> str:
    """Write down a run, in the place of the one before it; return it in a sentence.

    It lies with the data and not with the report, whose files are the same bytes each time.
    """
    seconds = sum(one.seconds for one in ran)
    said = {
        "report": told.report.id,
        "window": told.window.slug,
        "ended_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "duckdb": duckdb.__version__,
        "memory_limit": config.workspace.memory_limit,
        "threads": config.workspace.threads,
        "segment_count": len(told.segments),
        "seconds": round(seconds, 3),
        "models": [
            {"model": one.name, "row_count": one.row_count, "seconds": round(one.seconds, 4)}
            for one in ran
        ],
    }
    with whole(path(config, told)) as temporary:
        temporary.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    slowest = max(ran, key=lambda one: one.seconds)
    return (
        f"{len(ran)} models in {seconds:.1f} s, the slowest `{slowest.name}` with "
        f"{slowest.seconds:.1f} s"
    )
