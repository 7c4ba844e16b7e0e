"""The command: its options, its commands in the order a newcomer meets them, its exit codes."""

import gc
import logging
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from flows import __version__
from flows.cli import (
    analysts,
    audit,
    commentary,
    complying,
    dictionary,
    erasing,
    estimating,
    frozen,
    heard,
    kinds,
    queries,
    questions,
    reports,
    sending,
    several,
    stages,
    workspace,
)
from flows.cli.boundary import guarded
from flows.cli.console import Console
from flows.cli.session import CONFIGURATION, Session

app = typer.Typer(
    name="earwitness",
    help="Social listening that you can audit: public posts in, reports with evidence out.",
    epilog=(
        "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 done but with gaps. "
        "--config, --json and --wait may also stand after the command."
    ),
    add_completion=False,
    rich_markup_mode=None,  # plain help comes three times faster
)
app.command()(workspace.init)
app.command()(workspace.check)
app.add_typer(kinds.app)
app.command()(estimating.estimate)
app.command()(stages.collect)
app.command()(heard.ledger)
app.command()(stages.understand)
app.command()(reports.report)
app.command()(several.reports)
app.command()(reports.run)
app.command()(commentary.commentary)
app.command()(sending.approve)
app.command()(sending.send)
app.command()(sending.bounces)
app.command()(questions.sql)
app.command()(questions.figure)
app.command()(frozen.verify)
app.command()(frozen.restate)
app.command()(analysts.export)
app.command()(complying.comply)
app.command()(erasing.erase)
app.command()(dictionary.docs)
app.add_typer(queries.app)
app.add_typer(audit.app)

_SWITCHES, _VALUED = ("--json",), ("--config", "--wait")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    # A report makes millions of objects that live to its end; looking so often among them for
    # circles that can go takes a sixth of the run.
    gc.set_threshold(100_000, 50, 50)
    _open_streams()
    given = shared_first(sys.argv[1:] if arguments is None else arguments)
    console = Console(as_json="--json" in given[: _shared_count(given)])
    _quiet()
    return guarded(lambda: app(given, prog_name="earwitness", standalone_mode=False), console)


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    config: Annotated[
        Path, typer.Option(metavar="PATH", help="The configuration to work by.")
    ] = CONFIGURATION,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead of sentences.")
    ] = False,
    wait: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0, help="Wait so long for another run to end."),
    ] = 600,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Take the options that all commands share."""
    console = Console(as_json=as_json)
    context.obj = Session(config, console, wait)
    if version:
        console.say(f"earwitness {__version__}")
        console.document({"version": __version__})
        raise typer.Exit
    if context.invoked_subcommand is None:
        console.say(context.get_help())
        console.document({"help": context.get_help()})
        raise typer.Exit


def shared_first(arguments: Sequence[str]) -> list[str]:
    """Move the options that all commands share to the front, wherever they were typed."""
    front: list[str] = []
    rest: list[str] = []
    left = list(arguments)
    while left:
        one = left.pop(0)
        if one == "--":
            return [*front, *rest, one, *left]
        if one in _SWITCHES or one.startswith(tuple(f"{name}=" for name in _VALUED)):
            front.append(one)
        elif one in _VALUED and not left:
            # Without its value it is a mistake, and must not take the command for one.
            return [*front, one]
        elif one in _VALUED:
            front += [one, left.pop(0)]
        else:
            rest.append(one)
    return front + rest


def _shared_count(given: Sequence[str]) -> int:
    """Return how many arguments stand before the command."""
    count = 0
    while count < len(given) and given[count].startswith("--"):
        count += 2 if given[count] in _VALUED else 1
    return count


def _open_streams() -> None:
    """Put nowhere in the place of a stream that the caller closed (`>&-`)."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115


def _quiet() -> None:
    """Keep what libraries log and warn about from the terminal; what matters is an error."""
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows few letters gets a mark in their place, not a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
