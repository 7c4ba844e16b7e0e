"""A real Prefect server of the tests' own, and a small workspace to run flows on."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

REPO = Path(__file__).parents[2]
PREFECT = str(Path(sys.executable).with_name("prefect"))
START_SECONDS = 120.0
RUN_SECONDS = 180.0

LISTENING = """
[[brands]]
id = "acme"
name = "Acme"
query = "acme"

[[brands]]
id = "globex"
name = "Globex"
query = "globex"

[[sources]]
id = "export"
kind = "files"
path = "posts.csv"
platform = "forum"
channel = "forum"
[sources.columns]
post_id = "id"
posted_at = "at"
author = "author"
text = "text"
likes = "likes"

[[reports]]
id = "monthly"
brand = "acme"
competitors = ["globex"]
period = "2026-06"
recipients = ["team@example.com"]
"""


@dataclass(frozen=True)
class Server:
    """A running Prefect server; `environment` lets a process talk to it."""

    api: str
    environment: dict[str, str]

    def prefect(self, *arguments: str, seconds: float = 120.0) -> str:
        """Run a `prefect` command and return what it said; raises when it fails."""
        done = subprocess.run(
            [PREFECT, "--no-prompt", *arguments],
            cwd=REPO,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"prefect {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def find(self, what: str, **filters: Any) -> list[dict[str, Any]]:
        """Return what the server holds: flow_runs, task_runs, artifacts, deployments."""
        found: list[dict[str, Any]] = self.post(f"{what}/filter", filters)
        return found

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Return what the server answers; while its database is locked it says 503, as to a UI."""
        for wait in (0.5, 1, 2, 4, 8, 0):
            reply = httpx.post(f"{self.api}/{path}", json=body, timeout=30)
            if reply.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(wait)
        reply.raise_for_status()
        return reply.json()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server with a database of its own, on a port that was free."""
    home = tmp_path_factory.mktemp("prefect")
    port = _free_port()
    api = f"http://127.0.0.1:{port}/api"
    environment = {name: value for name, value in os.environ.items() if "PREFECT" not in name} | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": api,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # On a busy machine the one file of its database is often locked: wait rather than say 503.
        "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
        "PREFECT_CLIENT_MAX_RETRIES": "10",
    }
    command = [PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with running(command, environment, home / "server.log") as process:
        _until_healthy(api, process, home / "server.log")
        yield Server(api, environment)


@contextmanager
def running(
    command: list[str], environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in the background, and end it whatever happens."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=log.parent, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def _until_healthy(api: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{api}/health", timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    pytest.fail(f"The Prefect server did not start:\n{log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace for all deployed runs of a module."""
    return a_workspace(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def deployed(server: Server, home: Path) -> Server:
    """Deploy all of prefect.yaml, as docs/operate.md says."""
    server.prefect("work-pool", "create", "local", "--type", "process", "--overwrite")
    server.environment["LISTENING_HOME"] = str(home)
    server.prefect("deploy", "--all")
    return server


@contextmanager
def working(server: Server, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Let a worker take what is to be run."""
    command = [PREFECT, "worker", "start", "--pool", "local", "--type", "process"]
    with running(command, server.environment, log) as process:
        yield process


def ended(server: Server, flow: str) -> dict[str, Any]:
    """Wait until the newest deployed run of a flow has ended, and return it."""
    return reached(server, flow, {"COMPLETED", "FAILED", "CRASHED"})


def reached(server: Server, flow: str, states: set[str], run: str = "") -> dict[str, Any]:
    """Wait until a deployed run of a flow, or one by its id, is in one of these states."""
    until = time.monotonic() + RUN_SECONDS
    while time.monotonic() < until:
        runs = server.find(
            "flow_runs",
            flows={"name": {"any_": [flow]}},
            flow_runs={"deployment_id": {"is_null_": False}},
            sort="START_TIME_DESC",
        )
        found = [one for one in runs if one["state_type"] in states and run in one["id"]]
        if found:
            return found[0]
        time.sleep(1)
    pytest.fail(f"no run of `{flow}` was {states} within {RUN_SECONDS:.0f} s")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a folder with a configuration and 600 posts of April to June 2026."""
    return a_workspace(tmp_path)


def a_workspace(folder: Path) -> Path:
    """Write a configuration and 600 posts of April to June 2026; return the folder."""
    chance = Random(5)  # noqa: S311 - the same posts each time
    said = ("great", "awful and broken", "fine", "bad since the update", "works well")
    first = datetime(2026, 4, 1, tzinfo=UTC)
    lines = ["id,at,author,text,likes"]
    for number in range(600):
        at = first + timedelta(minutes=chance.randrange(91 * 24 * 60))
        brand = chance.choice(("Acme", "Acme", "Globex"))
        text = f"my {brand} speaker is {chance.choice(said)} and this is remark {number}"
        author = f"a{chance.randrange(200)}"
        lines.append(f"{number},{at.isoformat()},{author},{text},{chance.randrange(20)}")
    (folder / "posts.csv").write_text("\n".join(lines), encoding="utf-8")
    (folder / "listening.toml").write_text(LISTENING, encoding="utf-8")
    return folder
