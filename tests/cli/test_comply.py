"""`comply`: what is deleted where it was published goes here as well, and a person is asked."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from examples.replay import Said
from examples.replay.hackernews import HackerNews
from examples.replay.server import replay
from flows.config import load
from flows.lake.collection import collect_source
from flows.sources import Http
from tests.cli.conftest import Call
from tests.cli.samples import CONFIGURATION

HEARD = datetime.now(UTC) - timedelta(days=40)
_COUNT = 30
SOURCE = """
[[sources]]
id = "hn"
kind = "hackernews"
url = "{url}"
items_url = "{url}"
searches = ["acme"]
recheck_days = 30
allow_private = true
max_pages = 100
"""


@pytest.fixture
def platform(workspace: Path):
    """Hear thirty posts forty days ago."""
    posts = [
        Said(str(100 + number), HEARD - timedelta(hours=number + 1), f"acme {number}")
        for number in range(_COUNT)
    ]
    held = HackerNews(posts, 200)
    with replay({"hn": held}) as played, Http() as http:
        told = CONFIGURATION + SOURCE.format(url=played.place("hn"))
        (workspace / "listening.toml").write_text(told)
        config = load(workspace / "listening.toml")
        assert _COUNT == collect_source(config, config.source("hn"), http, HEARD).post_count
        yield held


def kept() -> set[str]:
    """Return the ids of the posts in the lake."""
    return {
        post_id
        for path in Path("data/raw").rglob("*.parquet")
        for post_id in pl.read_parquet(path)["post_id"]
    }


def test_what_is_gone_goes(call: Call, platform: HackerNews):
    """A deleted post is erased, and the count is told; nothing is due afterwards."""
    platform.gone = {"103"}
    said = call("comply")

    assert (0, "hn: 30 posts looked up, 0 changed, 1 erased\n") == (said.code, said.out)
    assert "103" not in kept()
    assert "hn: 0 posts looked up, 0 changed, 0 erased\n" == call("comply").out


def test_a_dry_run_asks_nobody(call: Call, platform: HackerNews):
    """It says how many posts are due, and what that takes."""
    platform.gone = {"103"}
    said = call("comply", "--dry-run", "--json")

    told = {"source": "hn", "due_count": _COUNT, "later_count": 0, "call_count": _COUNT}
    assert {"is_dry_run": True, "sources": [told]} == said.document
    assert "103" in kept()


def test_a_person_is_asked(call: Call, platform: HackerNews):
    """When nearly all is gone, some of it is shown; with `--confirm` it is erased."""
    platform.gone = {str(100 + number) for number in range(25)}
    said = call("comply")

    assert 3 == said.code
    assert "25 of 30 posts are said to be gone" in said.err
    assert "https://news.ycombinator.com/item?id=100" in said.out
    assert _COUNT == len(kept())

    said = call("comply", "--source", "hn", "--confirm", "--json")
    assert (0, 25) == (said.code, said.document["sources"][0]["erased_count"])
    assert 5 == len(kept())


def test_confirm_is_said_of_one_source(call: Call, platform: HackerNews):
    """Nobody confirms what they have not looked at."""
    said = call("comply", "--confirm")

    assert 2 == said.code
    assert "`--source`" in said.err


def test_a_source_of_files_cannot_be_looked_up(call: Call, platform: HackerNews):
    """It is said why."""
    said = call("comply", "--source", "export")

    assert 2 == said.code
    assert "the kind `files` cannot be looked up" in said.err


def test_a_platform_that_is_away(call: Call, workspace: Path):
    """When nothing could be asked the command fails, and nothing is erased."""
    posts = [Said("1", HEARD - timedelta(hours=1), "acme")]
    with replay({"hn": HackerNews(posts, 10)}) as played, Http() as http:
        told = CONFIGURATION + SOURCE.format(url=played.place("hn"))
        (workspace / "listening.toml").write_text(told + "longest_wait_seconds = 0\n")
        config = load(workspace / "listening.toml")
        collect_source(config, config.source("hn"), http, HEARD)
        played.always = lambda handler, _: handler.send_error(403)
        said = call("comply")

    assert 1 == said.code
    assert "answered 403" in said.err
    assert {"1"} == kept()
