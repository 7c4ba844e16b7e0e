"""What a backfill would take, told from the first page of each list that it would walk through."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit

from flows.config import Config
from flows.errors import ListeningError
from flows.lake import segments
from flows.lake.understanding import current
from flows.post import Post
from flows.sources import Http, SourceSettings
from flows.sources.api import ApiSettings
from flows.sources.files import PathSettings
from flows.sources.http import CountedHttp
from flows.sources.mailbox.source import Mailbox
from flows.sources.paging import Page, PagedSource, Span, Stream
from flows.sources.records import page_of

BYTES_PER_POST = 600
"""What a post takes, heard and understood, where the lake has none of its source to measure: 516
bytes on 16,420 posts of a forum in one collection, and more in small ones."""
_FEW_PAGES = 3
_SOME = 8
_HOUR = 3_600.0


@dataclass(frozen=True)
class Estimate:
    """What the backfill of one source would take; None is what cannot be told.

    `budget` names whose requests are spent: sources with the same one wait for each other. `how`
    are sentences on what it rests on, and on what it leaves out.
    """

    source: str
    kind: str
    budget: str
    asked_count: int = 0
    post_count: float | None = None
    call_count: int | None = None
    seconds: float | None = None
    bytes_per_post: float = BYTES_PER_POST
    is_measured: bool = False
    how: Sequence[str] = ()
    error: str | None = None

    @property
    def byte_count(self) -> float | None:
        """Return what its posts would take on the disk."""
        return None if self.post_count is None else self.post_count * self.bytes_per_post


@dataclass
class _Lists:
    """What the lists of a source come to."""

    posts: float | None = 0.0
    calls: float = 0.0
    waits: float = 0.0
    """Seconds, if the service answers as fast as now."""
    budget: str = ""
    how: list[str] = field(default_factory=list)


def estimate_source(
    config: Config, settings: SourceSettings, door: Http, span: Span, at: datetime
) -> Estimate:
    """Ask for the first page of each list of a source, and tell what all pages would take.

    A source that does not answer is an estimate with an `error`.

    Raises:
        ListeningError: a segment of the lake is damaged.

    """
    measured = measured_bytes(config, settings.id)
    told = Estimate(
        settings.id,
        settings.kind,
        settings.id,
        bytes_per_post=measured or BYTES_PER_POST,
        is_measured=measured is not None,
    )
    if isinstance(settings, PathSettings):
        return replace(told, call_count=0, how=["Files are read whole; no request is made."])
    http = CountedHttp(door)
    try:
        source = settings.open(config.base, http)
        if isinstance(source, Mailbox):
            count = source.count(span.since, span.until)
            how = "The server counted the messages of those days; each is fetched by itself."
            return replace(told, post_count=count, call_count=count, how=[how])
        if not isinstance(source, PagedSource) or not isinstance(settings, ApiSettings):
            how = "It shows what it holds now; there is no asking for days past."
            return replace(told, call_count=1, how=[how])
        lists = _Lists()
        for stream in source.streams:
            _add(lists, stream, settings, http, span, at)
    except ListeningError as error:
        return replace(told, asked_count=http.asked_count, error=http.blotted(str(error)))
    calls = math.ceil(lists.calls)
    return replace(
        told,
        budget=lists.budget or settings.id,
        asked_count=http.asked_count,
        post_count=lists.posts,
        call_count=calls,
        seconds=max(lists.waits, _allowed_in(calls, settings.about.calls_per_hour)),
        how=[*lists.how, *_bounds(settings, lists.posts, calls)],
    )


def together(estimates: Iterable[Estimate]) -> Estimate:
    """Return the sum: of time, what the slowest budget takes, as the others are asked meanwhile."""
    told = list(estimates)
    waits: dict[str, float] = {}
    for one in told:
        waits[one.budget] = waits.get(one.budget, 0.0) + (one.seconds or 0.0)
    posts = sum(one.post_count or 0.0 for one in told)
    sizes = sum(one.byte_count or 0.0 for one in told)
    return Estimate(
        "all",
        "",
        "",
        asked_count=sum(one.asked_count for one in told),
        post_count=posts,
        call_count=sum(one.call_count or 0 for one in told),
        seconds=max(waits.values(), default=0.0),
        bytes_per_post=sizes / posts if posts else BYTES_PER_POST,
    )


def measured_bytes(config: Config, source: str) -> float | None:
    """Return what a post of a source takes in the lake, heard and understood; None without posts.

    Raises:
        ListeningError: a segment is damaged.

    """
    raw = [
        one for one in segments.segments(segments.raw_folder(config.lake)) if one.source == source
    ]
    if not raw:
        return None
    understood = segments.posts_folder(config.lake, current(config))
    twins = [understood / one.key for one in raw]
    if not all(twin.is_file() for twin in twins):
        return None
    size = sum(path.stat().st_size for path in [*(one.path for one in raw), *twins])
    count = segments.row_count(one.path for one in raw)
    return size / count if count else None


def _add(
    lists: _Lists,
    stream: Stream,
    settings: ApiSettings,
    http: CountedHttp,
    span: Span,
    at: datetime,
) -> None:
    """Ask for the first page of a list, and add what the whole of it comes to."""
    began, asked, token = monotonic(), http.asked_count, None
    for _ in range(_FEW_PAGES):
        if (request := stream.request(span, token)) is None:
            return
        page = page_of(stream, http.ask(request, settings.bounds), at)
        posts = [one.posted_at for one in page.items if isinstance(one, Post)]
        lists.budget = f"{urlsplit(request.url).netloc} {request.credential}"
        step = max((monotonic() - began) / (http.asked_count - asked), request.pause)
        # Some lists begin with an empty page.
        if posts or page.more or (token := page.token) is None:
            break
    here = [one for one in posts if span.since <= one < span.until]
    covered = _covered(page, posts, span)
    if covered is None:
        lists.posts = None
        lists.calls += 1
        lists.how.append(f"{stream.name}: its first pages do not tell how much is behind it.")
        return
    pages = (span.until - span.since) / covered
    calls = math.ceil(pages) * (1 + len(page.more))
    lists.calls += calls
    lists.waits += calls * step
    lists.how.append(_said(stream, len(here), covered, is_all=pages == 1))
    if page.more and not here:
        lists.posts = None
    elif lists.posts is not None:
        lists.posts += len(here) * pages
    if page.more:
        lists.how.append(
            f"{stream.name}: threads are counted as one request each; what is said in them is not "
            "counted."
        )


def _covered(page: Page, posts: Sequence[datetime], span: Span) -> timedelta | None:
    """Return how much of a span a page covers, whichever end it is from; None: it does not tell."""
    whole = span.until - span.since
    if page.token is None:
        return whole
    told = sorted(posts)
    if len(told) >= _SOME:
        # Half of its posts tell: one that is pinned to the top, or mistyped, does not move them.
        covered = 2 * (told[3 * len(told) // 4] - told[len(told) // 4])
    elif page.reached is not None:
        covered = span.until - page.reached
    elif len(told) > 1:
        covered = (told[-1] - told[0]) * len(told) / (len(told) - 1)
    else:
        return None
    return min(covered, whole) if covered > timedelta() else None


def _said(stream: Stream, count: int, covered: timedelta, *, is_all: bool) -> str:
    if is_all:
        return f"{stream.name}: all of it is on the first page, {count:,} posts."
    days = covered / timedelta(days=1)
    span = f"{days:,.1f} days" if days >= 1 else f"{24 * days:,.1f} hours"
    return f"{stream.name}: its first page has {count:,} posts of {span}."


def _bounds(settings: ApiSettings, posts: float | None, calls: int) -> list[str]:
    told = [f"Allowed: {settings.about.limits}."]
    if calls > settings.max_pages:
        told.append(
            f"Takes {math.ceil(calls / settings.max_pages):,} collections, as `max_pages` is "
            f"{settings.max_pages:,}; each goes on where the last one stopped."
        )
    most = getattr(settings, "posts_a_month", None)
    if most is not None and posts is not None and posts > most:
        told.append(f"That is more than the {most:,} posts of `posts_a_month`.")
    return told


def _allowed_in(calls: int, per_hour: int | None) -> float:
    """Return the seconds that so many requests take where so many are allowed in an hour."""
    return 0.0 if per_hour is None else max(0, calls - per_hour) / per_hour * _HOUR
