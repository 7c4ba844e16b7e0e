"""Time what follows the metrics: from their tables to every format of a report, in this process.

    python -m benchmarks.formats LISTENING.toml REPORT

The models are built and everything is imported before the clock starts. Prints the CPU seconds of
each step, the first time and again, and the most memory that the process held.
"""

import json
import resource
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import flows.rendering.slides  # noqa: F401 - before the clock starts; the others are by now
from flows.config import load
from flows.rendering.contents import read_context
from flows.rendering.earlier import place
from flows.rendering.formats import WRITERS
from flows.rendering.html import render_html
from flows.rendering.issue import computed
from flows.warehouse.connection import scope


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
            began = process_time()
            page = render_html(context)
            steps["page"] = process_time() - began
            for name, writer in WRITERS.items():
                began = process_time()
                writer.write(context, page, Path(folder) / f"report{writer.suffix}")
                steps[name] = process_time() - began
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
