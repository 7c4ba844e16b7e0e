"""The one place where errors end: a message for a person, a document for a machine, a code."""

import sys
import traceback
from collections.abc import Callable

import typer

from flows import __version__
from flows.cli.console import Console
from flows.errors import ConfigError, ListeningError

DONE, FAILED, WRONG, GAPS, INTERRUPTED = 0, 1, 2, 3, 130


def guarded(command: Callable[[], int | None], console: Console) -> int:
    """Run a command and return its exit code, whatever happens in it."""
    try:
        code = command() or DONE
    except ListeningError as error:
        return failure(console, error)
    except typer.TyperException as error:
        # A wrong option or argument; its context knows which help to point at.
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "earwitness"
        said = f"{error.format_message()} See `{path} --help`."
        return _told(console, "UsageError", said, error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort of the whole program
        # What DuckDB makes of Ctrl-C while a query runs; it has no class of its own.
        if not isinstance(error, RuntimeError) or str(error) != "Query interrupted":
            return _bug(console, error)
        code = INTERRUPTED
    if code == INTERRUPTED:
        said = "Interrupted. Nothing is half written; run again to go on."
        return _told(console, "Interrupted", said, code)
    return code


def failure(console: Console, error: ListeningError) -> int:
    """Tell what was refused or failed; return the exit code."""
    code = WRONG if isinstance(error, ConfigError) else FAILED
    return _told(console, type(error).__name__, str(error), code)


def _told(console: Console, kind: str, message: str, code: int) -> int:
    console.document({"error": {"type": kind, "message": message, "exit_code": code}})
    console.note(message)
    return code


def _bug(console: Console, error: Exception) -> int:
    traceback.print_exc(file=sys.stderr)
    said = (
        f"This is a bug in Earwitness {__version__}, not a mistake of yours. Please report it with "
        f"the lines above: {type(error).__name__}: {error}"
    )
    return _told(console, "Bug", said, FAILED)
