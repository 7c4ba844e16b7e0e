"""Collect one source: its posts into the lake, its broken records aside, the rest in the ledger."""

import secrets
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from flows.config import Config
from flows.errors import ListeningError, SourceUnavailable
from flows.lake import ledger
from flows.lake.deletions import follow
from flows.lake.landing import Landing
from flows.lake.ledger import Entry, Status
from flows.post import MAX_TEXT, Post
from flows.sources import Asked, Checkpoint, Gone, Http, Rejected, Source, SourceSettings
from flows.sources.http import CountedHttp
from flows.window import Window

_TOLD_EVERY = 1_000
# A wrong mapping breaks nearly every record, damage breaks some: half lies between. In a small file
# a few broken lines may be most of it, and say nothing of the mapping.
_MOST_REJECTED = 0.5
_FEW_REJECTED = 10
# What a killed run has heard since is heard again by the next; each time costs a segment a month.
_KEPT_POSTS = 20_000
_KEPT_SECONDS = 30.0
_CUT_OFF = "It was cut off before its end. The next collection goes on from there."

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
    counted = CountedHttp(http)
    source = settings.open(config.base, counted)
    owned = [handle for brand in config.brands for handle in brand.owned]
    keep_names = config.workspace.keep_author_names
    with closing(Landing(config.lake, settings.id, run, owned, keep_names=keep_names)) as landing:
        one = _Collection(config, settings, source, asked, landing, run, counted)
        error = one.hear(progress)
        refusal = one.refusal()
        if refusal is None:
            landing.publish()
    erased = follow(config.lake, landing.gone, config.platforms, at)
    problem = refusal or (str(error) if error else one.shortfall())
    entry = one.entry(problem, is_refused=refusal is not None).model_copy(
        update={
            "is_transient": refusal is None and isinstance(error, SourceUnavailable),
            "gone_count": len(erased.posts) if erased else 0,
        }
    )
    ledger.write(config.lake, entry)
    return entry


@dataclass
class _Collection:
    """One collection: what is heard, and what to make of it once it has come to its end."""

    config: Config
    settings: SourceSettings
    source: Source
    asked: Asked
    landing: Landing
    run: str
    http: CountedHttp
    reached: Mapping[str, str] = field(default_factory=dict)
    """The cursor of the last place from which another collection can go on."""

    def hear(self, progress: Callable[[int], None]) -> ListeningError | None:
        """Take all that the source yields; return what stopped it, if something did.

        Only the source's own failure is caught: a lake that cannot be written stops the run.
        """
        heard = self.source.fetch(self.asked)
        kept_at, kept_count = monotonic(), 0
        while True:
            try:
                one = next(heard, None)
            except ListeningError as error:
                return error
            if one is None:
                progress(self.landing.post_count)
                return None
            if isinstance(one, Checkpoint):
                self.reached = one.cursor
                count = self.landing.post_count - kept_count
                is_due = count >= _KEPT_POSTS or monotonic() - kept_at >= _KEPT_SECONDS
                if count and (one.must_keep or is_due):
                    self._keep()
                    kept_at, kept_count = monotonic(), self.landing.post_count
                continue
            self.landing.take(self._blotted(one))
            if self.landing.post_count % _TOLD_EVERY == 0:
                progress(self.landing.post_count)

    def _keep(self) -> None:
        """Keep what came so far, so that a run that is killed later has not worked for nothing."""
        if self.refusal() is None:
            self.landing.publish()
            ledger.write(self.config.lake, self.entry(_CUT_OFF, is_refused=False))

    def _blotted(self, one: Post | Rejected | Gone) -> Post | Rejected | Gone:
        """Return a record without the secrets that a server may have sent back."""
        if not isinstance(one, Rejected):
            return one
        return replace(
            one, reason=self.http.blotted(one.reason), record=self.http.blotted(one.record)
        )

    def refusal(self) -> str | None:
        """Say if so many records were broken that the mapping must be wrong."""
        landing, given = self.landing, self.settings.expect.max_rejected_share
        most = _MOST_REJECTED if given is None else given
        total = landing.post_count + landing.broken_count
        first = landing.first_broken
        if first is None or landing.broken_count <= most * total:
            return None
        if given is None and landing.post_count and landing.broken_count < _FEW_REJECTED:
            return None
        return (
            f"{landing.broken_count:,} of {total:,} records were no posts, more than the "
            f"{most:.0%} that `expect.max_rejected_share` allows, so none was taken. The first, "
            f"{first.place}: {first.reason.removesuffix('.')}. All are in "
            f"`rejected/{self.settings.id}/` of the workspace's data."
        )

    def shortfall(self) -> str | None:
        """Say if fewer posts came than expected, unless nothing was new or only some was asked."""
        came, least = self.landing.post_count, self.settings.expect.min_posts
        is_unchanged = came == 0 and self.asked.cursor and self._cursor == self.asked.cursor
        if self.asked.window is not None:
            return None
        if came < least and not is_unchanged:
            return (
                f"{came:,} posts came, fewer than the {least:,} of `expect.min_posts`. "
                "Look whether the source still answers as it did."
            )
        return self._silence()

    def _silence(self) -> str | None:
        """Say if the newest post is older than a source that is well would let it be."""
        most = self.settings.expect.max_lag_hours
        if most is None:
            return None
        known = [self.landing.newest_at]
        known += [one.newest_at for one in ledger.entries(self.config.lake, self.settings.id)]
        newest = max((one for one in known if one), default=None)
        if newest and self.asked.at - newest <= timedelta(hours=most):
            return None
        since = f"since {newest:%Y-%m-%d %H:%M} UTC" if newest else "at all"
        return (
            f"No post was heard {since}, longer than the {most:g} hours of "
            "`expect.max_lag_hours`. Look whether the source still answers as it did."
        )

    def entry(self, problem: str | None, *, is_refused: bool) -> Entry:
        """Return the ledger's entry."""
        covered_from, covered_to = self._span(problem)
        limit = self.source.limit if problem is None else None
        limited_from, limited_to = self._clipped(limit.first, limit.last) if limit else (None, None)
        return Entry(
            run=self.run,
            source=self.settings.id,
            status=self._status(problem, is_refused=is_refused),
            started_at=self.asked.at,
            finished_at=datetime.now(UTC),
            covered_from=covered_from,
            covered_to=covered_to,
            limited_from=limited_from,
            limited_to=limited_to,
            limit=self.http.blotted(limit.reason) if limit and limited_from else None,
            window_from=self.asked.window.start if self.asked.window else None,
            window_to=self.asked.window.end if self.asked.window else None,
            post_count=0 if is_refused else self.landing.post_count,
            rejected_count=self.landing.rejected_count,
            request_count=self.http.asked_count,
            newest_at=self.landing.newest_at,
            cursor=self._left(is_refused=is_refused) if problem else self._cursor,
            error=self.http.blotted(problem) if problem else None,
            notes=[self.http.blotted(note) for note in [*self.source.notes, *self._notes()]],
        )

    @property
    def _cursor(self) -> dict[str, str]:
        return dict(self.source.cursor) or dict(self.asked.cursor)

    def _left(self, *, is_refused: bool) -> dict[str, str]:
        """Return what the next collection goes on from after this one failed."""
        return dict(self.asked.cursor if is_refused else self.reached or self.asked.cursor)

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
            are = "post is" if landing.cut_count == 1 else "posts are"
            why = f"cut where it came from, or after {MAX_TEXT:,} characters"
            notes.append(f"{landing.cut_count:,} {are} not whole: {why}.")
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
