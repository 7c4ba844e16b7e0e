"""The full text of a feed's articles, each read once on its own page."""

import hashlib
from collections.abc import Iterator, Mapping

from flows.post import Post
from flows.sources.contract import Asked, as_json
from flows.sources.feed.entries import Entry, Unread
from flows.sources.feed.settings import FeedSettings
from flows.sources.http import Http
from flows.sources.pages import Later, Pages
from flows.sources.request import Bounds
from flows.sources.robots import Robots

_ASKS_WHETHER_NEW = ("etag", "last_modified", "body")


class FullText:
    """What one collection reads behind the entries of a feed.

    The cursor names the articles that were read, with a hash of what the feed says of each: as
    long as that is the same, the article is neither read nor told again, for what the feed has
    would pass for a shorter version of it.
    """

    def __init__(
        self, settings: FeedSettings, http: Http, last: Mapping[str, str], asked: Asked
    ) -> None:
        bounds = Bounds(settings.timeout_seconds, settings.max_megabytes, settings.allow_private)
        self._pages = Pages(Robots(http), bounds, settings.url, settings.max_articles)
        self._at = asked.at
        self._is_window = asked.window is not None
        self._last = last
        self._done: dict[str, str] = {}
        self._is_waiting = False

    def of(self, post: Post, entry: Entry | Unread) -> Iterator[Post]:
        """Yield a post with the text of its page; nothing where it was told with it before."""
        key, said = f"page:{_hash(post.post_id)}", _hash(as_json(entry.record))
        was_read = self._last.get(key) == said
        if was_read and not self._is_window:
            self._done[key] = said
            return
        found = None
        if post.url is not None:
            try:
                found = self._pages.read(post.url, self._at)
            except Later:
                self._is_waiting = True
            else:
                self._done[key] = said
        if found is not None and len(found.text) > len(post.text):
            title = post.title or found.title
            yield Post(**{**post.model_dump(), "text": found.text, "title": title})
        elif found is not None or not was_read:
            yield post

    def cursor(self, cursor: Mapping[str, str]) -> dict[str, str]:
        """Add the articles that were read; while some wait, the feed is asked for all it has."""
        kept = {
            key: said
            for key, said in cursor.items()
            if not (self._is_waiting and key in _ASKS_WHETHER_NEW)
        }
        return kept | self._done

    @property
    def notes(self) -> list[str]:
        """Return what was not read, and why."""
        return self._pages.notes


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
