"""The pages that articles stand on, read for their full text: few, where allowed, and once."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from flows.errors import SourceRefused, SourceUnavailable
from flows.sources.address import redacted
from flows.sources.article import Article, article
from flows.sources.request import Bounds, Request
from flows.sources.robots import Disallowed, Robots

_HTML = ("text/html", "application/xhtml+xml")


class Later(Exception):
    """A page was not read now: enough were, or its site does not answer. The next time it may."""


@dataclass
class Pages:
    """Reads the pages of one collection, at most so many; `notes` says what was not read.

    `home` is the site whose address the user wrote down: a page elsewhere is never read from a
    private address, whatever is allowed for `home`.
    """

    robots: Robots
    bounds: Bounds
    home: str
    most: int
    _asked: int = 0
    _silent: set[str] = field(default_factory=set)
    _kept: Counter[str] = field(default_factory=Counter)
    _examples: dict[str, str] = field(default_factory=dict)

    def read(self, url: str, at: datetime) -> Article | None:
        """Return the article of a page; None where there is none or it is kept from us.

        Raises:
            Later: it was not read now, and may be another time.

        """
        site = urlsplit(url).netloc
        if self._asked >= self.most:
            self._keep("are left for the next collection, as `max_articles` were read", url)
            raise Later
        if site in self._silent:
            self._keep("are left for the next collection, as the site does not answer", url)
            raise Later
        self._asked += 1
        is_home = site == urlsplit(self.home).netloc
        bounds = Bounds(
            self.bounds.timeout_seconds,
            self.bounds.max_megabytes,
            allow_private=self.bounds.allow_private and is_home,
            longest_wait=self.bounds.longest_wait,
        )
        try:
            reply = self.robots.ask(Request(url, headers={"Accept": ", ".join(_HTML)}), bounds)
        except Disallowed:
            self._keep("are kept from us by robots.txt", url)
            return None
        except SourceRefused as error:
            self._keep("were refused", url, str(error))
            return None
        except SourceUnavailable as error:
            self._silent.add(site)
            self._keep("are left for the next collection, as the site does not answer", url)
            raise Later from error
        if reply.headers.get("content-type", _HTML[0]).partition(";")[0].strip() not in _HTML:
            self._keep("are no web pages", url)
            return None
        return article(reply, at)

    @property
    def notes(self) -> list[str]:
        """Return for each reason how many pages were not read, and one of them."""
        return [
            f"{count:,} {'article' if count == 1 else 'articles'} {_agreeing(why, count)}: "
            f"{self._examples[why]}"
            for why, count in self._kept.items()
        ]

    def _keep(self, why: str, url: str, said: str = "") -> None:
        self._kept[why] += 1
        self._examples.setdefault(why, said or f"`{redacted(url)}`")


def _agreeing(why: str, count: int) -> str:
    if count != 1:
        return why
    verb, _, rest = why.partition(" ")
    return f"{'is' if verb == 'are' else 'was'} {rest}"
