"""Fill the lake: `collect`, `understand`."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.boundary import DONE, FAILED, GAPS
from flows.cli.periods import span
from flows.cli.session import Session
from flows.cli.side_by_side import given, side_by_side, summed
from flows.errors import ConfigError
from flows.window import Window

if TYPE_CHECKING:
    from flows.config import Config
    from flows.lake.ledger import Entry


def collect(
    context: typer.Context,
    source: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this source, or these; otherwise all."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only posts of this day and later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only posts up to this day, included.")
    ] = None,
) -> int:
    """Ask the sources for posts; keep what comes."""
    session: Session = context.obj
    config = session.config()
    for one in source or ():
        config.source(one)
    window = span(config, since, until)
    if window is not None and window.start > datetime.now(UTC):
        raise ConfigError(f"`--since`: `{since}` is still to come.")
    entries = collected(session, config, source or (), window)
    told = [entry_document(entry) for entry in entries]
    code = outcome(entries)
    document: dict[str, Any] = {"sources": told}
    if code == FAILED:
        said = "; ".join(entry.error or entry.source for entry in entries)
        document["error"] = {"type": "SourceUnavailable", "message": said, "exit_code": code}
    session.console.document(document)
    return code


def understand(context: typer.Context) -> int:
    """Find language, sentiment and brands of new posts."""
    session: Session = context.obj
    config = session.config()
    count = understood(session, config)
    session.console.document({"post_count": count})
    return DONE


def collected(
    session: Session, config: "Config", only: Sequence[str], window: Window | None
) -> "list[Entry]":
    """Collect every source, or only some, and tell what came of each, in their order.

    Those that are asked over the network are collected side by side; files, which cost time of this
    machine and memory, one after the other beside them. A source that fails is told and does not
    stop the others.

    Raises:
        ListeningError: the lake cannot be written, or another run holds it.

    """
    from flows.config import secret
    from flows.lake.collection import collect_source
    from flows.sources import Http
    from flows.sources.files import PathSettings

    at = datetime.now(UTC)
    chosen = [one for one in config.sources if not only or one.id in only]
    doing = f"Collecting {chosen[0].id if len(chosen) == 1 else f'{len(chosen)} sources'}"
    with (
        session.workspace(config, "collect"),
        Http(keys=secret) as http,
        session.console.counting(doing) as counted,
        side_by_side() as pool,
    ):
        counter = summed(counted)
        tasks = {
            one.id: partial(
                collect_source, config, one, http, at, window=window, progress=counter()
            )
            for one in chosen
        }
        files = {one.id: tasks.pop(one.id) for one in chosen if isinstance(one, PathSettings)}
        waiting = pool.begin(tasks) | pool.begin(files, 1)
        entries = []
        for one in chosen:
            entries.append(given(waiting[one.id]))
            _tell(session, entries[-1])
        return entries


def understood(session: Session, config: "Config") -> int:
    """Understand what is new; return how many posts that were."""
    from flows.lake import segments
    from flows.lake.understanding import current, understand_new

    with (
        session.workspace(config, "understand"),
        session.console.counting("Understanding") as counted,
    ):
        waiting = segments.pending(config.lake, current(config))
        counted(0, segments.row_count([segment.path for segment in waiting]))
        count = understand_new(config, progress=counted)
    session.console.say(
        f"Understood {count:,} {'post' if count == 1 else 'posts'}."
        if count
        else "Every post was understood already."
    )
    return count


def outcome(entries: "Sequence[Entry]") -> int:
    """Return the exit code: failed if every source failed, gaps if one did or was partly heard."""
    states = {entry.status for entry in entries}
    if states == {"failed"}:
        return FAILED
    return DONE if states <= {"complete"} else GAPS


def entry_document(entry: "Entry") -> dict[str, Any]:
    """Return a ledger entry as `--json` prints it."""
    return entry.model_dump(mode="json", exclude={"cursor"})


def _tell(session: Session, entry: "Entry") -> None:
    aside = f", {entry.rejected_count:,} rejected" if entry.rejected_count else ""
    posts = "1 post" if entry.post_count == 1 else f"{entry.post_count:,} posts"
    session.console.say(f"{entry.source}: {entry.status}, {posts}{aside}")
    for note in entry.notes:
        session.console.say(f"  {note}")
    if problem := entry.error or entry.limit:
        session.console.note(f"  {problem}")
