"""Say what a backfill would take before it is begun: `estimate`."""

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.boundary import DONE, FAILED, GAPS
from flows.cli.periods import span
from flows.cli.session import Session
from flows.cli.side_by_side import given, side_by_side
from flows.errors import ConfigError

if TYPE_CHECKING:
    from flows.lake.estimate import Estimate

_DIGITS = 2
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def estimate(
    context: typer.Context,
    since: Annotated[str, typer.Option(metavar="DAY", help="The first day.")],
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="The last day, included; else today.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this source; otherwise all.")
    ] = None,
) -> int:
    """Say what `collect --since` would take: requests, time, storage.

    Asks each list of a source for its first page, and keeps nothing.
    """
    from flows.config import secret
    from flows.lake.estimate import estimate_source, together
    from flows.sources import Http
    from flows.sources.paging import Span

    session: Session = context.obj
    config = session.config()
    chosen = [config.source(source)] if source else config.sources
    asked, at = span(config, since, until), datetime.now(UTC)
    if asked is None or asked.start >= at:
        raise ConfigError(f"`--since`: `{since}` is still to come.")
    days = Span(asked.start, min(asked.end, at))
    with (
        Http(keys=secret) as http,
        session.console.steps("Estimating") as step,
        side_by_side() as pool,
    ):
        step(f"the first pages of {len(chosen)} {'source' if len(chosen) == 1 else 'sources'}")
        tasks = {one.id: partial(estimate_source, config, one, http, days, at) for one in chosen}
        told = [given(future) for future in pool.begin(tasks).values()]
    total = together(told)
    _tell(session, told, total, f"{days.since:%Y-%m-%d} to {days.until:%Y-%m-%d}")
    session.console.document(
        {
            "since": days.since,
            "until": days.until,
            "sources": [_document(one) for one in told],
            "sum": {key: value for key, value in _document(total).items() if key in _OF_ALL},
        }
    )
    failed = [one for one in told if one.error]
    return DONE if not failed else FAILED if len(failed) == len(told) else GAPS


_OF_ALL = ("asked_count", "post_count", "call_count", "seconds", "byte_count")


def _document(one: "Estimate") -> dict[str, Any]:
    from dataclasses import asdict

    told = asdict(one) | {"byte_count": one.byte_count}
    told.pop("budget")
    return told


def _tell(session: Session, told: "list[Estimate]", total: "Estimate", days: str) -> None:
    console = session.console
    rows = [("about", "posts", "requests", "time", "storage")]
    rows += [_row(one) for one in (*told, *([total] if len(told) > 1 else []))]
    console.say(f"{days}, told from {_count(total.asked_count, 'request')}:")
    console.say()
    console.rows(rows)
    console.say()
    for one in told:
        for line in one.how:
            console.say(f"{one.source}: {line}")
        if one.error:
            console.note(f"{one.source}: {one.error}")
    for one in told:
        if one.post_count is not None and one.is_measured:
            console.say(f"{one.source}: {one.bytes_per_post:,.0f} bytes a post, as in the lake.")
    if guessed := [one for one in told if one.post_count is not None and not one.is_measured]:
        names = ", ".join(one.source for one in guessed)
        console.say(
            f"{names}: {guessed[0].bytes_per_post:,.0f} bytes a post, as another forum took; the "
            "lake has none of them to measure."
        )
    console.say("Time is what the requests take at the speed of now and at the allowed rate.")


def _row(one: "Estimate") -> tuple[str, str, str, str, str]:
    if one.error:
        return (one.source, "failed", "", "", "")
    return (
        one.source,
        "unknown" if one.post_count is None else _about(one.post_count),
        "unknown" if one.call_count is None else _about(one.call_count),
        "" if one.seconds is None else _time(one.seconds),
        "" if one.byte_count is None else _size(one.byte_count),
    )


def _about(number: float) -> str:
    """Return a number with the digits that an estimate has."""
    return f"{float(f'{number:.{_DIGITS}g}'):,.0f}"


def _time(seconds: float) -> str:
    for unit, size in (("days", _DAY), ("h", _HOUR), ("min", _MINUTE)):
        if seconds >= 2 * size:
            return f"{_about(seconds / size)} {unit}"
    return f"{max(1, round(seconds))} s"


def _size(size: float) -> str:
    for unit, one in (("GB", 1e9), ("MB", 1e6)):
        if size >= one:
            return f"{size / one:.1f} {unit}" if size < 10 * one else f"{_about(size / one)} {unit}"
    return f"{_about(max(1, size / 1e3))} kB"


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
