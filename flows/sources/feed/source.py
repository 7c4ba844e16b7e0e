"""A feed over HTTP: RSS, Atom or JSON Feed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from http import HTTPStatus

from flows.errors import SchemaDrift, SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources.address import redacted
from flows.sources.contract import Asked, Limit, NoPost, Rejected, as_json
from flows.sources.feed.entries import Feed, NoFeed, read
from flows.sources.feed.full_text import FullText
from flows.sources.feed.reading import Reading
from flows.sources.feed.settings import FeedSettings
from flows.sources.http import Http
from flows.sources.request import Bounds, Reply

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"
_CONDITIONS = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}


class FeedSource:
    """One feed.

    The cursor keeps what the server gave for asking "anything new?" (etag, last_modified), a hash
    of the last answer for servers that give nothing, when that was, the newest entries it had,
    since when each undated entry is known, and which articles were read on their pages. Asked for
    a window, the whole feed is read and the cursor stays as it was.
    """

    def __init__(self, settings: FeedSettings, http: Http) -> None:
        self._settings = settings
        self._http = http
        self.cursor: dict[str, str] = {}
        self.covered: tuple[datetime, datetime] | None = None
        self.limit: Limit | None = None
        self.notes: list[str] = []

    def fetch(self, asked: Asked) -> Iterator[Post | Rejected]:
        """Yield the entries of the feed; nothing if it has not changed.

        Raises:
            SourceUnavailable: the server did not answer, or is busy, or sent a damaged feed: that
                is said after the entries that can be read.
            SourceRefused: the server said no, or this was never a feed.
            SchemaDrift: it was a feed, and is none any more.

        """
        cursor = asked.cursor
        is_known = cursor.get("settings") == self._settings.fingerprint("max_articles")
        last = cursor if is_known and _is_whole(cursor) else {}
        reply = self._ask(last if asked.window is None else {})
        body = hashlib.sha256(reply.body).hexdigest()
        if asked.window is None and (
            reply.status == HTTPStatus.NOT_MODIFIED or body == last.get("body")
        ):
            self.notes.append("nothing new since the last collection")
            self.covered = (datetime.fromisoformat(last["polled_at"]), asked.at)
            self.cursor = {**last, "polled_at": asked.at.isoformat()}
            return
        feed = self._read(reply, was_a_feed="polled_at" in last)
        reading = Reading(self._settings, reply.url, feed, last, asked.at)
        settings = self._settings
        full = FullText(settings, self._http, last, asked) if settings.full_text else None
        for number, entry in enumerate(feed.entries, 1):
            try:
                post = reading.post(entry)
            except NoPost as error:
                place = f"{redacted(self._settings.url)}#{number}"
                yield Rejected(place, str(error), as_json(entry.record))
                continue
            if asked.wants(post.posted_at):
                yield from full.of(post, entry) if full else (post,)
        self.notes += full.notes if full else []
        if feed.damage:
            # Nothing is remembered of such an answer, so that the next collection takes it all.
            raise SourceUnavailable(
                f"Source `{self._settings.id}`: `{redacted(reply.url)}` {feed.damage}. The next "
                "collection reads it again."
            )
        self.covered = reading.covered()
        self.limit = reading.limit()
        self.cursor = dict(cursor)
        if asked.window is None:
            self.cursor = self._conditions(reply) | reading.cursor() | {"body": body}
            self.cursor = full.cursor(self.cursor) if full else self.cursor

    def _ask(self, last: Mapping[str, str]) -> Reply:
        settings = self._settings
        headers = {header: last[key] for key, header in _CONDITIONS.items() if key in last}
        bounds = Bounds(settings.timeout_seconds, settings.max_megabytes, settings.allow_private)
        try:
            return self._http.get(settings.url, {"Accept": _ACCEPT, **headers}, bounds)
        except (SourceUnavailable, SourceRefused) as error:
            raise type(error)(f"Source `{settings.id}`: {error}") from None

    def _conditions(self, reply: Reply) -> dict[str, str]:
        headers = reply.headers
        given = {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}
        return {"settings": self._settings.fingerprint("max_articles")} | {
            key: said for key, said in given.items() if said
        }

    def _read(self, reply: Reply, *, was_a_feed: bool) -> Feed:
        try:
            return read(reply.body, reply.url, reply.charset)
        except NoFeed as error:
            message = f"Source `{self._settings.id}`: `{redacted(reply.url)}` {error}."
        if was_a_feed:
            raise SchemaDrift(f"{message} It was a feed at the last collection.")
        raise SourceRefused(f"{message} Set `url` to the address of a feed.")


def _is_whole(cursor: Mapping[str, str]) -> bool:
    """Say whether a cursor is as it was left; with another one a feed is read as a new one."""
    try:
        polled_at = datetime.fromisoformat(cursor["polled_at"])
        return polled_at.tzinfo is not None and isinstance(json.loads(cursor["newest"]), list)
    except (KeyError, ValueError, RecursionError):
        return False
