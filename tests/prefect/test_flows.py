"""What flows make of sources that fail, of mail that is refused, and of secrets on the server."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import pytest
from pydantic import SecretStr

from examples.replay import Said
from examples.replay.hackernews import HackerNews
from examples.replay.server import replay, say
from flows.config import load
from flows.errors import ConfigError, DeliveryError, ListeningError, SourceUnavailable
from flows.lake import ledger
from flows.lake.collection import collect_source
from flows.sources import Http
from flows.sources.budget import Budget

pytestmark = pytest.mark.prefect

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item>
<guid>1</guid><title>Acme opens a shop</title><link>https://news.example/1</link>
<pubDate>Mon, 01 Jun 2026 10:00:00 +0000</pubDate></item></channel></rss>"""

NEWS = """
[[sources]]
id = "news"
kind = "feed"
url = "{url}"
allow_private = true
platform = "news.example"
channel = "news"
"""

LOOKED_UP = """
[[sources]]
id = "hn"
kind = "hackernews"
url = "{url}"
items_url = "{url}"
searches = ["acme"]
recheck_days = 30
allow_private = true
"""

BLOCKED = """
[mail]
host = "localhost"
sender = "reports@example.com"
username = "reports"
password = "block:no"
"""


@pytest.fixture(autouse=True, scope="module")
def _on_the_server(server) -> Iterator[None]:
    """Let flows of this process report to the tests' server, to the last word."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW,
        temporary_settings,
    )

    told = {PREFECT_API_URL: server.api, PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW: "ignore"}
    with temporary_settings(told):
        yield
        APILogWorker.drain_all()
        EventsWorker.drain_all()


@pytest.fixture
def feed() -> Iterator[tuple[str, list[int]]]:
    """Serve a feed; the list holds the statuses of its next answers, then it is well."""
    statuses: list[int] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(statuses.pop(0) if statuses else 200)
            self.send_header("Retry-After", "3600")  # more than one collection waits
            self.end_headers()
            self.wfile.write(FEED)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=listener.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.server_port}/feed", statuses
    listener.shutdown()
    listener.server_close()
    thread.join(5)


def configured(workspace: Path, *more: str) -> Path:
    """Add to the workspace's configuration and return its path."""
    path = workspace / "listening.toml"
    path.write_text("\n".join((path.read_text(), *more)), encoding="utf-8")
    return path


def test_a_source_that_fails_leaves_a_report_with_gaps(workspace, feed, server):
    """The pipeline goes on without it, and its state says which source is missing."""
    from flows.pipeline import pipeline

    url, statuses = feed
    statuses += [404]
    config = configured(workspace, NEWS.format(url=url))
    state = pipeline("monthly", config=config, return_state=True)
    assert (state.type.value, state.name) == ("COMPLETED", "CompletedWithGaps")
    assert "source `news` failed" in str(state.message)
    paths: Any = state.result()
    assert Path(paths["pdf"]).read_bytes().startswith(b"%PDF")
    (collected,) = server.find(
        "flow_runs", flows={"name": {"any_": ["collect"]}}, sort="START_TIME_DESC", limit=1
    )
    assert collected["state_name"] == "CompletedWithGaps"
    assert "1 of 2 sources failed" in collected["state"]["message"]


def test_when_every_source_fails_there_is_no_report(workspace):
    """A run without any source fails and says so; nothing is issued."""
    from flows.pipeline import pipeline

    (workspace / "posts.csv").unlink()
    with pytest.raises(SourceUnavailable, match="Every source failed"):
        pipeline("monthly", config=workspace / "listening.toml")
    assert not (workspace / "reports").exists()


def test_a_silent_source_is_asked_again_and_a_missing_one_is_not(workspace, feed, monkeypatch):
    """503 is tried again by the task, 404 is not: the ledger has an entry a try."""
    from flows.collect import collect_one

    # As if the hour had passed that the server wants to be left alone.
    monkeypatch.setattr(Budget, "rest", lambda _budget, _seconds: None)
    url, statuses = feed
    config = configured(workspace, NEWS.format(url=url))
    impatient = collect_one.with_options(retry_delay_seconds=0)
    statuses += [404]
    assert impatient(config, "news", None, return_state=True).is_failed()
    statuses += [503, 503]
    assert impatient(config, "news", None).post_count == 1
    statuses_kept = [entry.status for entry in ledger.entries(workspace / "data", "news")]
    assert sorted(statuses_kept) == ["complete", "failed", "failed", "failed"]


def test_a_fault_of_the_lake_is_not_taken_for_a_gap(workspace):
    """Where posts cannot be written the run fails, whatever other sources brought."""
    from flows.collect import collect

    (workspace / "data").mkdir()
    (workspace / "data" / "raw").write_text("no folder")
    state = collect(config=workspace / "listening.toml", return_state=True)
    assert state.is_failed()
    assert not isinstance(state.result(raise_on_failure=False), SourceUnavailable)


def test_only_named_sources_and_days_are_asked(workspace, feed):
    """The form's fields limit a collection; one day alone is refused."""
    from flows.collect import collect

    config = configured(workspace, NEWS.format(url=feed[0]))
    assert collect(["news"], date(2026, 6, 1), date(2026, 6, 1), config) == 1
    assert collect(["news"], date(2026, 6, 2), date(2026, 6, 3), config) == 0
    with pytest.raises(ConfigError, match="go together"):
        collect(["news"], date(2026, 6, 2), config=config)
    with pytest.raises(ConfigError, match="There is no source `nowhere`"):
        collect(["nowhere"], config=config)


def test_mail_that_is_not_sent_fails_the_run_but_not_the_report(workspace, server):
    """The files and the artifacts are there; the failed state says what to do about the mail."""
    from flows.pipeline import pipeline

    path = workspace / "listening.toml"
    path.write_text(path.read_text() + 'sending = "unattended"\n')
    mail = '[mail]\nhost = "localhost"\nport = 1\nsender = "reports@example.com"'
    with pytest.raises(DeliveryError, match=r"issued but not sent.*`localhost:1` cannot be"):
        pipeline("monthly", send=True, config=configured(workspace, mail))
    assert (workspace / "reports" / "monthly" / "2026-06" / "1" / "manifest.json").exists()


def test_a_run_that_no_deployment_started_ends_and_says_how_to_approve(workspace):
    """It cannot be started anew with an answer, so the command line has it."""
    from flows.collect import collect
    from flows.report import report

    mail = '[mail]\nhost = "localhost"\nport = 1\nsender = "reports@example.com"'
    config = configured(workspace, mail)
    collect(config=config)
    state = report("monthly", send=True, config=config, return_state=True)
    assert state.name == "WaitingForApproval"
    assert "`earwitness approve monthly 2026-06 --issue 1`" in str(state.message)


@pytest.mark.parametrize("mail", ["", BLOCKED])
def test_what_cannot_be_sent_is_told_before_the_work(workspace, server, mail):
    """Without a mail server, or with a secret that is not there, nothing is collected first."""
    from flows.pipeline import pipeline
    from flows.report import report

    config = configured(workspace, mail)
    for flow in (pipeline, report):
        with pytest.raises(ConfigError, match=r"has no `\[mail\]`|`block:no` is missing"):
            flow("monthly", send=True, config=config)
    assert not (workspace / "data").exists()


def test_a_password_comes_from_a_secret_block(server):
    """`block:name` is read from the server; one that is not there is named."""
    from prefect.blocks.system import Secret

    from flows.collect import block

    Secret(value=SecretStr("correct horse")).save("mail-password")
    assert block("mail-password") == "correct horse"
    with pytest.raises(ConfigError, match="`block:no-such` is missing"):
        block("no-such")


def test_a_report_understands_what_is_new_first(workspace):
    """Posts that were collected and not understood do not stop a report."""
    from flows.collect import collect
    from flows.report import Period, report

    config = workspace / "listening.toml"
    assert collect(config=config) == 600
    state = report(
        "monthly", Period(text="2026-05"), config=config, out=workspace / "here", return_state=True
    )
    paths: Any = state.result()
    assert Path(paths["pdf"]) == workspace / "here" / "monthly-2026-05.pdf"


def test_a_report_on_an_empty_lake_says_what_to_run(workspace):
    """Without a collection there is nothing to report."""
    from flows.report import report

    with pytest.raises(ListeningError, match="Nothing has been collected"):
        report("monthly", config=workspace / "listening.toml")


def test_twenty_sources_are_asked_at_the_same_time(workspace):
    """Each server answers only when all twenty have been asked."""
    from flows.collect import collect

    together = threading.Barrier(20)

    def when_all_have_asked(handler, answer):
        together.wait(120)
        say(handler, answer)

    names = [f"hn{number}" for number in range(20)]
    with replay({name: HackerNews([], 10) for name in names}) as played:
        played.always = when_all_have_asked
        sources = [LOOKED_UP.format(url=played.place(name)) for name in names]
        told = [one.replace('"hn"', f'"{name}"') for name, one in zip(names, sources, strict=True)]
        state = collect(config=configured(workspace, *told), return_state=True)
    assert ("Completed", "600 posts from 21 sources.") == (state.name, state.message)
    assert not together.broken


def test_posts_that_are_gone_are_erased(workspace):
    """The nightly flow looks up what is due, and its state says how much was erased."""
    from flows.comply import comply

    heard = datetime.now(UTC) - timedelta(days=40)
    posts = [Said(str(number), heard - timedelta(hours=number + 1), "acme") for number in range(3)]
    platform = HackerNews(posts, 10)
    with replay({"hn": platform}) as played, Http() as http:
        path = configured(workspace, LOOKED_UP.format(url=played.place("hn")))
        settings = load(path)
        assert 3 == collect_source(settings, settings.source("hn"), http, heard).post_count
        platform.gone = {"1"}
        state = comply(config=path, return_state=True)
    assert ("Completed", 1) == (state.name, cast("Any", state.result()))
    assert "3 posts looked up, 1 erased." == state.message
