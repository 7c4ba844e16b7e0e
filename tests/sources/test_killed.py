"""A long collection that is killed goes on near where it was, and nothing is lost or told twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from benchmarks.faucet import NEWEST
from flows.lake import ledger

REPO = Path(__file__).parents[2]
COUNT = 60_000

LISTENING = """
[[brands]]
id = "acme"
name = "Acme"
query = "acme"

[[sources]]
id = "faucet"
kind = "hackernews"
url = "{url}"
searches = ["acme"]
allow_private = true
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a workspace whose one source is a server with many posts, in another process."""
    command = [sys.executable, "-m", "benchmarks.faucet", str(COUNT)]
    with subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, text=True) as faucet:
        url = next(iter(faucet.stdout or [])).strip()
        (tmp_path / "listening.toml").write_text(LISTENING.format(url=url), encoding="utf-8")
        yield tmp_path
        faucet.kill()


def collecting(folder: Path) -> "subprocess.Popen[str]":
    """Start a collection of all days that the server has posts of."""
    first = datetime.fromtimestamp(NEWEST - COUNT, UTC).date()
    last = datetime.fromtimestamp(NEWEST, UTC).date()
    days = ["--since", str(first), "--until", str(last)]
    config = str(folder / "listening.toml")
    command = [sys.executable, "-m", "flows.cli", "--config", config, "--json", "collect", *days]
    return subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, text=True, env=os.environ)


@pytest.mark.slow
def test_a_killed_backfill_goes_on(folder):
    """After `kill -9` the ledger says how far it came; the next run asks for the rest alone."""
    lake = folder / "data"
    with collecting(folder) as killed:
        for _ in range(600):
            if ledger.files(lake):
                break
            time.sleep(0.05)
        killed.send_signal(signal.SIGKILL)
    (cut_off,) = ledger.entries(lake)
    assert "partial" == cut_off.status, cut_off
    assert 0 < cut_off.post_count < COUNT

    with collecting(folder) as again:
        (told,) = json.loads(again.communicate()[0])["sources"]

    assert ("complete", 0) == (told["status"], again.returncode)
    assert told["post_count"] <= COUNT - cut_off.post_count + 200, "a page may be told again"
    files = sorted((lake / "raw").glob("*/*/*.parquet"))
    ids = pl.concat([pl.read_parquet(path, columns=["post_id"]) for path in files])["post_id"]
    assert COUNT == ids.n_unique()
