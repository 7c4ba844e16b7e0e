"""What a collection costs beyond waiting for the network: parse, validate, write.

    python -m benchmarks.collecting POSTS

Collects so many posts page by page from a server on loopback, in another process, into an empty
lake. Prints the CPU time a post and the memory held after each tenth of them.
"""

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.faucet import NEWEST
from flows.config import read
from flows.lake.collection import collect_source
from flows.sources import Http
from flows.window import Window


def main(count: int) -> None:
    """Collect, and print what it took."""
    command = [sys.executable, "-m", "benchmarks.faucet", str(count)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as faucet,
        tempfile.TemporaryDirectory() as folder,
    ):
        try:
            url = next(iter(faucet.stdout or [])).strip()
            _collect(url, count, Path(folder))
        finally:
            faucet.kill()


def _collect(url: str, count: int, folder: Path) -> None:
    source = {
        "id": "faucet",
        "kind": "hackernews",
        "url": url,
        "searches": ["acme"],
        "allow_private": True,
        "max_pages": count,
    }
    brand = {"id": "acme", "name": "Acme", "query": "acme"}
    config = read({"brands": [brand], "sources": [source]}, folder / "listening.toml")
    end = datetime.fromtimestamp(NEWEST + 1, UTC)
    first = (end - timedelta(seconds=count)).date()
    window = Window(first, end.date() + timedelta(days=1), "UTC")
    held: dict[int, float] = {}

    def progress(done: int) -> None:
        if done * 10 // count > len(held):
            held[done] = _resident()
            sys.stderr.write(f"{done:>9,} posts, {held[done]:,.0f} MB\n")

    wall, cpu = perf_counter(), process_time()
    with Http() as http:
        entry = collect_source(
            config, config.source("faucet"), http, end, window=window, progress=progress
        )
    cpu, wall = process_time() - cpu, perf_counter() - wall
    if (entry.status, entry.post_count) != ("complete", count):
        raise SystemExit(f"not all {count:,} posts came: {entry}")
    sys.stdout.write(
        f"{count:,} posts: {cpu / count * 1e3:.3f} ms CPU a post, {wall:,.0f} s, "
        f"at most {max(held.values()):,.0f} MB\n"
    )
    sys.stdout.write(json.dumps({"collect": [wall, cpu]}) + "\n")


def _resident() -> float:
    """Return the megabytes of memory that this process holds now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1e3


if __name__ == "__main__":
    main(int(sys.argv[1]))
