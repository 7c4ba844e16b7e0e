"""Run every job as a process of its own, the same by hand beside it, and print one table.

python -m benchmarks.run [--only consoles quickstart million] [--posts N] [--out README.md]
"""

import argparse
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import table
from benchmarks.commands import WORK, by_hand, by_hand_steps, earwitness, module, staged, steps
from benchmarks.inputs import REPO, found
from benchmarks.measure import Usage
from benchmarks.table import Row, Target

FLAT = 1.2
"""Twice the posts may take so many times the memory and still count as flat."""

TEN_MILLION = 10_000_000
MOST_TIMES = 12
"""So many times what the plain query takes the models may take."""
MOST_SECONDS, MOST_BYTES = 60, 6e9
MOST_RENDERING, MOST_HELD = 5, 700e6


@dataclass(frozen=True)
class Given:
    """What the command line asks for."""

    posts: int
    sampled: int
    repeat: int
    once: bool


def under(seconds: float) -> Target:
    """Return the target of a job that must not take long."""
    return Target(f"< {seconds:g} s", lambda row: row.wall < seconds)


def at_least(rate: float) -> Target:
    """Return the target of a job that must be fast for each post."""
    return Target(f"≥ {rate:,.0f} posts/s", lambda row: (row.rate or 0) >= rate)


def within(gigabytes: float, single: Usage | None = None) -> Target:
    """Return the target of a job that must not hold much, and hardly more than with half."""
    flat = f", ≤ {FLAT:g} × that of half the posts" if single else ""
    most = min(gigabytes * 1e9, FLAT * single.peak if single else gigabytes * 1e9)
    return Target(f"peak < {gigabytes:g} GB{flat}", lambda row: row.peak < most)


def near() -> Target:
    """Return the target of models beside the query that one would write by hand."""
    return Target(
        f"≤ {MOST_TIMES} × the plain query",
        lambda row: row.wall <= MOST_TIMES * median(one.wall for one in row.hand),
    )


def consoles(given: Given) -> list[Row]:
    """Measure 16,420 real posts: from nothing to all formats, then a second report."""
    csv = found("CONSOLES_CSV", "consoles.csv")
    if csv is None:
        return []
    first: list[Usage] = []
    second: list[Usage] = []
    hand: list[Usage] = []
    env = {"CONSOLES_CSV": str(csv)}
    for _ in range(given.repeat):
        config = staged("consoles", REPO / "benchmarks" / "consoles" / "listening.toml")
        first.append(earwitness(config, "run", "june", env=env))
        hand.append(by_hand("consoles", csv))
        second.append(earwitness(config, "report", "may", env=env))
    job = "consoles, 16,420 posts"
    return [
        Row(f"{job}: nothing → PDF, HTML, workbook", first, hand, target=under(20)),
        # By hand nothing was kept, so another month is the same work again.
        Row(f"{job}: a second report", second, hand, target=under(8)),
    ]


def quickstart(given: Given) -> list[Row]:
    """Measure what `make report` does once it is set up: make the posts, issue the report."""
    taken = []
    for _ in range(given.repeat):
        config = staged("quickstart", REPO / "examples" / "quickstart" / "listening.toml")
        made = module("examples.quickstart.make_posts", str(config.parent / "posts"))
        taken.append(made + earwitness(config, "run", "monthly"))
    return [Row("quickstart: make the posts, then the report", taken, target=under(15))]


def formats(given: Given) -> list[Row]:
    """Measure what follows the metrics, on one core: from their tables to all six formats."""
    config = staged("formats", REPO / "examples" / "quickstart" / "listening.toml")
    module("examples.quickstart.make_posts", str(config.parent / "posts"))
    earwitness(config, "collect")
    earwitness(config, "understand")
    taken = [
        steps(module("benchmarks.formats", str(config), "monthly"))["first"]
        for _ in range(given.repeat)
    ]
    target = Target(
        "< 5 s CPU, peak < 700 MB", lambda row: row.wall < MOST_RENDERING and row.peak < MOST_HELD
    )
    return [Row("quickstart: from metric tables to all six formats, CPU", taken, target=target)]


def clients(given: Given) -> list[Row]:
    """Measure thirty clients in one workspace: their monthly reports, by two processes."""
    config = staged("clients", REPO / "examples" / "quickstart" / "listening.toml")
    module("benchmarks.clients", str(config), "30")
    module("examples.quickstart.make_posts", str(config.parent / "posts"))
    earwitness(config, "collect")
    earwitness(config, "understand")
    taken = []
    for _ in range(given.repeat):
        shutil.rmtree(config.parent / "reports", ignore_errors=True)
        taken.append(earwitness(config, "reports", "--jobs", "2"))
    return [Row("quickstart: 30 clients' monthly reports, side by side", taken, target=under(240))]


def million(given: Given) -> list[Row]:
    """Measure many posts over 13 months, then twice as many, and by hand a sample of them."""
    base = found("REDDIT_BASE", "reddit_base.parquet")
    if base is None:
        return []
    sample, every = WORK / "sample.csv", given.posts // given.sampled
    config = _resampled(base, given.posts, "--csv", str(sample), "--every", str(every))
    hand = [by_hand_steps("million", sample)]
    stages = _stages(config, given.repeat)
    hand.append(by_hand_steps("million", sample))
    rows = _million_rows(given, stages, hand)
    if given.once:
        return rows
    doubled = _stages(_resampled(base, 2 * given.posts), 1)
    return rows + [
        Row(
            f"{2 * given.posts:,} posts: {stage}",
            taken,
            posts=2 * given.posts if stage in ("collect", "understand") else None,
            target=within(3, max(stages[stage], key=lambda one: one.peak)),
        )
        for stage, taken in doubled.items()
    ]


def _resampled(base: Path, count: int, *options: str) -> Path:
    config = staged(f"million-{count}", REPO / "benchmarks" / "million" / "listening.toml")
    posts = config.parents[1] / "work" / "million" / "posts"
    # In a process of its own: what this one held would count as the least peak of its children.
    module("benchmarks.resample", str(base), str(posts), "--posts", str(count), *options)
    return config


def _stages(config: Path, repeat: int) -> dict[str, list[Usage]]:
    stages = {
        "collect": [earwitness(config, "collect")],
        "understand": [earwitness(config, "understand")],
        "metrics of a month": [],
        "the whole report": [],
    }
    for _ in range(repeat):
        stages["metrics of a month"].append(module("benchmarks.metrics", str(config), "july"))
        stages["the whole report"].append(earwitness(config, "report", "july"))
    return stages


def _million_rows(
    given: Given, stages: dict[str, list[Usage]], hand: list[dict[str, Usage]]
) -> list[Row]:
    def row(job: str, ours: list[Usage], steps: list[str], target: Target | None = None) -> Row:
        scaled = [_summed(one, steps, given.posts / given.sampled) for one in hand]
        count = given.posts if "read" in steps or "understand" in steps else None
        return Row(f"{given.posts:,} posts: {job}", ours, scaled, count, target, given.sampled)

    collect, understand, metrics, report = stages.values()
    both = [collect[0] + understand[0]]
    return [
        row("collect", collect, ["read"], within(3)),
        row("understand", understand, ["understand"], within(3)),
        row("both", both, ["read", "understand"], at_least(5_000)),
        row("metrics of a month, 13 months of history", metrics, ["metrics"], under(15)),
        row("the whole report", report, ["metrics", "report"], within(3)),
    ]


def _summed(hand: dict[str, Usage], steps: list[str], factor: float) -> Usage:
    """Add steps by hand, scaled to all posts; drawing takes as long for few posts as for many."""
    one, *others = (hand[step].times(1 if step == "report" else factor) for step in steps)
    return sum(others, start=one)


def ten_million(given: Given) -> list[Row]:
    """Measure the metrics of twenty brands among ten million posts, beside one plain query."""
    base = found("REDDIT_BASE", "reddit_base.parquet")
    if base is None:
        return []
    config = staged("ten_million", REPO / "benchmarks" / "ten_million" / "listening.toml")
    posts = config.parents[1] / "work" / "ten_million" / "posts"
    module(
        "benchmarks.resample", str(base), str(posts), "--job", "ten_million", "--posts", "250000"
    )
    earwitness(config, "collect")
    earwitness(config, "understand")
    module("benchmarks.copies", str(config), str(TEN_MILLION))
    return _beside_plain(config, given.repeat)


def _beside_plain(config: Path, repeat: int) -> list[Row]:
    """Run the plain query and the metrics in turn: as whole processes, and DuckDB's work alone."""
    plain: list[Usage] = []
    whole: list[Usage] = []
    query: list[Usage] = []
    models: list[Usage] = []
    for _ in range(repeat):
        plain.append(module("benchmarks.plain", str(config), "july"))
        query.append(steps(plain[-1])["query"])
        whole.append(module("benchmarks.metrics", str(config), "july"))
        models.append(steps(whole[-1])["models"])
    job = f"{TEN_MILLION:,} posts, 20 brands:"
    fits = Target(
        f"< {MOST_SECONDS} s, peak < {MOST_BYTES / 1e9:g} GB",
        lambda row: row.wall < MOST_SECONDS and row.peak < MOST_BYTES,
    )
    said = "metrics of a month; beside it the plain query"
    return [
        Row(f"{job} {said}", whole, plain, target=fits),
        Row(f"{job} the models alone; beside it the query alone", models, query, target=near()),
    ]


JOBS: dict[str, Callable[[Given], list[Row]]] = {
    "consoles": consoles,
    "quickstart": quickstart,
    "formats": formats,
    "clients": clients,
    "million": million,
    "ten_million": ten_million,
}
USUAL = [name for name in JOBS if name != "ten_million"]
"""The jobs of `make bench`; the others take long and run when they are named."""


def main() -> None:
    """Read the arguments, run the jobs, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=JOBS, default=USUAL)
    parser.add_argument("--posts", type=int, default=1_000_000, help="posts of `million`")
    parser.add_argument("--sample", type=int, default=50_000, help="of them, posts by hand")
    parser.add_argument("--repeat", type=int, default=3, help="repetitions of what is short")
    parser.add_argument("--once", action="store_true", help="do not double the million")
    parser.add_argument("--out", type=Path, help="write the table between this file's markers too")
    asked = parser.parse_args()
    given = Given(asked.posts, min(asked.sample, asked.posts), asked.repeat, asked.once)
    machine = table.machine()
    rows = [row for job in asked.only for row in JOBS[job](given)]
    sys.stdout.write(table.render(rows, machine) + "\n")
    if asked.out:
        before = table.measured_before(asked.out)
        table.write(table.render(rows, machine, before), asked.out)


if __name__ == "__main__":
    main()
