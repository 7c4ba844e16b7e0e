"""`estimate`: what a backfill would take, told from a page of each list, and what it then takes."""

from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from examples.replay import Said
from examples.replay.hackernews import HackerNews
from examples.replay.platform import Answer
from examples.replay.server import Replay, replay, say
from tests.cli.conftest import Call
from tests.cli.samples import CONFIGURATION
from tests.sources import faults

_NOW = datetime.now(UTC)
_SINCE = (_NOW - timedelta(days=30)).date()
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
    """Play a platform with a post each second hour for a hundred days, twenty on a page."""
    posts = [
        Said(str(number), _NOW - timedelta(hours=2 * number + 1), "acme") for number in range(1_200)
    ]
    with replay({"hn": HackerNews(posts, 20)}) as running:
        told = SOURCE.format(url=running.place("hn"))
        (workspace / "listening.toml").write_text(CONFIGURATION + told)
        yield running


def test_a_backfill_is_as_it_was_estimated(call: Call, workspace: Path, played: Replay):
    """From one request: posts and requests within a tenth of what the collection then takes."""
    told = call("estimate", "--since", str(_SINCE), "--source", "hn", "--json")
    assert 0 == told.code, told.err
    assert 1 == len(played.asked)
    assert not (workspace / "data").exists()
    (source,) = told.document["sources"]

    played.asked.clear()
    call("collect", "--since", str(_SINCE), "--source", "hn")
    posts = len({one.id for one in played.platforms["hn"].posts if one.at.date() >= _SINCE})
    assert posts == pytest.approx(source["post_count"], rel=0.1)
    assert len(played.asked) == pytest.approx(source["call_count"], rel=0.1)
    assert 600 * source["post_count"] == source["byte_count"]
    assert source["seconds"] > 0


def test_an_answer_of_another_shape_is_told(call: Call, played: Replay):
    """A count that is none costs that source its estimate, and nobody a traceback."""

    def uncounted(handler: BaseHTTPRequestHandler, _: object) -> None:
        say(handler, Answer(b'{"hits": [], "nbHits": null}'))

    played.always = uncounted
    said = call("estimate", "--since", str(_SINCE), "--source", "hn")

    assert 1 == said.code
    assert "the answer has another shape" in said.err


def test_what_is_said_of_it(call: Call, played: Replay):
    """About how much, on what that rests, what is allowed; files need no request."""
    said = call("estimate", "--since", str(_SINCE))

    assert 0 == said.code
    assert "told from 1 request:" in said.out
    assert said.out.splitlines()[2].startswith("about")
    rows = {line.split()[0]: line for line in said.out.splitlines()[3:6]}
    assert {"export", "hn", "all"} == set(rows)
    posts = int(rows["hn"].split()[1])
    assert posts == pytest.approx(365, rel=0.1)
    assert 0 == posts % 10
    assert "hn: search acme: its first page has 20 posts of 1.7 days." in said.out
    assert "hn: Allowed: 10,000 requests an hour" in said.out
    assert "600 bytes a post" in said.out


def test_storage_is_measured_where_there_is_something_to_measure(call: Call, played: Replay):
    """What the source's posts take in the lake, heard and understood."""
    call("collect", "--source", "hn")
    call("understand")
    said = call("estimate", "--since", str(_SINCE), "--source", "hn", "--json")

    (source,) = said.document["sources"]
    files = [*Path("data/raw/hn").rglob("*.parquet"), *Path("data/posts").glob("*/hn/*/*.parquet")]
    assert source["is_measured"]
    assert sum(path.stat().st_size for path in files) == pytest.approx(
        source["bytes_per_post"] * 361, rel=0.01
    )


def test_all_on_one_page(call: Call, played: Replay):
    """What comes whole is counted, not estimated."""
    said = call("estimate", "--since", str(_NOW.date()), "--json")

    source = said.document["sources"][1]
    posts = [one for one in played.platforms["hn"].posts if one.at.date() >= _NOW.date()]
    assert (1, len(posts)) == (source["call_count"], source["post_count"])


def test_a_service_that_does_not_answer(call: Call, played: Replay):
    """The other sources are told, and that this one failed."""
    played.always = faults.says(403)
    said = call("estimate", "--since", str(_SINCE))

    assert 3 == said.code
    assert "answered 403" in said.err
    assert "failed" in said.out


def test_days_to_come(call: Call, played: Replay):
    """Nobody has said anything yet."""
    said = call("estimate", "--since", str(_NOW.date() + timedelta(days=3)))

    assert 2 == said.code
    assert [] == played.asked
