"""Collect one source: its posts into the lake, its broken records aside, the rest in the ledger."""

import secrets
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.config import Config
from flows.errors import ListeningError, SourceUnavailable
from flows.lake import ledger
from flows.lake.landing import Landing
from flows.lake.ledger import Entry, Status
from flows.post import MAX_TEXT
from flows.sources import Asked, Http, Source, SourceSettings
from flows.window import Window

_TOLD_EVERY = 1_000
# A wrong mapping breaks nearly every record, damage breaks some: half lies between. In a small file
# a few broken lines may be most of it, and say nothing of the mapping.
_MOST_REJECTED = 0.5
_FEW_REJECTED = 10

Span = tuple[datetime | None, datetime | None]


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
    asked = Asked(window, ledger.cursor(config.lake, settings.id), at)
    source = settings.open(config.base, http)
    owned = [handle for brand in config.brands for handle in brand.owned]
    keep_names = config.workspace.keep_author_names
    with closing(Landing(config.lake, settings.id, run, owned, keep_names=keep_names)) as landing:
        error = _hear(source, asked, landing, progress)
        one = _Collection(config, settings, source, asked, landing)
        refusal = one.refusal()
        if refusal is None:
            landing.publish()
    problem = refusal or (str(error) if error else one.shortfall())
    entry = one.entry(run, problem, is_refused=refusal is not None).model_copy(
        update={"is_transient": refusal is None and isinstance(error, SourceUnavailable)}
    )
    ledger.write(config.lake, entry)
    return entry


def _hear(
    source: Source, asked: Asked, landing: Landing, progress: Callable[[int], None]
) -> ListeningError | None:
    """Take all that a source yields; return what stopped it, if something did.

    Only the source's own failure is caught: a lake that cannot be written stops the run.
    """
    heard = source.fetch(asked)
    while True:
        try:
            one = next(heard, None)
        except ListeningError as error:
            return error
        if one is None:
            progress(landing.post_count)
            return None
        landing.take(one)
        if landing.post_count % _TOLD_EVERY == 0:
            progress(landing.post_count)


@dataclass(frozen=True)
class _Collection:
    """One collection that has been heard to its end, looked at for what to make of it."""

    config: Config
    settings: SourceSettings
    source: Source
    asked: Asked
    landing: Landing

    def refusal(self) -> str | None:
        """Say if so many records were broken that the mapping must be wrong."""
        landing, given = self.landing, self.settings.expect.max_rejected_share
        most = _MOST_REJECTED if given is None else given
        total = landing.post_count + landing.rejected_count
        first = landing.first_rejected
        if first is None or landing.rejected_count <= most * total:
            return None
        if given is None and landing.post_count and landing.rejected_count < _FEW_REJECTED:
            return None
        return (
            f"{landing.rejected_count:,} of {total:,} records were no posts, more than the "
            f"{most:.0%} that `expect.max_rejected_share` allows, so none was taken. The first, "
            f"{first.place}: {first.reason.removesuffix('.')}. All are in "
            f"`rejected/{self.settings.id}/` of the workspace's data."
        )

    def shortfall(self) -> str | None:
        """Say if fewer posts came than expected, unless nothing was new or only some was asked."""
        came, least = self.landing.post_count, self.settings.expect.min_posts
        is_unchanged = came == 0 and self.asked.cursor and self._cursor == self.asked.cursor
        if came >= least or is_unchanged or self.asked.window is not None:
            return None
        return (
            f"{came:,} posts came, fewer than the {least:,} of `expect.min_posts`. "
            "Look whether the source still answers as it did."
        )

    def entry(self, run: str, problem: str | None, *, is_refused: bool) -> Entry:
        """Return the ledger's entry."""
        covered_from, covered_to = self._span(problem)
        limit = self.source.limit if problem is None else None
        limited_from, limited_to = self._clipped(limit.first, limit.last) if limit else (None, None)
        return Entry(
            run=run,
            source=self.settings.id,
            status=self._status(problem, is_refused=is_refused),
            started_at=self.asked.at,
            finished_at=datetime.now(UTC),
            covered_from=covered_from,
            covered_to=covered_to,
            limited_from=limited_from,
            limited_to=limited_to,
            limit=limit.reason if limit and limited_from else None,
            post_count=0 if is_refused else self.landing.post_count,
            rejected_count=self.landing.rejected_count,
            newest_at=self.landing.newest_at,
            cursor=dict(self.asked.cursor) if problem else self._cursor,
            error=problem,
            notes=[*self.source.notes, *self._notes()],
        )

    @property
    def _cursor(self) -> dict[str, str]:
        return dict(self.source.cursor) or dict(self.asked.cursor)

    def _status(self, problem: str | None, *, is_refused: bool) -> Status:
        if problem is None:
            return "limited" if self.source.limit else "complete"
        return "failed" if is_refused or self.landing.post_count == 0 else "partial"

    def _notes(self) -> list[str]:
        landing, most = self.landing, self.settings.expect.max_posts
        notes = []
        if landing.first_rejected is not None:
            first = landing.first_rejected
            count = landing.rejected_count
            notes.append(
                f"{count:,} records were put aside; the first, {first.place}: {first.reason}"
                if count > 1
                else f"1 record was put aside, {first.place}: {first.reason}"
            )
        if landing.erased_count:
            were = "post was" if landing.erased_count == 1 else "posts were"
            notes.append(f"{landing.erased_count:,} {were} left out, as erased before.")
        if landing.cut_count:
            were = "post was" if landing.cut_count == 1 else "posts were"
            notes.append(f"{landing.cut_count:,} {were} cut after {MAX_TEXT:,} characters.")
        dense = landing.timeline.dense()
        if self.source.covered is None and dense and dense.astray_count:
            lie = "1 post lies" if dense.astray_count == 1 else f"{dense.astray_count:,} posts lie"
            notes.append(
                f"{lie} far from the others, which are of {dense.first:%Y-%m-%d} to "
                f"{dense.last:%Y-%m-%d}: look for a mistyped date."
            )
        if most is not None and landing.post_count > most:
            notes.append(f"{landing.post_count:,} posts came, more than the {most:,} expected.")
        return notes

    def _span(self, problem: str | None) -> Span:
        """Return the span this collection vouches for or, when nothing came, the span it missed."""
        if self.source.covered is not None and problem is None:
            first, last = self.source.covered
        elif self.source.limit is not None and problem is None:
            return None, None
        elif (of_posts := self._span_of_posts()) is not None:
            first, last = of_posts
        elif problem is not None:
            first, last = self._last_reached(), self.asked.at
        else:
            return None, None
        return self._clipped(first, last)

    def _clipped(self, first: datetime, last: datetime) -> Span:
        """Return what of a span was asked for."""
        if self.asked.window is not None:
            first, last = max(first, self.asked.window.start), min(last, self.asked.window.end)
        return (first, last) if first < last else (None, None)

    def _span_of_posts(self) -> tuple[datetime, datetime] | None:
        """Return the span of the posts that came, without those that lie far from all others.

        It is widened by five times their mean distance, an hour at least: in a Poisson process
        99 % of the silences are shorter, so an export that ends at 22:58 still covers its day.
        """
        dense = self.landing.timeline.dense()
        if dense is None:
            return None
        slack = max(timedelta(hours=1), 5 * (dense.last - dense.first) / dense.count)
        first = max(dense.first - slack, self._midnight(dense.first))
        last = min(dense.last + slack, self.asked.at)
        return first, last

    def _last_reached(self) -> datetime:
        reached = [
            entry.covered_to
            for entry in ledger.entries(self.config.lake, self.settings.id)
            if entry.status in ledger.HEARD_OUT and entry.covered_to
        ]
        return max(reached, default=self.asked.at - timedelta(days=1))

    def _midnight(self, at: datetime) -> datetime:
        zone = ZoneInfo(self.config.workspace.timezone)
        return datetime.combine(at.astimezone(zone).date(), time(), zone)
