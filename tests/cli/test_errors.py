"""A user's mistake gets a message and exit 2, never a traceback; a bug says that it is one."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.cli import boundary
from flows.cli.console import Console
from flows.errors import ListeningError, WorkspaceBusy
from flows.lake.lock import workspace_lock
from tests.cli.conftest import Call
from tests.cli.samples import CONFIGURATION

MISTAKES = {
    "unknown key": (
        ('timezone = "UTC"', 'timezon = "UTC"'),
        ["`workspace.timezon` is not a key I know", "Did you mean `timezone`?"],
    ),
    "unknown key of a source": (
        ('path = "posts.csv"', 'paht = "posts.csv"'),
        ["`sources.export.paht`", "Did you mean `path`?", "`sources.export.path` is missing"],
    ),
    "wrong value": (
        ('channel = "forum"', 'channel = "radio"'),
        ["`sources.export.channel`: found `radio`", "'social'", "'forum'"],
    ),
    "unknown time zone": (
        ('timezone = "UTC"', 'timezone = "Europe/Berln"'),
        ["`workspace.timezone`: found `Europe/Berln`", "`Europe/Berlin`"],
    ),
    "unknown brand": (
        ('brand = "acme"', 'brand = "acne"'),
        ["`reports.monthly.brand`: found `acne`", "acme, globex"],
    ),
    "broken query": (
        ('query = "globex"', 'query = "globex AND ("'),
        ["`brands.globex.query`: found `globex AND (`"],
    ),
    "wrong period": (
        ('period = "2013-06"', 'period = "june"'),
        ["`reports.monthly.period`", "`june`", '"last_month"'],
    ),
    "unknown field": (
        ('likes = "likes"', 'likez = "likes"'),
        ["`sources.export.columns`", "no field `likez`", "`likes`"],
    ),
    "no TOML": (
        ("[workspace]", "[workspace"),
        ["`listening.toml` cannot be read as TOML", "line 2"],
    ),
    "variable not set": (
        ('path = "posts.csv"', 'path = "${NO_SUCH_VARIABLE}/posts.csv"'),
        ["`NO_SUCH_VARIABLE`, which is not set"],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_wrong_configuration(workspace: Path, call: Call, mistake: str):
    """A mistake is told with the key's path, what was found and what is allowed."""
    (right, wrong), says = MISTAKES[mistake]
    (workspace / "listening.toml").write_text(CONFIGURATION.replace(right, wrong, 1))

    said = call("collect")

    assert 2 == said.code
    for words in says:
        assert words in said.err
    assert "Traceback" not in said.err
    assert {"listening.toml", "posts.csv"} == {path.name for path in workspace.iterdir()}


@pytest.mark.parametrize(
    "command",
    [["check"], ["understand"], ["report", "monthly"], ["run", "monthly"], ["sql", "select 1"]],
)
def test_every_command_checks_the_configuration(workspace: Path, call: Call, command: list[str]):
    """No command works on a wrong configuration."""
    (workspace / "listening.toml").write_text(CONFIGURATION.replace("timezone", "timezon", 1))

    said = call(*command, "--json")

    assert 2 == said.code
    assert "Did you mean `timezone`?" in said.document["error"]["message"]


def test_a_missing_configuration(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch):
    """Without a configuration the next command is named."""
    monkeypatch.chdir(tmp_path)

    said = call("collect")

    assert 2 == said.code
    assert "no configuration at `listening.toml`" in said.err
    assert "`earwitness init`" in said.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["colect"], "colect"),
        (["collect", "--sourse", "x"], "--sourse"),
        (["report"], "NAME"),
        (["figure", "mentions.acme"], "`earwitness report monthly`"),
        (["figure", "mentions.acme", "--report", "weekly"], "no report `weekly`"),
        (["sql", "select 1", "--format", "xml"], "xml"),
        (["report", "weekly"], "no report `weekly`"),
        (["report", "monthly", "--period", "soon"], "`soon`"),
        (["report", "monthly", "--period", "2013-06", "--from", "2013-06-01"], "`--period`"),
        (["report", "monthly", "--from", "2013-06-01"], "`--from` and `--to` go together"),
        (["report", "monthly", "--from", "2013-06-09", "--to", "2013-06-01"], "before it begins"),
        (["report", "monthly", "--from", "2013-06-31", "--to", "2013-07-01"], "`2013-06-31`"),
        (["report", "monthly", "--from", "", "--to", ""], "`--from`: found ``"),
        (["report", "monthly", "--period", ""], "The period `` is not one I know"),
        (["report", "monthly", "--period", "0001-01"], "allowed are the years 1970 to 2199"),
        (["collect", "--config"], "'--config' requires an argument"),
    ],
)
def test_wrong_usage(workspace: Path, call: Call, arguments: list[str], says: str):
    """Wrong arguments are exit 2 and one message, also as JSON."""
    said, as_json = call(*arguments), call("--json", *arguments)

    assert (2, 2) == (said.code, as_json.code)
    assert "" == said.out
    assert says in said.err
    assert 2 == as_json.document["error"]["exit_code"]
    assert says in as_json.document["error"]["message"]


@pytest.mark.parametrize(
    "command", [["collect"], ["understand"], ["report", "monthly"], ["run", "monthly"]]
)
def test_a_busy_workspace(workspace: Path, call: Call, command: list[str]):
    """The second run says who holds the workspace and, after waiting, why it stops."""
    # In a thread, because whoever holds the workspace may go on with it.
    with workspace_lock(workspace / "data", "collect"), ThreadPoolExecutor(1) as second:
        said = second.submit(call, "--wait", "0", *command, "--json").result()

    assert 1 == said.code
    assert "WorkspaceBusy" == said.document["error"]["type"]
    assert f"process {os.getpid()}, `collect`" in said.document["error"]["message"]
    assert "waiting up to 0 s" in said.err


@pytest.mark.slow
def test_the_second_run_waits(workspace: Path):
    """A run that finds another at work says so, waits for it and then does its own."""
    waiting = [sys.executable, "-m", "flows.cli", "collect"]

    with workspace_lock(workspace / "data", "understand"):
        second = subprocess.Popen(
            waiting, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert second.stderr
        told = second.stderr.readline()
        still_waiting = second.poll() is None
    out, _ = second.communicate(timeout=60)

    assert f"process {os.getpid()}, `understand`" in told
    assert still_waiting
    assert (0, "export: complete, 60 posts\n") == (second.returncode, out)


def test_a_bug_is_called_one(capsys: pytest.CaptureFixture[str]):
    """An error that nobody foresaw shows its traceback and says that it is a bug."""
    code = boundary.guarded(lambda: 1 // 0, Console(as_json=True))

    out, err = capsys.readouterr()
    assert 1 == code
    assert "Traceback" in err
    assert "This is a bug in Earwitness" in err
    assert "Bug" == json.loads(out)["error"]["type"]


def test_an_interrupt_is_one_line(capsys: pytest.CaptureFixture[str]):
    """Ctrl-C ends with 130 and one line."""

    def stopped() -> int:
        raise KeyboardInterrupt

    code = boundary.guarded(stopped, Console(as_json=False))

    assert 130 == code
    assert 1 == len(capsys.readouterr().err.splitlines())


@pytest.mark.parametrize("error", [ListeningError("no"), WorkspaceBusy("no")])
def test_what_failed_is_exit_1(capsys: pytest.CaptureFixture[str], error: ListeningError):
    """What is not the configuration's fault is a failure."""

    def failed() -> int:
        raise error

    assert 1 == boundary.guarded(failed, Console(as_json=False))
    assert "no\n" == capsys.readouterr().err


@pytest.mark.slow
def test_a_reader_that_goes_away(filled: Path):
    """Output cut by `head` ends quietly, as other programs do."""
    command = [sys.executable, "-m", "flows.cli", "sql", "--format", "csv"]
    query = "from posts cross join range(20000)"

    with subprocess.Popen(
        [*command, query], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr
        told = running.stderr.read()

    assert (141, b"") == (running.returncode, told)


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        pytest.param(">&-", 0, marks=pytest.mark.slow),
        pytest.param("2>&-", 0, marks=pytest.mark.slow),
        (">/dev/full", 1),
        pytest.param("--json >/dev/full", 1, marks=pytest.mark.slow),
    ],
)
def test_nowhere_to_say_it(workspace: Path, ending: str, code: int):
    """Output that is closed does not matter; output that cannot be written is one clear line."""
    command = f"{sys.executable} -m flows.cli collect {ending}"

    told = subprocess.run(["sh", "-c", command], check=False, capture_output=True, text=True)

    assert code == told.returncode
    assert "Traceback" not in told.stderr
    assert bool(code) == ("The output could not be written" in told.stderr)
