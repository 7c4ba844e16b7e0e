"""Timelines of an instance: of tags, of everybody, of one account."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from flows.errors import SchemaDrift
from flows.sources.http import Http
from flows.sources.mastodon.ids import SCHEMES, scheme_of, scheme_on
from flows.sources.mastodon.settings import MastodonSettings
from flows.sources.mastodon.statuses import asked, dated, heard
from flows.sources.paging import Page, Span
from flows.sources.records import dates, inside
from flows.sources.request import Reply, Request

PER_PAGE = 40
# Clocks of other servers go wrong: a post may have an id of a moment before it was written.
_EARLIEST = timedelta(minutes=10)
_LINK = re.compile(r"<([^>]*)>\s*;[^,<]*\brel=\"?(next|prev)\b")


@dataclass(frozen=True)
class Timeline:
    """One timeline. Its newest page shows whether the ids tell the time.

    If they do, the walk goes forward with `min_id` from the first instant of its span, so that a
    post that arrived late stands in its way too; if not, backward with `max_id`. A token is the
    name of the ids' scheme, for the first page forward, or one of these two with its id.
    """

    settings: MastodonSettings
    http: Http
    name: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    is_ascending = False

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        query: dict[str, str | int] = {"limit": PER_PAGE}
        way, _, given = (token or "").partition("=")
        if scheme := SCHEMES.get(way):
            query["min_id"] = scheme.at(span.since - _EARLIEST)
        elif way:
            query[way] = given
            scheme = scheme_of(given) if way == "min_id" else None
        if scheme:
            late = timedelta(hours=self.settings.overlap_hours)
            query["max_id"] = scheme.at(span.until + late)
        fixed = f"?{urlencode(self.query)}" if self.query else ""
        return asked(self.settings, self.http, f"{self.settings.url}{self.path}{fixed}", **query)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of statuses."""
        statuses = reply.json()
        if not isinstance(statuses, list):
            raise SchemaDrift(
                f"{self.name}: the answer is no list of statuses any more. Look whether "
                f"`{self.settings.url}` is still the address of an instance."
            )
        ways = parse_qs(urlsplit(reply.url).query)
        if not ways.keys() & {"min_id", "max_id"} and (scheme := scheme_on(statuses)):
            # What is on this page comes again on the way forward.
            return Page((), token=scheme.name)
        is_forward = "min_id" in ways
        items, more = heard(self.settings, self.http, statuses, at, self.name)
        token = _linked(reply, "prev" if is_forward else "next") if statuses else None
        # On the way forward an old post came late; it is no sign that the rest is old.
        reached = at if is_forward else max(dates(statuses, dated), default=None)
        return Page(items, token=token, more=more, reached=reached)


@dataclass(frozen=True)
class Account:
    """What one account says; a token is its id on this instance, and that of its timeline."""

    settings: MastodonSettings
    http: Http
    handle: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"account {self.handle}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for: first who it is, then what it said."""
        if token is None:
            url = f"{self.settings.url}/api/v1/accounts/lookup"
            return asked(self.settings, self.http, url, acct=self.handle)
        number, _, inner = token.partition(" ")
        return self._timeline(number).request(span, inner or None)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read who it is, or a page of what it said."""
        answer: Any = reply.json()
        if isinstance(answer, dict):
            return Page((), token=inside(answer, "id", place=self.name))
        number = urlsplit(reply.url).path.rpartition("/accounts/")[2].partition("/")[0]
        page = self._timeline(number).read(reply, at)
        token = None if page.token is None else f"{number} {page.token}"
        return replace(page, token=token)

    def _timeline(self, number: str) -> Timeline:
        path = f"/api/v1/accounts/{quote(number, safe='')}/statuses"
        query = (("exclude_reblogs", "true"),)
        return Timeline(self.settings, self.http, self.name, path, query)


def tagged(settings: MastodonSettings, http: Http) -> list[Timeline]:
    """Return the timelines of the tags, several tags in one."""
    tags = [tag.removeprefix("#") for tag in settings.tags]
    together = settings.tags_together
    groups = [tags[first : first + together] for first in range(0, len(tags), together)]
    return [
        Timeline(
            settings,
            http,
            f"tag {' '.join(group)}",
            f"/api/v1/timelines/tag/{quote(group[0], safe='')}",
            tuple(("any[]", tag) for tag in group[1:]),
        )
        for group in groups
    ]


def public(settings: MastodonSettings, http: Http) -> Timeline:
    """Return the timeline of everybody."""
    query = () if settings.public == "all" else ((str(settings.public), "true"),)
    name = f"public {settings.public}"
    return Timeline(settings, http, name, "/api/v1/timelines/public", query)


def _linked(reply: Reply, relation: str) -> str | None:
    """Return `min_id=…` or `max_id=…` of a page that the Link header names, and not its host."""
    way = "min_id" if relation == "prev" else "max_id"
    for url, named in _LINK.findall(reply.headers.get("link", "")):
        ids = parse_qs(urlsplit(url).query).get(way)
        if named == relation and ids:
            return f"{way}={ids[0]}"
    return None
