"""Time what follows the metrics: from their tables to every format of a report, in this process.

    python -m benchmarks.formats LISTENING.toml REPORT

The models are built and everything is imported before the clock starts. Prints the CPU seconds of
each step, the first time and again, and the most memory that the process held.
"""

import json
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

from flows.config import load
from flows.rendering.contents import read_context
from flows.rendering.context import Context
from flows.rendering.earlier import place
from flows.rendering.flat import write_csv, write_parquet
from flows.rendering.html import render_html
from flows.rendering.issue import computed
from flows.rendering.pdf import render_pdf
from flows.rendering.slides import write_slides
from flows.rendering.workbook import write_workbook
from flows.warehouse.connection import scope


def _html(context: Context, path: Path) -> None:
    path.write_text(render_html(context), encoding="utf-8")


FORMATS: dict[str, Callable[[Context, Path], None]] = {
    "html": _html,
    "pdf": render_pdf,
    "xlsx": write_workbook,
    "pptx": write_slides,
    "csv": write_csv,
    "parquet": write_parquet,
}


def main(path: str, report_id: str) -> None:
    """Build the models of a report, then read and write it twice."""
    config = load(Path(path))
    report = config.report(report_id)
    window = report.window(config.workspace.timezone, date.min, config.calendar)
    told = replace(scope(config, report, window), recommended=[])
    taken: list[dict[str, float]] = []
    with computed(config, told) as connection, tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            began = process_time()
            context = read_context(connection, config, told, place(config, told))
            steps = {"context": process_time() - began}
            for kind, write in FORMATS.items():
                began = process_time()
                write(context, Path(folder) / f"report.{kind}")
                steps[kind] = process_time() - began
            taken.append(steps)
    first, again = taken
    for step, seconds in first.items():
        print(f"{step:8} {seconds:6.2f} s, again {again[step]:6.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(
        f"all      {sum(first.values()):6.2f} s, again {sum(again.values()):6.2f} s, {peak:,.0f} MB"
    )
    passes = {"first": sum(first.values()), "again": sum(again.values())}
    # As the benchmarks read it: seconds of the clock and of the processor; here only these count.
    print(json.dumps({step: [seconds, seconds] for step, seconds in passes.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
