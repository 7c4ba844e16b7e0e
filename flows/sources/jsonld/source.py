"""Pages by list: asked whether they have changed, and heard for what is new on them."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from flows.errors import ListeningError, SchemaDrift, SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources.address import redacted
from flows.sources.contract import Asked, Checkpoint, Heard, Limit, Rejected, as_json
from flows.sources.http import Http
from flows.sources.jsonld.posts import ids, posts
from flows.sources.jsonld.reviews import Statements, read
from flows.sources.jsonld.settings import JsonLdSettings
from flows.sources.listed import ListedPages, tags, whole
from flows.sources.records import remembered
from flows.sources.request import Reply
from flows.sources.walk import together

_EVER = datetime.min.replace(tzinfo=UTC)


class JsonLdSource:
    """Some pages.

    The cursor keeps for each page what the server gave for asking whether it changed, a hash of
    each review that stood on it, and when it was last asked for; pages that were not asked for
    the longest come first.
    """

    def __init__(self, settings: JsonLdSettings, http: Http) -> None:
        self._settings = settings
        self._pages = ListedPages(settings, http)
        self.cursor: dict[str, str] = {}
        self.covered: tuple[datetime, datetime] | None = None
        self.limit: Limit | None = None
        self.notes: list[str] = []

    def fetch(self, asked: Asked) -> Iterator[Heard]:
        """Yield the reviews that are new or have changed.

        Raises:
            SourceUnavailable: a page did not answer; the next collection asks for it first.
            SourceRefused: one was refused, or its robots.txt keeps it from us.
            SchemaDrift: one states no JSON-LD, or no reviews any more.

        """
        asks_for = self._settings.asks_for
        known = asked.cursor if asked.cursor.get("settings") == asks_for else {}
        pages = {url: remembered(known, _key(url)) for url in self._settings.addresses}
        self.cursor = {**known, "settings": asks_for}
        failures: list[ListeningError] = []
        for url, last in sorted(pages.items(), key=lambda page: page[1].get("asked", "")):
            try:
                yield from self._page(url, last, asked)
            except (SourceUnavailable, SourceRefused, SchemaDrift) as error:
                failures.append(error)
                continue
            if asked.window is None:
                yield Checkpoint(dict(self.cursor))
        if failures:
            raise together(self._settings.id, failures)
        since = [last.get("asked", "") for last in pages.values()]
        if asked.window is None and all(since):
            self.covered = (datetime.fromisoformat(max(since)), asked.at)

    def _page(self, url: str, last: dict[str, Any], asked: Asked) -> Iterator[Heard]:
        """Yield what is new on one page, and remember what stands on it."""
        reply = self._pages.ask(url, last if asked.window is None else {})
        if reply.status == HTTPStatus.NOT_MODIFIED:
            self._remember(url, {**last, "asked": asked.at.isoformat()})
            return
        stated = self._read(reply, had_some=bool(last.get("said")))
        yield from (
            Rejected(f"{redacted(reply.url)}, JSON-LD", "is no JSON", script)
            for script in stated.broken
        )
        hashes = [_hash(as_json([one.review, one.item.get("name")])) for one in stated.reviews]
        known = set() if asked.window is not None else set(last.get("said", []))
        named = zip(hashes, ids(url, stated.reviews), stated.reviews, strict=True)
        new = [(post_id, one) for said, post_id, one in named if said not in known]
        is_first = asked.window is None and not last
        since = asked.at - timedelta(days=self._settings.history_days) if is_first else _EVER
        for one in posts(self._settings, reply.url, new, asked.at):
            if not isinstance(one, Post) or (one.posted_at >= since and asked.wants(one.posted_at)):
                yield one
        if asked.window is None:
            self._remember(url, {"asked": asked.at.isoformat(), "said": hashes, **tags(reply)})

    def _read(self, reply: Reply, *, had_some: bool) -> Statements:
        """Return what a page states; note what it says that there is, and does not state."""
        page, stated = f"`{redacted(reply.url)}`", read(whole(reply))
        if not stated.script_count:
            raise SchemaDrift(
                f"{page} states nothing in JSON-LD. Look whether the address is right; reviews in "
                "microdata are not read."
            )
        count, there = len(stated.reviews), stated.review_count
        if not count and had_some:
            raise SchemaDrift(f"{page} stated reviews before, and states none in JSON-LD any more.")
        if there is not None and there > count:
            self.notes.append(
                f"{page} says that there are {there:,} reviews, and states {count:,}."
            )
        elif not count:
            self.notes.append(f"{page} states no review.")
        return stated

    def _remember(self, url: str, last: dict[str, Any]) -> None:
        self.cursor[_key(url)] = json.dumps(last)


def _key(url: str) -> str:
    return f"page:{_hash(url)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
