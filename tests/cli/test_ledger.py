"""`ledger`: what was asked of each source on each day, in how many requests, and what came."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from examples.replay import Said
from examples.replay.hackernews import HackerNews
from examples.replay.server import replay
from tests.cli.conftest import Call
from tests.cli.samples import CONFIGURATION
from tests.sources import faults

_NOW = datetime.now(UTC)
SOURCE = """
[[sources]]
id = "hn"
kind = "hackernews"
url = "{url}"
searches = ["acme"]
allow_private = true
"""


@pytest.fixture
def played(workspace: Path):
    """Play a platform with three pages of posts."""
    posts = [Said(str(one), _NOW - timedelta(hours=one + 1), "acme") for one in range(25)]
    with replay({"hn": HackerNews(posts, 10)}) as running:
        told = SOURCE.format(url=running.place("hn"))
        (workspace / "listening.toml").write_text(CONFIGURATION + told)
        yield running


def test_requests_and_posts_of_a_day(call: Call, played):
    """As many requests are told as the server counted; files take none."""
    call("collect")
    said = call("ledger")

    rows = {line.split()[0]: line.split() for line in said.out.splitlines()[1:]}
    today = f"{_NOW:%Y-%m-%d}"
    assert ["hn", today, "1", "new", str(len(played.asked)), "25", "0", "0"] == rows["hn"]
    assert ["export", today, "1", "new", "0", "60", "0", "0"] == rows["export"]


def test_days_that_were_asked_for_and_what_failed(call: Call, played):
    """A backfill is told with its days, a failed collection as such."""
    call("collect", "--source", "hn", "--since", "2026-01-01", "--until", "2026-01-31")
    played.always = faults.says(403)
    call("collect", "--source", "hn")
    said = call("ledger", "--source", "hn")

    assert "2 (1 failed)" in said.out
    assert "2026-01-01 to 2026-01-31, new" in said.out
    first, second = call("ledger", "--source", "hn", "--json").document["collections"]
    assert ("complete", "failed") == (first["status"], second["status"])
    assert (1, 1) == (first["request_count"], second["request_count"])


def test_days_without_a_collection(call: Call, played):
    """It is said that there is nothing."""
    said = call("ledger", "--since", "2013-01-01", "--until", "2013-01-02")

    assert (0, "Nothing was collected on these days.\n") == (said.code, said.out)
