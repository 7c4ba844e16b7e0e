"""Pages that a user lists, asked whether they have changed: where allowed, and not too many."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flows.errors import SourceUnavailable
from flows.sources.address import redacted
from flows.sources.api import ApiSettings
from flows.sources.article import decoded
from flows.sources.http import Http
from flows.sources.request import Bounds, Reply, Request
from flows.sources.robots import Robots

_CONDITIONS = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}


class ListedPages:
    """Asks for the pages of one collection.

    A page of another site than the settings' `url` is never asked for at a private address,
    whatever is allowed for that one.
    """

    def __init__(self, settings: ApiSettings, http: Http) -> None:
        self._settings = settings
        self._robots = Robots(http)
        self._asked_count = 0
        self._silent: set[str] = set()

    def ask(self, url: str, last: Mapping[str, str], *answers: int) -> Reply:
        """Ask for a page, if it has changed since the answer of which `last` keeps the `tags`.

        Raises:
            SourceUnavailable: it did not answer, or is left for the next collection.
            SourceRefused: it said no, or its robots.txt does.

        """
        settings, site = self._settings, urlsplit(url).netloc
        if self._asked_count >= settings.max_pages:
            raise SourceUnavailable(
                f"`{redacted(url)}` waits for the next collection, as `max_pages` were asked for."
            )
        if site in self._silent:
            raise SourceUnavailable(f"`{redacted(url)}` waits, as its site does not answer.")
        self._asked_count += 1
        headers = {name: last[key] for key, name in _CONDITIONS.items() if key in last}
        bounds = Bounds(
            settings.timeout_seconds,
            settings.max_megabytes,
            allow_private=settings.allow_private and site == urlsplit(settings.url).netloc,
            longest_wait=settings.longest_wait_seconds,
        )
        try:
            return self._robots.ask(Request(url, headers=headers, answers=answers), bounds)
        except SourceUnavailable:
            self._silent.add(site)
            raise


def tags(reply: Reply) -> dict[str, str]:
    """Return what an answer gives for asking whether its page has changed."""
    given = {"etag": reply.headers.get("etag"), "last_modified": reply.headers.get("last-modified")}
    return {key: value for key, value in given.items() if value}


def whole(reply: Reply) -> str:
    """Return the text of a page.

    Raises:
        SourceUnavailable: it breaks off before its end.

    """
    html = decoded(reply)
    if "<html" in html.lower() and "</html" not in html.lower():
        raise SourceUnavailable(
            f"`{redacted(reply.url)}` breaks off before its end. The next collection asks again."
        )
    return html
