"""Sources are collected side by side: they overlap, keep their order, and stop when told to."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from examples.replay import Said
from examples.replay.hackernews import HackerNews
from examples.replay.server import Replay, replay, say
from flows.cli.side_by_side import side_by_side, summed
from flows.errors import ListeningError
from tests.cli.conftest import Call
from tests.cli.samples import CONFIGURATION

COUNT = 20
_NOW = datetime.now(UTC)
SOURCE = """
[[sources]]
id = "{name}"
kind = "hackernews"
url = "{url}"
searches = ["acme"]
allow_private = true
"""


@pytest.fixture
def twenty(workspace: Path) -> Iterator[Replay]:
    """Play twenty platforms with two posts each, and name them in the configuration."""
    posts = [Said(str(number), _NOW - timedelta(hours=number + 1), "acme") for number in range(2)]
    names = [f"p{number:02}" for number in range(COUNT)]
    with replay({name: HackerNews(posts, 10) for name in names}) as played:
        sources = [SOURCE.format(name=name, url=played.place(name)) for name in names]
        (workspace / "listening.toml").write_text(CONFIGURATION + "".join(sources))
        yield played


def test_twenty_sources_are_asked_at_the_same_time(call: Call, twenty: Replay):
    """Each server answers only when all twenty have been asked; the file is read meanwhile."""
    together = threading.Barrier(COUNT)

    def when_all_have_asked(handler, answer):
        together.wait(60)
        say(handler, answer)

    twenty.always = when_all_have_asked
    said = call("collect")

    assert 0 == said.code, said.err
    assert not together.broken
    told = [line.partition(":")[0] for line in said.out.splitlines()]
    assert ["export", *(f"p{number:02}" for number in range(COUNT))] == told
    assert 2 * COUNT == said.out.count("complete, 2 posts") * 2


def test_a_source_that_fails_stops_nobody(call: Call, twenty: Replay):
    """The others are heard whole, and the failed one is told in its place."""
    twenty.platforms = {name: one for name, one in twenty.platforms.items() if name != "p07"}
    said = call("collect")

    assert 3 == said.code
    assert COUNT - 1 == said.out.count("complete, 2 posts")
    assert "p07: failed, 0 posts" == said.out.splitlines()[8]
    assert "`p07`" in said.err


def test_ctrl_c_waits_for_no_server(workspace: Path, twenty: Replay):
    """A server that never answers does not hold the program; the next run hears everything."""
    asked, never = threading.Event(), threading.Event()

    def silence(*_):
        asked.set()
        never.wait(60)

    twenty.always = silence
    command = [sys.executable, "-m", "flows.cli", "collect"]
    with subprocess.Popen(command, cwd=workspace, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert asked.wait(60)
            running.send_signal(signal.SIGINT)
            since = time.monotonic()
            _, said = running.communicate(timeout=25)  # under the 30 s that a request may take
        finally:
            running.kill()
            never.set()
    assert 130 == running.returncode, said
    assert time.monotonic() - since < 20
    assert said.startswith("Interrupted.")


def test_no_task_begins_after_a_failure():
    """What runs comes to its end before the failure is told."""
    began, is_running = [], threading.Event()

    def fail():
        assert is_running.wait(5)
        raise ListeningError("The disk is full.")

    def runs():
        began.append("begins")
        is_running.set()
        time.sleep(0.3)
        began.append("ends")

    def work():
        with side_by_side() as pool:
            return pool.begin({"runs": runs, "fails": fail, "waits": runs}, 2)["fails"].result(5)

    with pytest.raises(ListeningError, match="disk is full"):
        work()
    assert 1 <= began.count("begins") == began.count("ends")


def test_counters_sum_up():
    """Whoever counts, one sum is told."""
    told = []
    counter = summed(lambda done, _: told.append(done))
    first, second = counter(), counter()
    first(2)
    second(3)
    first(5)

    assert [2, 5, 8] == told
