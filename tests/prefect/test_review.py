"""A report that waits for a person: suspended, killed, answered here or there, sent once."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.delivery.conftest import Post
from tests.delivery.conftest import plain_post as plain_post  # noqa: PLC0414 - a fixture
from tests.prefect.conftest import Server, reached, working

pytestmark = pytest.mark.prefect

ENDED = {"COMPLETED", "FAILED", "CRASHED"}
MAIL = """
[mail]
host = "localhost"
port = {port}
security = "none"
sender = "reports@example.com"
"""


@pytest.fixture
def post(home: Path, plain_post: Post) -> Iterator[Post]:
    """Let the workspace send through a server of the test's own."""
    path = home / "listening.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + MAIL.format(port=plain_post.port), encoding="utf-8")
    yield plain_post
    path.write_text(before, encoding="utf-8")


def started(server: Server, deployment: str, period: str) -> str:
    """Start a deployment that sends what it issues, and return the run's id."""
    found = server.find("deployments", deployments={"name": {"any_": [deployment]}})
    made = server.post(
        f"deployments/{found[0]['id']}/create_flow_run",
        {
            "parameters": {"name": "monthly", "period": {"text": period}, "send": True},
            "state": {"type": "SCHEDULED"},
        },
    )
    return str(made["id"])


def resumed(server: Server, run: str, **answer: Any) -> str:
    """Answer as the form in the UI does; return what the server made of it."""
    return str(server.post(f"flow_runs/{run}/resume", {"run_input": answer})["status"])


def suspended(server: Server, flow: str, run: str, log: Path) -> None:
    """Wait until a run waits for a person; what else became of it is told with the worker's log."""
    state = reached(server, flow, {"PAUSED"} | ENDED, run)["state"]
    assert state["name"] == "Suspended", f"{state}\n{log.read_text()[-3000:]}"


def test_an_approved_issue_is_sent_with_the_answer(deployed, home, post, tmp_path):
    """A run is suspended with its draft shown, and goes on with the answer, in a new worker."""
    with working(deployed, tmp_path / "first.log") as worker:
        run = started(deployed, "monthly-report", "2026-06")
        suspended(deployed, "pipeline", run, tmp_path / "first.log")
        worker.kill()
    artifacts = {one["key"] for one in deployed.find("artifacts")}
    assert {"monthly-summary", "monthly-figures", "monthly-files"} <= artifacts
    assert post.got == []
    collected = len(list((home / "data" / "ledger").rglob("*.json")))
    with working(deployed, tmp_path / "second.log"):
        assert resumed(deployed, run, verdict="maybe") == "REJECT"
        assert (
            resumed(
                deployed,
                run,
                verdict="approve",
                by="Anna Blom",
                comment="Read twice.",
                recipients=["team@example.com", "board@example.com"],
            )
            == "ACCEPT"
        )
        ended = reached(deployed, "pipeline", ENDED, run)
    assert ended["state_name"] == "Completed", ended["state"]
    assert ["team@example.com", "board@example.com"] == post.recipients()
    assert collected == len(list((home / "data" / "ledger").rglob("*.json")))
    (path,) = (home / "data" / "review" / "monthly" / "2026-06").glob("*/review.json")
    (decision,) = json.loads(path.read_text())["decisions"]
    assert {**decision, "at": ""} == {
        "verdict": "approved",
        "at": "",
        "by": "Anna Blom",
        "through": "form",
        "comment": "Read twice.",
        "recipients": ["team@example.com", "board@example.com"],
        "counts": True,
    }


def test_the_first_answer_counts(deployed, home, post, tmp_path):
    """What the command line approved is sent once; a hold in the form changes nothing then."""
    with working(deployed, tmp_path / "worker.log"):
        run = started(deployed, "on-demand-report", "2026-05")
        suspended(deployed, "report", run, tmp_path / "worker.log")
        command = [sys.executable, "-m", "flows.cli", "--config", str(home / "listening.toml")]
        approved = subprocess.run(
            [*command, "approve", "monthly", "2026-05"], capture_output=True, text=True, check=False
        )
        assert approved.returncode == 0, approved.stderr
        assert ["team@example.com"] == post.recipients()
        assert resumed(deployed, run, verdict="hold", by="Boris") == "ACCEPT"
        ended = reached(deployed, "report", ENDED, run)
    assert ended["state_name"] == "Completed", ended["state"]
    assert ["team@example.com"] == post.recipients()


def test_a_held_issue_is_not_sent_and_holds_up_no_other(deployed, home, post, tmp_path):
    """While one run waits the same deployment runs again; a hold ends the run as `Held`."""
    with working(deployed, tmp_path / "worker.log"):
        first = started(deployed, "on-demand-report", "2026-04")
        suspended(deployed, "report", first, tmp_path / "worker.log")
        second = started(deployed, "on-demand-report", "2026-W20")
        suspended(deployed, "report", second, tmp_path / "worker.log")
        assert (
            resumed(deployed, first, verdict="hold", by="Anna", comment="Wait for it.") == "ACCEPT"
        )
        ended = reached(deployed, "report", ENDED, first)
    assert ended["state_name"] == "Held", ended["state"]
    assert "held by Anna" in ended["state"]["message"]
    assert "Wait for it." in ended["state"]["message"]
    assert post.got == []


def test_a_run_that_nobody_answers_ends(deployed, home, post, tmp_path):
    """The server ends it as `Failed` when the time is over; the command line can still overrule."""
    path = home / "listening.toml"
    before = path.read_text(encoding="utf-8")
    hurried = before.replace('id = "monthly"', 'id = "monthly"\nreview_hours = 0.002')
    path.write_text(hurried, encoding="utf-8")
    try:
        with working(deployed, tmp_path / "worker.log"):
            run = started(deployed, "on-demand-report", "2026-W19")
            ended = reached(deployed, "report", ENDED, run)
    finally:
        path.write_text(before, encoding="utf-8")
    assert ended["state_name"] == "Failed", ended["state"]
    assert "never resumed" in ended["state"]["message"]
    assert post.got == []
    command = [sys.executable, "-m", "flows.cli", "--config", str(path)]
    approved = subprocess.run(
        [*command, "approve", "monthly", "2026-W19", "--overrule"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert approved.returncode == 0, approved.stderr
    assert ["team@example.com"] == post.recipients()
