"""Asking page by page: on from where the last collection stopped, and not a page too far."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from flows.errors import ListeningError, SchemaDrift, SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources.api import ApiSettings
from flows.sources.contract import Asked, Checkpoint, Gone, Heard, Limit, Rejected
from flows.sources.http import Door
from flows.sources.records import page_of
from flows.sources.request import Reply, Request
from flows.sources.walk import OutOfReach, Span, Walk, cut_off, joined, no_twins, since, together
from flows.sources.walked import Told, silence
from flows.window import Window

__all__ = ["Page", "PagedSource", "PagesSpent", "Span", "Stream", "Throttled"]

_MANY = 3
"""Lists on one page that are refused by no chance, if they are most of them."""


@dataclass(frozen=True)
class Page:
    """One page of a list, read: what is on it, and what to ask for to get the next.

    `token` is None on the last page; it goes into the ledger and holds no secret. `more` are
    lists that hang on this page, such as the comments of its posts; they are walked to their end
    before the next page is asked for, with what hangs on them. `limit` says at which rule of the
    platform the list ends before its time; of a list that hangs on a page it becomes a note.
    `backoff` is how many seconds the service wants to be left alone. `reached` is how far back a
    page goes that is not in the order of its posts: topics by their last answer. `shows` says
    whether a list that has posts of any age shows some at all; None where an empty page means only
    that there is nothing of the span.
    """

    items: Iterable[Post | Rejected | Gone]
    token: str | None = None
    more: Sequence["Stream"] = ()
    limit: str | None = None
    backoff: float = 0.0
    reached: datetime | None = None
    shows: bool | None = None


class Throttled(SourceUnavailable):
    """An answer says, in its body alone, that its service must be left alone for `wait` seconds."""

    def __init__(self, said: str, wait: float = 0.0) -> None:
        super().__init__(said)
        self.wait = wait


class PagesSpent(SourceUnavailable):
    """A collection has asked for as many pages as it may; the next goes on from there."""


class Stream(Protocol):
    """One list of posts that a platform gives page by page.

    `name` is its name in the cursor, and stays the same. `is_ascending` says that its pages come
    oldest first; the others are done where a page holds nothing that is new enough.
    """

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        ...

    @property
    def is_ascending(self) -> bool:
        """Say whether the oldest posts come first."""
        ...

    def request(self, span: Span, token: str | None) -> Request | None:
        """Return what to ask for the first page of a span, or for the page of a token.

        None: there is nothing of the span on it, and no need to ask.

        Raises:
            OutOfReach: the platform does not go back as far as the span any more.

        """
        ...

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page, heard at this instant; pure: no request, no clock.

        Raises:
            SchemaDrift: it is no page of this list.
            Throttled: it says that too much was asked.

        """
        ...


@dataclass
class PagedSource:
    """A source that is one list of pages, or several.

    The cursor keeps for each list until when it was heard whole (`<list>.until`) and, where a
    collection was cut off, how far its walk had come (`<list>.walk`; `<list>.window` for one that
    was asked for a window): the next collection finishes that walk first; `<list>.shown` says that
    it has posts. A list that fails does not stop the others.
    """

    settings: ApiSettings
    http: Door
    streams: Sequence[Stream]
    cursor: dict[str, str] = field(default_factory=dict)
    covered: tuple[datetime, datetime] | None = None
    limit: Limit | None = None
    notes: list[str] = field(default_factory=list)
    _pages: int = 0
    _has_passed: bool = False
    """The next collection goes on further than this one did."""

    def fetch(self, asked: Asked) -> Iterator[Heard]:
        """Yield what is new, or what is of the window, list by list.

        Raises:
            SourceUnavailable: a list did not answer; the next collection goes on where it stopped.
            SourceRefused: a list was refused.
            SchemaDrift: a list has another shape.

        """
        asks_for = self.settings.asks_for
        is_known = asked.cursor.get("settings") == asks_for
        self.cursor = {**(asked.cursor if is_known else {}), "settings": asks_for}
        no_twins(self.settings, [stream.name for stream in self.streams])
        failures: list[ListeningError] = []
        heard: list[Span] = []
        for stream in self.streams:
            try:
                heard.append((yield from self._walks(stream, asked)))
            except (SourceUnavailable, SourceRefused, SchemaDrift) as error:
                failures.append(error)
        if failures:
            raise together(self.settings.id, failures)
        # Of a day that one list did not reach, not everything was heard.
        first, last = max(one.since for one in heard), min(one.until for one in heard)
        self.covered = (first, last) if first < last else None

    def _walks(self, stream: Stream, asked: Asked) -> Generator[Heard, None, Span]:
        """Walk through one list as often as it takes; return the span that was heard."""
        if asked.window is not None:
            return (yield from self._window(stream, asked.window, asked))
        before = None
        if (left := cut_off(f"{stream.name}.walk", self.cursor, self.notes)) is not None:
            # What a collection before did not finish comes first.
            before = yield from self._walk(stream, left.span, asked)
        first = since(stream.name, self.settings, self.cursor, asked.at, self.notes)
        span = yield from self._walk(stream, Span(first, asked.at), asked)
        return joined(before, span) if before else span

    def _window(self, stream: Stream, window: Window, asked: Asked) -> Generator[Heard, None, Span]:
        """Walk through what a list has of a window, as far as that is not still to come."""
        span = Span(window.start, min(window.end, asked.at))
        if span.since >= span.until:
            return Span(span.since, span.since)
        left = cut_off(f"{stream.name}.window", self.cursor, self.notes)
        if left is None or left.span.since != span.since or left.span.until >= span.until:
            return (yield from self._walk(stream, span, asked))
        # A window that ends today has grown since it was cut off; it would never be heard out if
        # each time began anew.
        before = yield from self._walk(stream, left.span, asked)
        span = Span(left.span.until, span.until)
        return joined(before, (yield from self._walk(stream, span, asked)))

    def _walk(self, stream: Stream, span: Span, asked: Asked) -> Generator[Heard, None, Span]:
        """Walk through one list for one span, page by page; return the span that was heard."""
        key = f"{stream.name}.{'walk' if asked.window is None else 'window'}"
        walk = self._left(key, span)
        told = Told(span)
        tokens = {walk.token}
        while True:
            page = self._page_again(stream, walk, asked.at)
            self.notes += silence(stream.name, page.shows, self.cursor)
            yield from told.of(page)
            yield from self._children(page.more, span, asked)
            if page.token is None or (told.is_past and not stream.is_ascending):
                break
            if page.token in tokens:
                raise SchemaDrift(f"{stream.name}: its pages go round in circles.")
            tokens.add(page.token)
            walk.token = page.token
            self._has_passed = True
            self.cursor[key] = walk.as_text()
            yield Checkpoint(dict(self.cursor))
        self._has_passed = True
        self.cursor.pop(key, None)
        if asked.window is None:
            self.cursor[f"{stream.name}.until"] = span.until.isoformat()
        yield Checkpoint(dict(self.cursor))
        limit = None if told.is_over and not stream.is_ascending else page.limit
        if page.reached is not None:
            told.oldest = min(max(page.reached, span.since), span.until)
        return self._heard(span, told, limit, is_ascending=stream.is_ascending)

    def _children(self, streams: Sequence[Stream], span: Span, asked: Asked) -> Iterator[Heard]:
        """Walk through the lists that hang on a page.

        One thread that is closed or gone does not close the others; where most are refused, it
        is the platform that says no.
        """
        refused = []
        for stream in streams:
            try:
                yield from self._child(stream, span, asked)
            except SourceRefused as error:
                refused.append(f"{stream.name}: {error}")
        if len(refused) >= _MANY and 2 * len(refused) > len(streams):
            raise SourceRefused(refused[0])
        self.notes.extend(refused)

    def _child(self, stream: Stream, span: Span, asked: Asked) -> Iterator[Heard]:
        """Walk through a list that hangs on a page, to its end."""
        walk, told = Walk(span), Told(span)
        tokens: set[str | None] = {None}
        while True:
            if len(tokens) > self.settings.max_pages:
                self._limited(
                    f"{stream.name}: stopped after {len(tokens) - 1:,} pages, the most that "
                    "`max_pages` allows.",
                    span,
                )
                return
            page = self._page(stream, walk, asked.at)
            yield from told.of(page)
            yield from self._children(page.more, span, asked)
            if page.limit is not None:
                self.notes.append(f"{stream.name}: {page.limit}")
            if page.token is None or (told.is_past and not stream.is_ascending):
                return
            if page.token in tokens:
                raise SchemaDrift(f"{stream.name}: its pages go round in circles.")
            tokens.add(page.token)
            walk.token = page.token

    def _left(self, key: str, span: Span) -> Walk:
        """Return the walk that was cut off, if it was for this span; else a new one."""
        walk = cut_off(key, self.cursor, self.notes)
        return walk if walk and walk.span == span else Walk(span)

    def _page_again(self, stream: Stream, walk: Walk, at: datetime) -> Page:
        """Ask for a page; where the platform has forgotten its token, begin anew."""
        is_resumed = walk.is_resumed
        walk.is_resumed = False
        try:
            return self._page(stream, walk, at)
        except SourceRefused as error:
            if not is_resumed:
                raise
            self.notes.append(f"{stream.name}: began anew, as its next page is gone. {error}")
        walk.token = None
        return self._page(stream, walk, at)

    def _page(self, stream: Stream, walk: Walk, at: datetime) -> Page:
        # Stopped within what hangs on a page, the next collection would begin there again.
        if self._has_passed and self._pages >= self.settings.max_pages:
            raise PagesSpent(
                f"{stream.name}: stopped after {self._pages:,} pages, the most that `max_pages` "
                "allows. The next collection goes on from there."
            )
        try:
            request = stream.request(walk.span, walk.token)
        except OutOfReach as error:
            return Page((), limit=str(error))
        if request is None:
            return Page(())
        self._pages += 1
        reply = self.http.ask(request, self.settings.bounds)
        try:
            page = page_of(stream, reply, at)
        except Throttled as error:
            self.http.rest(request, error.wait)
            raise
        if page.backoff:
            self.http.rest(request, page.backoff)
        return page

    def _heard(self, span: Span, told: Told, reason: str | None, *, is_ascending: bool) -> Span:
        """Return what of a span was heard, and keep what a limit of the platform left out."""
        if reason is None:
            return span
        edge = (told.newest if is_ascending else told.oldest) or span.until
        first, last = (edge, span.until) if is_ascending else (span.since, edge)
        if first >= last:
            return span
        self._limited(reason, Span(first, last))
        return Span(span.since, edge) if is_ascending else Span(edge, span.until)

    def _limited(self, reason: str, span: Span) -> None:
        """Remember that a list may hold more of a span than it gave."""
        first, last = span.since, span.until
        if self.limit is not None:
            first, last = min(first, self.limit.first), max(last, self.limit.last)
        self.limit = Limit(reason, first, last)
