"""Show what was asked of each source and what came: `ledger`."""

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from flows.cli.boundary import DONE
from flows.cli.periods import span
from flows.cli.session import Session, today
from flows.cli.stages import entry_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.lake.ledger import Entry

_DAYS = 7


def ledger(
    context: typer.Context,
    source: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this source; otherwise all.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only collections of this day and later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only collections up to this day, included.")
    ] = None,
) -> int:
    """Show what was asked of each source on each day, and what came."""
    from flows.lake.ledger import entries

    session: Session = context.obj
    config = session.config()
    zone = ZoneInfo(config.workspace.timezone)
    if source:
        config.source(source)
    if since is None and until is None:
        since = str(today(config) - timedelta(days=_DAYS - 1))
    days = span(config, since, until)
    found = [
        one
        for one in sorted(entries(config.lake, source or "*"), key=lambda one: one.started_at)
        if days is None or days.start <= one.started_at < days.end
    ]
    grouped: defaultdict[tuple[str, date], list[Entry]] = defaultdict(list)
    for one in found:
        grouped[one.source, one.started_at.astimezone(zone).date()].append(one)
    if not found:
        session.console.say("Nothing was collected on these days.")
    else:
        heads = ("source", "day", "collections", "asked for", "requests", "posts", "rejected")
        rows: list[tuple[str, ...]] = [(*heads, "gone")]
        rows += [_row(*name, held, zone) for name, held in sorted(grouped.items())]
        session.console.rows(rows)
    session.console.document({"collections": [entry_document(one) for one in found]})
    return DONE


def _row(source: str, day: date, held: "Sequence[Entry]", zone: ZoneInfo) -> tuple[str, ...]:
    short = [one.status for one in held if one.status != "complete"]
    told = f" ({', '.join(f'{short.count(one)} {one}' for one in sorted({*short}))})"
    counts = (
        sum(one.request_count for one in held),
        sum(one.post_count for one in held),
        sum(one.rejected_count for one in held),
        sum(one.gone_count for one in held),
    )
    asked = dict.fromkeys(_asked(one, zone) for one in held)
    return (
        source,
        str(day),
        f"{len(held)}{told if short else ''}",
        ", ".join(asked),
        *(f"{count:,}" for count in counts),
    )


def _asked(one: "Entry", zone: ZoneInfo) -> str:
    """Return the days that a collection asked for."""
    if one.window_from is None or one.window_to is None:
        return "new"
    last = (one.window_to - timedelta(microseconds=1)).astimezone(zone).date()
    return f"{one.window_from.astimezone(zone).date()} to {last}"
