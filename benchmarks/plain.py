"""Count by hand what understood posts hold: one DuckDB query over the files that reports read.

    python -m benchmarks.plain LISTENING.toml REPORT

Mentions, authors and net sentiment of each brand on each day of the history. It does less than the
models do: a post that was heard twice counts twice, copies and spam count too, days that were not
heard are no different from quiet ones, and nothing has an interval. The last line has the seconds
of the query as JSON: wall clock, then CPU.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.clock import Clock
from flows.config import load
from flows.warehouse.connection import scope

QUERY = """
    with named as (
        select unnest(brands).brand as brand, posted_at::date as day, sentiment, author
        from read_parquet(?)
        where len(brands) > 0 and posted_at >= ?::timestamptz and posted_at < ?::timestamptz
    )
    select
        brand,
        day,
        count(*) as mention_count,
        count(distinct author) as author_count,
        100 * avg(case sentiment when 'positive' then 1 when 'neutral' then 0
            when 'negative' then -1 end) as net_sentiment
    from named
    group by all
"""


def count(path: str, report_id: str) -> tuple[list[tuple[Any, ...]], Clock]:
    """Run the query with the memory and the threads that the models have."""
    config = load(Path(path))
    window = config.report(report_id).window(config.workspace.timezone, date.min, config.calendar)
    told = scope(config, config.report(report_id), window)
    settings: dict[str, Any] = {
        "memory_limit": config.workspace.memory_limit,
        **({"threads": config.workspace.threads} if config.workspace.threads else {}),
    }
    with duckdb.connect(config=settings) as connection:
        connection.execute("set TimeZone = ?", [config.workspace.timezone])
        given = [[str(one) for one in told.segments], told.history_first_on, told.window.end_on]
        clock = Clock()
        with clock.step("query"):
            rows = connection.execute(QUERY, given).fetchall()
    return rows, clock


def main() -> None:
    """Read the arguments, run the query, print the seconds."""
    rows, clock = count(*sys.argv[1:])
    print(f"{len(rows):,} rows")
    print(json.dumps(clock.steps))


if __name__ == "__main__":
    main()
