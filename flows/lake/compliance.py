"""Look posts up again where they were published: follow edits, erase what is gone.

Platforms demand that who stores their posts deletes what is deleted there. What was looked up is
remembered every half minute, so a run that is cut off goes on where it was.
"""

import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import polars as pl

from flows.config import Config
from flows.errors import ConfigError, ListeningError
from flows.lake import checked as record
from flows.lake import lookups, segments
from flows.lake.checked import Checked
from flows.lake.deletions import follow
from flows.lake.erasure import REWRITING
from flows.lake.ledger import run_name
from flows.lake.wanted import KEY, Key
from flows.post import SCHEMA, Post
from flows.sources import Gone, Http, Known, Lookup, Rejected, SourceSettings
from flows.sources.api import ApiSettings
from flows.sources.records import shaped

FEW_GONE = 20
"""Posts that are erased without asking, whatever share of all they are."""
_SLACK = timedelta(days=1)
_KEPT_SECONDS = 30.0
_OBSERVED = [
    "followers", "title", "text", "is_cut", "language_stated", "rating", "rating_raw", "likes",
    "replies", "shares", "quotes", "views", "version",
]  # fmt: skip
"""What can change of a post; the rest names it, and stays as it was first heard."""


@dataclass(frozen=True)
class Due:
    """What is to be looked up of a source, and how."""

    source: str
    posts: pl.DataFrame
    later_count: int
    """Posts that are due as well, and for which this run has no requests left."""
    lookup: Lookup

    @property
    def call_count(self) -> int:
        """Return how many requests that takes."""
        return -(-self.posts.height // self.lookup.per_call)


def watched(config: Config, http: Http, at: datetime, only: str | None = None) -> list[Due]:
    """Return what is due of each source whose posts are looked up again.

    Raises:
        ConfigError: only one source is asked for, and its posts cannot be looked up, or need not.
        ListeningError: a segment is damaged.

    """
    chosen = [config.source(only)] if only else config.sources
    found = [one for one in (due_of(config, settings, http, at) for settings in chosen) if one]
    if only and not found:
        raise ConfigError(f"Source `{only}`: {_why_not(chosen[0])}")
    return found


def due_of(config: Config, settings: SourceSettings, http: Http, at: datetime) -> Due | None:
    """Return what is due of one source; None where its posts are not looked up.

    Raises:
        ListeningError: a segment is damaged.

    """
    if not isinstance(settings, ApiSettings) or settings.recheck is None:
        return None
    lookup = settings.lookup(http, at)
    if lookup is None:
        return None
    # A little before the time is over: the next run may be a day away.
    before = at - settings.recheck + min(_SLACK, settings.recheck / 4)
    most = settings.max_pages * lookup.per_call
    return Due(settings.id, *lookups.due(config.lake, settings.id, before, most), lookup)


def _why_not(settings: SourceSettings) -> str:
    if isinstance(settings, ApiSettings) and settings.recheck is None:
        return (
            "its platform does not demand that posts are looked up again. Set `recheck_days` of "
            "the source to do so all the same."
        )
    return f"posts of the kind `{settings.kind}` cannot be looked up again."


def check_source(
    config: Config,
    due: Due,
    http: Http,
    at: datetime,
    *,
    is_confirmed: bool = False,
    erasing: Callable[[Collection[Key]], object] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Checked:
    """Look up what is due of a source; keep what changed, erase what is gone.

    `erasing` is told what is about to be erased, for what lies outside the lake. When so much is
    said to be gone that the platform may be wrong, nothing is erased unless `is_confirmed`.

    Raises:
        ListeningError: the lake cannot be read or written.

    """
    run = run_name(at, secrets.token_hex(3))
    checked = Checked(run, due.source, at, due.posts.height, due.later_count)
    answers = _Answers(config, due, checked)
    kept_at = monotonic()
    known, per_call = _known(due.posts), due.lookup.per_call
    for begin in range(0, len(known), per_call):
        try:
            with shaped(f"Source `{due.source}`"):
                answers.take(known[begin : begin + per_call])
        except ListeningError as error:
            checked.error = http.blotted(str(error))
            break
        if monotonic() - kept_at >= _KEPT_SECONDS:
            answers.keep()
            kept_at = monotonic()
        progress(checked.asked_count)
    answers.keep()
    checked.held = None if is_confirmed else _doubt(checked, config.compliance.most_gone_share)
    if checked.gone and checked.held is None:
        with REWRITING:
            erasing(checked.gone)
        checked.erased = follow(config.lake, checked.gone, config.platforms, at)
    record.keep(config.lake, checked)
    return checked


def _known(posts: pl.DataFrame) -> list[Known]:
    named = posts.select(*KEY, "kind", "url", "parent_id", "thread_id")
    return [Known(*row) for row in named.iter_rows()]


def _doubt(checked: Checked, most: float) -> str | None:
    """Say if so much is gone that the platform may have said so by mistake."""
    gone, asked = len(checked.gone), checked.asked_count
    if gone < FEW_GONE or gone <= most * asked:
        return None
    return (
        f"{gone:,} of {asked:,} posts are said to be gone, more than the {most:.0%} of "
        "`compliance.most_gone_share`, so none was erased: the platform may be at fault. Look at "
        f"some of them; if they are gone, `earwitness comply --source {checked.source} --confirm`."
    )


class _Answers:
    """What a platform says of posts, until it is kept in the lake."""

    def __init__(self, config: Config, due: Due, checked: Checked) -> None:
        self._config, self._due, self._checked = config, due, checked
        self._told: dict[Key, Post] = {}
        self._asked: list[Key] = []
        self._segment_count = 0

    def take(self, batch: Sequence[Known]) -> None:
        """Ask for some posts."""
        asked = {(one.platform, one.post_id): one for one in batch}
        for one in self._due.lookup.ask(batch):
            if isinstance(one, Rejected):
                self._checked.rejected_count += 1
                continue
            post = (one.platform, one.post_id)
            if post not in asked:
                continue
            if isinstance(one, Gone):
                self._checked.gone[post] = asked[post].url
            else:
                self._told[post] = one
        self._asked += asked
        self._checked.asked_count += len(batch)

    def keep(self) -> None:
        """Write down what changed, and which posts were looked up.

        What is gone is not written down as looked up: a run that is cut off before it is erased
        finds it again.
        """
        checked, lake = self._checked, self._config.lake
        changed = _changed(self._due.posts, list(self._told.values()), checked.started_at)
        for month, posts in _by_month(changed):
            name = f"{checked.run}-{self._segment_count:04}.parquet"
            self._segment_count += 1
            segments.write(posts, segments.raw_folder(lake) / checked.source / month / name)
        silent = [post for post in self._asked if post not in self._told]
        lookups.remember(lake, checked.source, self._told, silent, checked.started_at)
        checked.told_count += len(self._told)
        checked.changed_count += changed.height
        self._told, self._asked = {}, []


def _changed(before: pl.DataFrame, told: Sequence[Post], at: datetime) -> pl.DataFrame:
    """Return newer observations of those posts that are not as before.

    What the platform does not say any more, such as a count, stays as it was.
    """
    columns = [*KEY, *_OBSERVED, "raw"]
    given: dict[str, Any] = {column: [getattr(one, column) for one in told] for column in columns}
    now = pl.DataFrame(given, schema={column: SCHEMA[column] for column in columns})
    both = before.join(now.rename({name: f"{name}_now" for name in (*_OBSERVED, "raw")}), on=KEY)
    is_new = pl.any_horizontal(
        pl.col(f"{name}_now").is_not_null() & pl.col(name).ne_missing(pl.col(f"{name}_now"))
        for name in _OBSERVED
    )
    return (
        both.filter(is_new)
        .with_columns(pl.coalesce(f"{name}_now", name).alias(name) for name in _OBSERVED)
        .with_columns(
            pl.col("raw_now").alias("raw"), pl.lit(at, SCHEMA["collected_at"]).alias("collected_at")
        )
        .select(list(SCHEMA))
    )


def _by_month(posts: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    month = pl.col("posted_at").dt.strftime("%Y-%m").alias("month")
    for (name,), group in sorted(posts.group_by(month, maintain_order=True)):
        yield str(name), group
