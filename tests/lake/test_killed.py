"""A killed run leaves nothing half done: the next one ends where an undisturbed one would have."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from flows.lake import ledger
from tests.lake.samples import a_config, collect, posts, raw

# Collect posts of several months, and die at a chosen step, as `kill -9` would have it.
KILLED = """
import os, signal, sys
from pathlib import Path
from flows.lake import ledger, segments
from tests.lake.samples import a_config, collect, posts

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Deadly(list):
    def __iter__(self):
        yield from posts(40)
        die()

folder, step = Path(sys.argv[1]), sys.argv[2]
config = a_config(folder)
if step == "while fetching":
    from tests.lake.samples import MemorySource
    collect(config, MemorySource(Deadly()))
if step == "before publishing":
    Path.replace = die
if step == "before the ledger":
    ledger.write = die
collect(config, posts(40))
"""
REPO = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("step", ["while fetching", "before publishing", "before the ledger"])
def test_a_killed_collection_is_made_good(step, tmp_path):
    """Wherever the kill came, collecting again gives the posts of an undisturbed run."""
    killed, calm = tmp_path / "killed", tmp_path / "calm"
    told = subprocess.run(
        [sys.executable, "-c", KILLED, str(killed), step],
        cwd=REPO,
        env=os.environ | {"PYTHONPATH": str(REPO)},
        check=False,
    )
    assert -signal.SIGKILL == told.returncode
    assert [] == ledger.entries(a_config(killed).lake)

    collect(a_config(killed), posts(40))
    collect(a_config(calm), posts(40))

    columns = ["platform", "post_id", "posted_at", "text"]
    made = raw(a_config(killed)).select(columns).unique().sort(columns)
    assert_frame_equal(raw(a_config(calm)).select(columns).sort(columns), made)
    assert 1 == len(ledger.entries(a_config(killed).lake))
