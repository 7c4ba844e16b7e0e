"""Web pages by list, looked at for changes of their main text."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from flows.errors import ListeningError, SchemaDrift, SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources.address import redacted
from flows.sources.article import Article, article
from flows.sources.contract import Asked, Checkpoint, Gone, Heard, Limit
from flows.sources.http import Http
from flows.sources.listed import ListedPages, tags, whole
from flows.sources.markup import plain
from flows.sources.records import remembered
from flows.sources.request import Reply
from flows.sources.webpage.settings import WebpageSettings

_GONE = HTTPStatus.GONE


class WebpageSource:
    """Some pages.

    The cursor keeps for each page what the server gave for asking whether it changed, a hash of
    its main text, since when it is known and when it was last asked for; pages that were not
    asked for the longest come first.
    """

    def __init__(self, settings: WebpageSettings, http: Http) -> None:
        self._settings = settings
        self._pages = ListedPages(settings, http)
        self.cursor: dict[str, str] = {}
        self.covered: tuple[datetime, datetime] | None = None
        self.limit: Limit | None = None
        self.notes: list[str] = []

    def fetch(self, asked: Asked) -> Iterator[Heard]:
        """Yield the pages that are new or have changed.

        Raises:
            SourceUnavailable: one did not answer; the next collection asks for it first.
            SourceRefused: one was refused or its robots.txt keeps it from us.
            SchemaDrift: one has no main text.

        """
        asks_for = self._settings.asks_for
        is_known = asked.cursor.get("settings") == asks_for
        known = dict(asked.cursor) if is_known else {}
        pages = {url: remembered(known, _key(url)) for url in self._settings.addresses}
        failures: list[ListeningError] = []
        # A page that was taken off the list is forgotten.
        self.cursor = {"settings": asks_for}
        self.cursor |= {_key(url): json.dumps(last) for url, last in pages.items() if last}
        for url, last in sorted(pages.items(), key=lambda page: page[1].get("asked", "")):
            try:
                reply = self._pages.ask(url, last if asked.window is None else {}, _GONE)
                yield from self._told(url, reply, last, asked)
            except (SourceUnavailable, SourceRefused, SchemaDrift) as error:
                failures.append(error)
                continue
            if asked.window is None:
                yield Checkpoint(dict(self.cursor))
        if failures:
            raise self._together(failures)
        self.covered = self._covered(pages, asked)
        if asked.window is not None:
            self.cursor = dict(asked.cursor)

    def _told(self, url: str, reply: Reply, last: dict[str, Any], asked: Asked) -> Iterator[Heard]:
        """Yield a page if it is new or has changed, and remember it."""
        seen = last.get("seen", asked.at.isoformat())
        if reply.status == _GONE:
            self.cursor.pop(_key(url), None)
            self.notes.append(f"`{redacted(url)}` was removed for good: take it off the list.")
            yield Gone(self._settings.platform, url)
            return
        if reply.status == HTTPStatus.NOT_MODIFIED:
            self._remember(url, last | {"asked": asked.at.isoformat()})
            return
        if not reply.body.strip():
            self.notes.append(f"`{redacted(url)}` is empty.")
            return
        page = self._read(reply, asked.at)
        said = hashlib.sha256(f"{page.title}\n{page.text}".encode()).hexdigest()[:16]
        post = self._post(url, reply.url, page, datetime.fromisoformat(seen), asked.at)
        is_new = asked.window is not None or said != last.get("said")
        if is_new and asked.wants(post.posted_at):
            yield post
        self._remember(
            url, {"asked": asked.at.isoformat(), "seen": seen, "said": said, **tags(reply)}
        )

    def _read(self, reply: Reply, at: datetime) -> Article:
        """Return what a page says, or the part of it that counts."""
        html = whole(reply)
        page, part = article(reply, at), self._settings.part
        text = page.text
        if part is not None:
            try:
                found = LexborHTMLParser(html).css(part)
            except (SelectolaxError, ValueError):
                raise SourceRefused(f"`part` is `{part}`, which is no CSS selector.") from None
            text = "\n".join(plain(one.html or "") for one in found).strip()
        if not text:
            what = f"no text in `{part}`" if part else "no main text; name it by `part`"
            raise SchemaDrift(f"`{redacted(reply.url)}` has {what}.")
        return Article(page.title, text, page.author, page.language, page.published, page.precision)

    def _post(self, url: str, link: str, page: Article, seen: datetime, at: datetime) -> Post:
        return self._settings.post(
            at,
            post_id=url,
            url=link,
            kind="article",
            posted_at=page.published or seen,
            posted_precision=page.precision,
            title=page.title,
            text=page.text,
            author=page.author,
            author_name=page.author,
            language_stated=page.language,
        )

    def _remember(self, url: str, last: Mapping[str, str]) -> None:
        self.cursor[_key(url)] = json.dumps(last)

    def _covered(
        self, pages: Mapping[str, Mapping[str, str]], asked: Asked
    ) -> tuple[datetime, datetime] | None:
        """Return since when changes of all pages are known; None at the first look at one."""
        times = [last.get("asked") for last in pages.values()]
        since = [datetime.fromisoformat(one) for one in times if one]
        if asked.window is not None or len(since) < len(times):
            return None
        return max(since), asked.at

    def _together(self, failures: list[ListeningError]) -> ListeningError:
        chosen = next((one for one in failures if isinstance(one, SourceUnavailable)), failures[0])
        more = f" (and {len(failures) - 1:,} other pages)" if failures[1:] else ""
        return type(chosen)(f"Source `{self._settings.id}`: {chosen}{more}")


def _key(url: str) -> str:
    return f"page:{hashlib.sha256(url.encode()).hexdigest()[:16]}"
