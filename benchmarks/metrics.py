"""Compute the metrics of one report without drawing it, and say what each model took.

python -m benchmarks.metrics LISTENING.toml REPORT
"""

import sys
from datetime import date
from pathlib import Path
from time import perf_counter

from flows.config import load
from flows.rendering.contents import read_context
from flows.warehouse import checks, models
from flows.warehouse.connection import scope, warehouse


def main(path: str, report_id: str) -> None:
    """Run all models and checks of a report, as `earwitness report` does before it draws."""
    config = load(Path(path))
    report = config.report(report_id)
    # Benchmarks name a fixed period, so the day they are run on does not matter.
    window = report.window(config.workspace.timezone, date.min, config.calendar)
    began = perf_counter()
    with warehouse(config, scope(config, report, window)) as connection:
        opened = perf_counter()
        ran = models.run(connection, models.in_order())
        built = perf_counter()
        checks.verify(connection)
        read_context(connection, config, scope(config, report, window))
    for one in sorted(ran, key=lambda one: -one.seconds):
        print(f"{one.seconds:8.2f} s  {one.row_count:10,} rows  {one.name}")
    print(
        f"opened in {opened - began:.2f} s, {len(ran)} models in {built - opened:.2f} s, "
        f"checked and read in {perf_counter() - built:.2f} s"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
