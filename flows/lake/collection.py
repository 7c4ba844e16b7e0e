"""Collect one source: its posts into the lake, its broken records aside, the rest in the ledger."""

import secrets
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.config import Config
from flows.errors import ListeningError
from flows.lake import ledger
from flows.lake.landing import Landing
from flows.lake.ledger import Entry, Status
from flows.sources import Asked, Http, Source, SourceSettings
from flows.window import Window

_TOLD_EVERY = 1_000


def collect_source(
    config: Config,
    settings: SourceSettings,
    http: Http,
    at: datetime,
    *,
    window: Window | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Entry:
    """Collect one source into the lake and return what the ledger now says of it.

    `at` is the instant of the collection; a `window` limits it to posts of those days; `progress`
    is told how many posts came so far. A source that fails is a failed entry, not an exception:
    this is the one boundary between a source and the others.

    Raises:
        ListeningError: the lake cannot be written.

    """
    run = ledger.run_name(at, secrets.token_hex(3))
    left = ledger.cursor(config.lake, settings.id)
    source = settings.open(config.base, http)
    owned = [handle for brand in config.brands for handle in brand.owned]
    keep_names = config.workspace.keep_author_names
    with closing(Landing(config.lake, settings.id, run, owned, keep_names=keep_names)) as landing:
        error = _hear(source, Asked(window, left, at), landing, progress)
        refusal = _too_many_rejects(settings, landing)
        if refusal is None:
            landing.publish()
        problem = refusal or error or _shortfall(settings, source, landing, left, window)
    covered_from, covered_to = _span(config, source, landing, window, problem, at, settings.id)
    entry = Entry(
        run=run,
        source=settings.id,
        status=_status(problem, has_posts=landing.post_count > 0 and refusal is None),
        started_at=at,
        finished_at=datetime.now(UTC),
        covered_from=covered_from,
        covered_to=covered_to,
        post_count=0 if refusal else landing.post_count,
        rejected_count=landing.rejected_count,
        newest_at=landing.newest_at,
        cursor=left if problem else dict(source.cursor) or left,
        error=problem,
        notes=[*source.notes, *_notes(settings, landing)],
    )
    ledger.write(config.lake, entry)
    return entry


def _hear(
    source: Source, asked: Asked, landing: Landing, progress: Callable[[int], None]
) -> str | None:
    """Take all that a source yields; return what stopped it, if something did.

    Only the source's own failure is caught: a lake that cannot be written stops the run.
    """
    heard = source.fetch(asked)
    while True:
        try:
            one = next(heard, None)
        except ListeningError as error:
            return str(error)
        if one is None:
            progress(landing.post_count)
            return None
        landing.take(one)
        if landing.post_count % _TOLD_EVERY == 0:
            progress(landing.post_count)


def _too_many_rejects(settings: SourceSettings, landing: Landing) -> str | None:
    total = landing.post_count + landing.rejected_count
    if landing.first_rejected is None or landing.rejected_count <= (
        settings.expect.max_rejected_share * total
    ):
        return None
    first = landing.first_rejected
    return (
        f"{landing.rejected_count:,} of {total:,} records were no posts, more than the "
        f"{settings.expect.max_rejected_share:.0%} that `expect.max_rejected_share` allows, so none "
        f"was taken. The first, {first.place}: {first.reason} "
        f"All are in `rejected/{settings.id}/` of the workspace's data."
    )


def _shortfall(
    settings: SourceSettings,
    source: Source,
    landing: Landing,
    left: dict[str, str],
    window: Window | None,
) -> str | None:
    """Say if fewer posts came than expected; an unchanged source or a limited ask is no shortfall."""
    is_unchanged = landing.post_count == 0 and dict(source.cursor) == left and bool(left)
    least = settings.expect.min_posts
    if landing.post_count >= least or is_unchanged or window is not None:
        return None
    return (
        f"{landing.post_count:,} posts came, fewer than the {least:,} of `expect.min_posts`. "
        "Look whether the source still answers as it did."
    )


def _notes(settings: SourceSettings, landing: Landing) -> list[str]:
    notes = []
    if landing.first_rejected is not None:
        first = landing.first_rejected
        notes.append(
            f"{landing.rejected_count:,} records were put aside; the first, "
            f"{first.place}: {first.reason}"
        )
    most = settings.expect.max_posts
    if most is not None and landing.post_count > most:
        notes.append(f"{landing.post_count:,} posts came, more than the {most:,} expected.")
    return notes


def _status(problem: str | None, *, has_posts: bool) -> Status:
    if problem is None:
        return "complete"
    return "partial" if has_posts else "failed"


def _span(
    config: Config,
    source: Source,
    landing: Landing,
    window: Window | None,
    problem: str | None,
    at: datetime,
    settings_id: str,
) -> tuple[datetime | None, datetime | None]:
    """Return the span this collection vouches for or, when nothing came, the span it missed.

    A source that does not say vouches for the span of its posts, widened by three times their
    mean distance (in a Poisson process 95 % of the silences are shorter), an hour at least, within
    the days of the first and the last.
    """
    if source.covered is not None and problem is None:
        first, last = source.covered
    elif landing.oldest_at and landing.newest_at:
        span = landing.newest_at - landing.oldest_at
        slack = max(timedelta(hours=1), 3 * span / landing.post_count)
        zone = ZoneInfo(config.workspace.timezone)
        first = max(landing.oldest_at - slack, _midnight(landing.oldest_at, zone))
        last = min(landing.newest_at + slack, _midnight(landing.newest_at, zone, days=1), at)
    elif problem is not None:
        reached = [
            entry.covered_to
            for entry in ledger.entries(config.lake, settings_id)
            if entry.status == "complete" and entry.covered_to
        ]
        first, last = max(reached, default=at - timedelta(days=1)), at
    else:
        return None, None
    if window is not None:
        first, last = max(first, window.start), min(last, window.end)
    return (first, last) if first < last else (None, None)


def _midnight(at: datetime, zone: ZoneInfo, *, days: int = 0) -> datetime:
    day = at.astimezone(zone).date() + timedelta(days)
    return datetime.combine(day, time(), zone)
