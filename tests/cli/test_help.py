"""The command says what it can do, at once."""

import subprocess
import sys

import pytest

import flows
from tests.cli.conftest import Call

COMMANDS = (
    "init", "check", "collect", "understand", "report", "run", "sql", "figure", "export", "docs",
    "query", "audit",
)  # fmt: skip
HEAVY = (  # not pydantic: Typer itself reads options with it
    "prefect", "duckdb", "polars", "numpy", "weasyprint", "textblob", "httpx", "jinja2", "rich",
    "flows.config", "flows.sources", "flows.lake", "flows.warehouse", "flows.rendering",
)  # fmt: skip


@pytest.mark.parametrize("arguments", [["--help"], ["report", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments):
    """Asking for help imports no library that only the work needs."""
    program = (
        "import sys; from flows.cli import main; code = main(sys.argv[1:]); "
        f"print(code, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )

    assert "0 []" == done.stderr.strip()


def test_help_names_every_command(call: Call):
    """The help lists each command with a whole sentence."""
    out = call("--help").out

    for command in COMMANDS:
        (line,) = [line for line in out.splitlines() if line.strip().startswith(f"{command} ")]
        assert line.endswith("."), line
        assert "..." not in line


def test_without_a_command_the_help_is_shown(call: Call):
    """Calling the bare command prints the help."""
    assert call("--help").out == call().out
    assert call("--help").out == call("--json").document["help"] + "\n"


def test_version(call: Call):
    """--version prints the version, for a machine as JSON."""
    assert f"earwitness {flows.__version__}\n" == call("--version").out
    assert {"version": flows.__version__} == call("--version", "--json").document


def test_the_installed_command_is_this_one():
    """The entry point of the package is the function that is tested here."""
    from importlib.metadata import entry_points  # noqa: PLC0415

    (entry,) = entry_points(group="console_scripts", name="earwitness")

    assert "flows.cli:main" == entry.value
