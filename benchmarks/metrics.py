"""Compute the metrics of one report without drawing it, and say what each model took.

    python -m benchmarks.metrics LISTENING.toml REPORT

The last line has the seconds of each step as JSON: wall clock, then CPU.
"""

import json
import sys
from datetime import date
from pathlib import Path

from benchmarks.clock import Clock
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
    told = scope(config, report, window)
    clock, each, row_counts = Clock(), Clock(), {}
    with warehouse(config, told) as connection:
        with clock.step("models"):
            for model in models.in_order():
                with each.step(model.name):
                    (ran,) = models.run(connection, [model])
                row_counts[ran.name] = ran.row_count
        with clock.step("checks"):
            checks.verify(connection)
        with clock.step("read"):
            read_context(connection, config, told)
    for name, (wall, cpu) in sorted(each.steps.items(), key=lambda step: -step[1][1]):
        print(f"{cpu:8.2f} s CPU {wall:8.2f} s {row_counts[name]:12,} rows  {name}")
    for name, (wall, cpu) in clock.steps.items():
        print(f"{cpu:8.2f} s CPU {wall:8.2f} s  {name}")
    print(json.dumps(clock.steps))


if __name__ == "__main__":
    main(*sys.argv[1:])
