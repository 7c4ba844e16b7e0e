"""robots.txt, obeyed for web pages; interfaces that were made for programs need none."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from protego import Protego

from flows.errors import SourceRefused
from flows.sources.address import redacted
from flows.sources.http import Door
from flows.sources.request import Bounds, Reply, Request

TOKEN = "earwitness"  # noqa: S105 - the name that a robots.txt calls us by
MOST_READ = 512_000
"""Bytes of a robots.txt that count, as RFC 9309 has it: a cut line is no rule."""

_OK = 200
# "Not there", or "not for you": RFC 9309 takes both for "no rules". What says "later" is not here.
_NO_RULES = tuple(sorted({*range(400, 500)} - {408, 425, 429}))


class Disallowed(SourceRefused):
    """The robots.txt of a site keeps a page from us."""


@dataclass
class Robots:
    """A door to web pages that opens where the robots.txt of their site allows it.

    It stands in the place of the door it is given. One collection has one of its own: each site's
    rules are asked for once, and its delay between requests is kept.
    """

    door: Door
    _known: dict[str, Protego] = field(default_factory=dict)

    def ask(self, request: Request, bounds: Bounds | None = None) -> Reply:
        """Ask for a page, as `Http.ask` does, unless its site's robots.txt forbids it.

        Raises:
            Disallowed: it does; the page, or the one it redirects to, is not read.
            SourceUnavailable: the page or the robots.txt did not answer: no rules are no consent.
            SourceRefused: the page was refused, or its address may not be asked.

        """
        bounds = bounds or Bounds()
        rules = self._allowing(request.url, bounds)
        pause = max(request.pause, _pause(rules))
        reply = self.door.ask(replace(request, pause=pause), bounds)
        if reply.url != request.url:
            self._allowing(reply.url, bounds)
        return reply

    def rest(self, request: Request, seconds: float) -> None:
        """Let nobody ask this request's host with its credential for so many seconds."""
        self.door.rest(request, seconds)

    def sitemaps(self, url: str, bounds: Bounds | None = None) -> list[str]:
        """Return the sitemaps that the robots.txt of an address's site names; raises as `ask`."""
        return list(self._of(url, bounds or Bounds()).sitemaps)

    def _allowing(self, url: str, bounds: Bounds) -> Protego:
        """Return the rules of an address's site if they allow it."""
        rules = self._of(url, bounds)
        if not rules.can_fetch(url, TOKEN):
            raise Disallowed(f"`{redacted(url)}` is kept from us by the robots.txt of its site.")
        return rules

    def _of(self, url: str, bounds: Bounds) -> Protego:
        address = urlsplit(url)
        site = f"{address.scheme}://{address.netloc}"
        if site not in self._known:
            reply = self.door.ask(Request(f"{site}/robots.txt", answers=_NO_RULES), bounds)
            self._known[site] = Protego.parse(_rules(reply))
        return self._known[site]


def _rules(reply: Reply) -> str:
    if reply.status != _OK:
        return ""
    said = reply.body[:MOST_READ]
    if len(said) < len(reply.body):
        said = said[: said.rfind(b"\n") + 1]
    return said.decode("utf-8-sig", "replace")


def _pause(rules: Protego) -> float:
    """Return the seconds that must lie between two requests to a site."""
    delay, rate = rules.crawl_delay(TOKEN) or 0.0, rules.request_rate(TOKEN)
    return max(delay, rate.seconds / rate.requests if rate and rate.requests else 0.0)
