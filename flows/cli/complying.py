"""Look posts up again where they were published, as platforms demand: `comply`."""

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.boundary import DONE, FAILED, GAPS
from flows.cli.session import Session
from flows.cli.side_by_side import given, side_by_side, summed
from flows.errors import ConfigError

if TYPE_CHECKING:
    from flows.config import Config
    from flows.lake.checked import Checked
    from flows.lake.compliance import Due
    from flows.sources import Http


def comply(
    context: typer.Context,
    source: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this source; otherwise all.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what is due, and ask nobody.")
    ] = False,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Erase also when very much is said to be gone.")
    ] = False,
) -> int:
    """Look posts up again: follow edits, erase what is gone.

    As often as each platform's terms demand it, or the source's `recheck_days`.
    """
    from flows.config import secret
    from flows.lake.compliance import watched
    from flows.sources import Http

    session: Session = context.obj
    config = session.config()
    if confirm and source is None:
        raise ConfigError("`--confirm` is said of one source: name it with `--source`.")
    at = datetime.now(UTC)
    with session.workspace(config, "comply"), Http(keys=secret) as http:
        found = watched(config, http, at, source)
        if dry_run:
            return _would(session, found)
        checked = _checked(session, config, http, found, at, is_confirmed=confirm)
    if not found:
        session.console.say("No source has posts that must be looked up again.")
    session.console.document({"sources": [one.document() for one in checked]})
    if checked and all(one.error and not one.told_count for one in checked):
        return FAILED
    return DONE if all(one.is_whole for one in checked) else GAPS


def _would(session: Session, found: "list[Due]") -> int:
    told: list[dict[str, Any]] = []
    for due in found:
        calls, count = due.call_count, due.posts.height
        session.console.say(
            f"{due.source}: {_posts(count)} would be looked up, in {calls:,} "
            f"{'request' if calls == 1 else 'requests'}{_later(due.later_count)}"
        )
        told.append(
            {
                "source": due.source,
                "due_count": count,
                "later_count": due.later_count,
                "call_count": calls,
            }
        )
    if not found:
        session.console.say("No source has posts that must be looked up again.")
    session.console.document({"is_dry_run": True, "sources": told})
    return DONE


def _checked(
    session: Session,
    config: "Config",
    http: "Http",
    found: "list[Due]",
    at: datetime,
    *,
    is_confirmed: bool,
) -> "list[Checked]":
    """Look up what is due of all sources, side by side, and tell what became of it in their order.

    Raises:
        ListeningError: the lake cannot be read or written.

    """
    from flows.audit.erasing import erase_from_sheets
    from flows.lake.compliance import check_source

    with session.console.counting("Looking up") as counted, side_by_side() as pool:
        counter = summed(counted)
        tasks = {
            due.source: partial(
                check_source,
                config,
                due,
                http,
                at,
                is_confirmed=is_confirmed,
                erasing=partial(erase_from_sheets, config.reports_folder),
                progress=counter(),
            )
            for due in found
        }
        checked = []
        for future in pool.begin(tasks).values():
            checked.append(given(future))
            _tell(session, config, checked[-1])
        return checked


def _tell(session: Session, config: "Config", checked: "Checked") -> None:
    from flows.cli.erasing import showing

    console = session.console
    erased = len(checked.erased.posts) if checked.erased else 0
    console.say(
        f"{checked.source}: {_posts(checked.asked_count)} looked up, "
        f"{checked.changed_count:,} changed, {erased:,} erased{_later(checked.later_count)}"
    )
    if checked.silent_count:
        console.say(f"  {_posts(checked.silent_count)} not answered: asked for again next time")
    for issue in showing(config, [checked.erased] if checked.erased else []):
        console.say(f"  Shown in {issue.folder}: withdraw it, or send the next issue in its place.")
    for problem in filter(None, (checked.error, checked.held)):
        console.note(f"  {problem}")
    if checked.held:
        for place in checked.samples():
            console.say(f"    {place}")


def _later(count: int) -> str:
    return f"; {count:,} more wait for the next run" if count else ""


def _posts(count: int) -> str:
    return f"{count:,} {'post' if count == 1 else 'posts'}"
