"""`sources`: what there can be, how it is set up, and whether one of them works."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from examples.replay import Said
from examples.replay.bluesky import Bluesky
from examples.replay.hackernews import HackerNews
from examples.replay.server import Replay, replay
from flows.sources import SOURCE_KINDS
from tests.cli.conftest import Call
from tests.cli.samples import CONFIGURATION
from tests.sources import faults

_NOW = datetime.now(UTC)
SOURCES = """
[[sources]]
id = "hn"
kind = "hackernews"
url = "{hn}"
searches = ["acme"]
allow_private = true

[[sources]]
id = "sky"
kind = "bluesky"
url = "{sky}"
handle = "listener.example"
password = "env:A_PASSWORD"
searches = ["acme"]
allow_private = true
"""


@pytest.fixture
def played(workspace: Path):
    """Play two platforms with 25 posts each, and name them in the configuration."""
    posts = [
        Said(str(number), _NOW - timedelta(hours=number + 1), f"Acme leaks, no. {number}")
        for number in range(25)
    ]
    with replay({"hn": HackerNews(posts, 10), "sky": Bluesky(posts, 10)}) as running:
        told = SOURCES.format(hn=running.place("hn"), sky=running.place("sky"))
        (workspace / "listening.toml").write_text(CONFIGURATION + told)
        yield running


def test_every_kind_is_listed(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Each with what it needs and cannot hear, where there is no configuration either."""
    monkeypatch.chdir(tmp_path)
    said = call("sources")

    assert 0 == said.code
    assert list(SOURCE_KINDS) == [
        line.split()[0]
        for before, line in zip(["", *said.out.splitlines()], said.out.splitlines(), strict=False)
        if not before and line and not line.startswith("earwitness")
    ]
    assert len(SOURCE_KINDS) == said.out.count("cannot hear ") == said.out.count("  needs ")


def test_kinds_for_a_machine(call: Call):
    """All that is known of a kind, in fields."""
    kinds = {one["kind"]: one for one in call("sources", "--json").document["kinds"]}

    assert set(SOURCE_KINDS) == set(kinds)
    assert 10_000 == kinds["hackernews"]["calls_per_hour"]


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_one_kind(call: Call, kind: str):
    """An example to copy, each setting with its meaning, and the terms."""
    said = call("sources", kind)

    assert (0, said.out) == (said.code, call("sources", "show", kind).out)
    assert f'    kind = "{kind}"' in said.out
    assert "Terms: " in said.out
    for name in ("path",) if kind == "files" else ("url",):
        assert f"\n  {name}" in said.out or "url" not in SOURCE_KINDS[kind].model_fields
    assert all(len(line) <= 100 for line in said.out.splitlines())


def test_a_kind_that_is_none(call: Call):
    """What was perhaps meant is named."""
    said = call("sources", "hackernew")

    assert 2 == said.code
    assert "Did you mean `hackernews`?" in said.err


def test_one_request_shows_three_posts(call: Call, workspace: Path, played: Replay):
    """Date, author, words and address of three; nothing is kept."""
    said = call("sources", "test", "hn")

    assert 0 == said.code, said.err
    assert 1 == len(played.asked)
    assert said.out.startswith("hn (hackernews): 1 request, ")
    assert ["no. 0", "no. 1", "no. 2"] == [
        line.partition(", ")[2] for line in said.out.splitlines() if "leaks" in line
    ]
    assert 3 == said.out.count("somebody")
    assert "https://news.ycombinator.com/item?id=0" in said.out
    assert not (workspace / "data").exists()


def test_a_login_is_one_request_more(call: Call, played: Replay, monkeypatch: pytest.MonkeyPatch):
    """A session and a page."""
    monkeypatch.setenv("A_PASSWORD", "hunter2-hunter2")
    said = call("sources", "test", "sky", "--json")

    assert (0, 2, 3) == (said.code, said.document["request_count"], len(said.document["posts"]))
    assert 2 == len(played.asked)


def test_a_secret_that_is_missing(call: Call, played: Replay, monkeypatch: pytest.MonkeyPatch):
    """The variable is named, and nobody is asked."""
    monkeypatch.delenv("A_PASSWORD", raising=False)
    said = call("sources", "test", "sky")

    assert 2 == said.code
    assert "A_PASSWORD" in said.err
    assert [] == played.asked


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_is_wrong_is_said(call: Call, played: Replay, status: int):
    """No traceback: what was asked, what came, what to do."""
    played.always = faults.says(status)
    said = call("sources", "test", "hn")

    assert 1 == said.code
    assert f"answered {status}. Check" in said.err
    assert "Traceback" not in said.err


def test_a_secret_that_a_server_sends_back_is_blotted(
    call: Call, played: Replay, monkeypatch: pytest.MonkeyPatch
):
    """Whatever a post says."""
    monkeypatch.setenv("A_PASSWORD", "hunter2-hunter2")
    posts = played.platforms["sky"].posts
    played.platforms["sky"].posts = [
        Said(one.id, one.at, f"acme {one.id} hunter2-hunter2") for one in posts
    ]
    said = call("sources", "test", "sky")

    assert 0 == said.code, said.err
    assert "***" in said.out
    assert "hunter2" not in said.out + said.err


def test_nothing_to_hear(call: Call, played: Replay):
    """It is no failure of the source, and still not what somebody hoped for."""
    played.platforms["hn"].posts = []
    said = call("sources", "test", "hn")

    assert 3 == said.code
    assert "there is no post of the last 30 days" in said.err


def test_a_source_of_files(call: Call, workspace: Path):
    """Its first records are shown; no request is made."""
    said = call("sources", "test", "export")

    assert 0 == said.code
    assert said.out.startswith("export (files): 0.")
    assert "acme is a wonderful phone" in said.out
