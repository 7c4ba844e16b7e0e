"""The sitemaps of a site, walked for what changed since the last collection."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from pydantic import ValidationError

from flows.errors import ListeningError, SchemaDrift, SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources.address import absolute, redacted
from flows.sources.article import Article, instant
from flows.sources.contract import Asked, Checkpoint, Heard, Limit, Rejected, as_json, reason
from flows.sources.http import Http
from flows.sources.markup import plain
from flows.sources.pages import Later, Pages
from flows.sources.request import Bounds, Request
from flows.sources.robots import Robots
from flows.sources.sitemap.entries import Listed, NoSitemap, Sitemap, read
from flows.sources.sitemap.settings import SitemapSettings
from flows.sources.sitemap.walk import Walk

_HALF_A_DAY = timedelta(hours=12)
_PLACE = "/sitemap.xml"
"""Where a site's sitemap is that its robots.txt does not name."""


class SitemapSource:
    """The sitemaps of one site."""

    def __init__(self, settings: SitemapSettings, http: Http) -> None:
        self._settings = settings
        self._http = http
        self._robots = Robots(http)
        self._pages = Pages(self._robots, settings.bounds, settings.url, settings.max_articles)
        self._asked_for = self._undated = self._untitled = 0
        self._reaches_back = self._lists_news = False
        self._oldest: datetime | None = None
        self.cursor: dict[str, str] = {}
        self.covered: tuple[datetime, datetime] | None = None
        self.limit: Limit | None = None
        self.notes: list[str] = []

    def fetch(self, asked: Asked) -> Iterator[Heard]:
        """Yield what changed, sitemap by sitemap.

        Raises:
            SourceUnavailable: one did not answer or broke off; the next collection goes on there.
            SourceRefused: one was refused or is none; the others were read.
            SchemaDrift: the sitemap is none any more.

        """
        walk = self._walk(asked)
        refused: list[ListeningError] = []
        queue, seen = deque(self._roots()), set[str]()
        while queue:
            url = queue.popleft()
            if url in seen or walk.is_read(url):
                continue
            seen.add(url)
            try:
                found = self._read(url)
                children = [one for one in found.entries if one.is_sitemap]
                queue.extend(self._fresh(children, url, walk))
                for number, entry in enumerate(found.entries, 1):
                    if not entry.loc:
                        place = f"{redacted(url)}#{number}"
                        yield Rejected(place, "`loc` is missing", as_json(vars(entry)))
                    elif not entry.is_sitemap:
                        yield from self._told(entry, walk, asked)
                self._must_be_whole(url, found)
            except SourceUnavailable as error:
                raise self._named(error) from None
            except (SourceRefused, SchemaDrift) as error:
                refused.append(error)
                continue
            if not children:
                # An index is read again by a walk that goes on: it says which are left.
                yield Checkpoint(walk.finish(url))
        self.notes += [*self._pages.notes, *self._left_out()]
        if refused:
            raise self._named(refused[0])
        self._close(walk)

    def _walk(self, asked: Asked) -> Walk:
        try:
            return Walk.of(self._settings, asked)
        except (ValueError, TypeError, RecursionError):
            self.notes.append("what the ledger says of the last walk is damaged: begun anew")
            return Walk.of(self._settings, replace(asked, cursor={}))

    def _roots(self) -> list[str]:
        """Return where to begin: the address itself, or the sitemaps that its robots.txt names."""
        url = self._settings.url
        if urlsplit(url).path.strip("/"):
            return [url]
        try:
            return self._robots.sitemaps(url, self._settings.bounds) or [url + _PLACE]
        except (SourceUnavailable, SourceRefused) as error:
            raise self._named(error) from None

    def _read(self, url: str) -> Sitemap:
        settings = self._settings
        if self._asked_for >= settings.max_pages:
            raise SourceUnavailable(
                f"stopped after {self._asked_for:,} sitemaps, the most that `max_pages` allows. "
                "The next collection goes on from there."
            )
        self._asked_for += 1
        is_home = urlsplit(url).netloc == urlsplit(settings.url).netloc
        bounds = Bounds(
            settings.timeout_seconds,
            settings.max_megabytes,
            allow_private=settings.allow_private and is_home,
            longest_wait=settings.longest_wait_seconds,
        )
        reply = self._http.ask(Request(url), bounds)
        try:
            return read(reply.body, int(settings.max_megabytes * 1_000_000))
        except NoSitemap as error:
            raise SchemaDrift(f"`{redacted(url)}` {error}. Look at its address.") from None

    def _must_be_whole(self, url: str, found: Sitemap) -> None:
        if found.is_cut_off:
            raise SourceUnavailable(
                f"`{redacted(url)}` breaks off. The next collection reads it again."
            )
        if found.damage:
            raise SourceRefused(f"`{redacted(url)}` {found.damage}. Tell its publisher.")
        if found.is_over:
            self.notes.append(f"`{redacted(url)}` lists more than a sitemap may; the rest is left.")

    def _fresh(self, children: list[Listed], base: str, walk: Walk) -> Iterator[str]:
        """Yield the sitemaps of an index that may have changed since."""
        for one in children:
            changed = _latest(one, walk.until)
            if changed is not None and changed < walk.since:
                self._reaches_back = True
            elif url := absolute(base, one.loc):
                yield url

    def _told(self, entry: Listed, walk: Walk, asked: Asked) -> Iterator[Heard]:
        if not entry.loc.startswith(self._settings.only_below):
            return
        changed = _latest(entry, asked.at)
        if changed is None:
            self._undated += 1
            return
        if changed < walk.since:
            self._reaches_back = True
            return
        self._oldest = min(self._oldest or changed, changed)
        self._lists_news = self._lists_news or bool(entry.title or entry.published)
        if walk.was_told(entry):
            return
        try:
            post = self._post(entry, walk, asked)
        except ValidationError as error:
            yield Rejected(f"{redacted(entry.loc)}", reason(error), as_json(vars(entry)))
            return
        if post is not None and asked.wants(post.posted_at):
            yield post

    def _post(self, entry: Listed, walk: Walk, asked: Asked) -> Post | None:
        """Return an address as a post; None where nothing is known of it but that it is there."""
        page: Article | None = None
        if self._settings.full_text:
            try:
                page = self._pages.read(entry.loc, asked.at)
            except Later:
                walk.is_waiting = True
                if walk.is_window:
                    # Without its text it would pass for a newer version of one that has it.
                    return None
            else:
                walk.tell(entry)
        else:
            walk.tell(entry)
        title = plain(entry.title) or (page.title if page else "")
        if not title and not (page and page.text):
            self._untitled += 0 if self._settings.full_text else 1
            return None
        posted_at, precision = instant(entry.published, asked.at)
        if posted_at is None and page is not None:
            posted_at, precision = page.published, page.precision
        if posted_at is None:
            posted_at, precision = instant(entry.lastmod, asked.at)[0], "guessed"
        return self._settings.post(
            asked.at,
            post_id=entry.loc,
            url=entry.loc,
            kind="article",
            posted_at=posted_at,
            posted_precision=precision,
            title=title,
            text=page.text if page else "",
            author=page.author if page else None,
            author_name=page.author if page else None,
            language_stated=entry.language or (page.language if page else None) or None,
            raw=as_json(vars(entry)),
        )

    def _left_out(self) -> Iterator[str]:
        if self._undated:
            yield f"{self._undated:,} addresses bear no date that can be read, and were left out."
        if self._untitled:
            yield (
                f"{self._untitled:,} addresses have no headline in the sitemap: set "
                "`full_text = true` to read their pages."
            )

    def _close(self, walk: Walk) -> None:
        """Say what this collection vouches for, and what the next is to be given."""
        self.cursor = walk.cursor()
        if walk.is_waiting or self._untitled:
            return
        first = walk.unheard_since
        # A sitemap of pages lists all of them: that none is older is no limit.
        has_end = self._lists_news and not self._reaches_back
        if self._oldest is not None and self._oldest > first and has_end:
            why = "The sitemaps list nothing older, as news sitemaps reach two days back."
            self.limit = Limit(why, first, self._oldest)
            first = self._oldest
        if self._oldest is not None or self._reaches_back:
            self.covered = (first, walk.until)

    def _named(self, error: ListeningError) -> ListeningError:
        return type(error)(f"Source `{self._settings.id}`: {error}")


def _latest(entry: Listed, at: datetime) -> datetime | None:
    """Return when an entry last changed, as late as what is written allows."""
    latest = None
    for written in (entry.lastmod, entry.published):
        found, precision = instant(written, at)
        if found is not None:
            found += _HALF_A_DAY if precision == "day" else timedelta()
            latest = max(latest or found, found)
    return latest
