"""Lists of X, newest first: what a search finds, what mentions an account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from flows.errors import SourceRefused
from flows.sources.http import Http
from flows.sources.paging import Page, Span, Stream
from flows.sources.records import inside
from flows.sources.request import Reply, Request
from flows.sources.walk import OutOfReach
from flows.sources.x.settings import XSettings
from flows.sources.x.spending import Spent
from flows.sources.x.tweets import fields, posts

_PER_PAGE, _LEAST_PER_PAGE = 100, 10
# What X says no to with a reason in words.
_REFUSALS = (400, 402, 403)
# A walk of many pages takes a while, and what it asked for first must still be there at its end.
_RECENT = timedelta(days=7) - timedelta(minutes=30)
_MOST_MENTIONS = 800
_SEVEN_DAYS = "X shows who has no `archive` seven days of a search."
_LAST_MENTIONS = f"X shows the last {_MOST_MENTIONS} mentions of an account."
# The last seconds are not searched yet.
_NOT_YET = timedelta(seconds=15)


def asked(
    settings: XSettings, http: Http, path: str, params: Mapping[str, str | int] | None = None
) -> Request:
    """Return a request with the app's token."""
    headers = {"Authorization": f"Bearer {http.key(settings.token)}"}
    url = f"{settings.url}/2/{path}"
    return Request(url, params or {}, headers, credential=settings.token, answers=_REFUSALS)


def answered(reply: Reply, place: str) -> Any:
    """Return what was answered.

    Raises:
        SourceRefused: it is no; says why in the words of X.

    """
    answer = reply.json()
    if reply.status not in _REFUSALS:
        return answer
    said = answer if isinstance(answer, dict) else {}
    why = said.get("detail") or said.get("title") or said.get("error") or "no reason"
    errors = said.get("errors") or [{}]
    more = errors[0].get("message") if isinstance(errors[0], dict) else None
    raise SourceRefused(f"{place}: X answered {reply.status}: {more or why}")


def _when(span: Span) -> dict[str, str | int]:
    until = min(span.until, datetime.now(UTC) - _NOT_YET)
    return {"start_time": _written(span.since), "end_time": _written(until)}


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass
class Search:
    """What a search finds; a token is that of X."""

    settings: XSettings
    http: Http
    spent: Spent
    query: str
    is_ascending = False
    _is_clipped: bool = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"search {self.query}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        count = max(_LEAST_PER_PAGE, min(_PER_PAGE, self.spent.left(self.name)))
        query = self.query if "is:retweet" in self.query else f"({self.query}) -is:retweet"
        if not self.settings.archive:
            # Counted from now: a walk that was cut off weeks ago asks for what is left of it.
            first = self.spent.at - _RECENT
            if span.until <= first:
                raise OutOfReach(_SEVEN_DAYS)
            self._is_clipped = span.since < first
            span = Span(max(span.since, first), span.until)
        params: dict[str, str | int] = {"query": query, "max_results": count, **_when(span)}
        params |= {"sort_order": "recency", **fields(self.settings)}
        params |= {"next_token": token} if token else {}
        path = "tweets/search/all" if self.settings.archive else "tweets/search/recent"
        return asked(self.settings, self.http, path, params)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of results, and count what it cost."""
        answer = answered(reply, self.name)
        token = inside(answer, "meta", place=self.name).get("next_token")
        self.spent.add(len(answer.get("data", [])))
        limit = _SEVEN_DAYS if self._is_clipped and not token else None
        return Page(posts(self.settings, at, answer, self.name), token, limit=limit)


@dataclass
class Mentions:
    """What mentions an account; a token is its id, how many came so far, and the token of X."""

    settings: XSettings
    http: Http
    spent: Spent
    account: str
    is_ascending = False
    _so_far: int = 0

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"mentions of {self.account}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for: first who it is, then who mentioned it."""
        if token is None:
            name = quote(self.account.removeprefix("@"), safe="")
            return asked(self.settings, self.http, f"users/by/username/{name}")
        number, so_far, following = token.split(" ")
        self._so_far = int(so_far)
        count = max(_LEAST_PER_PAGE, min(_PER_PAGE, self.spent.left(self.name)))
        params = {"max_results": count, **_when(span), **fields(self.settings)}
        params |= {"pagination_token": following} if following else {}
        return asked(self.settings, self.http, f"users/{number}/mentions", params)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read who it is, or a page of mentions, and count what that cost."""
        answer = answered(reply, self.name)
        if "meta" not in answer:
            if "errors" in answer:
                raise SourceRefused(f"{self.name}: X knows no such account.")
            number = inside(answer, "data", "id", place=self.name)
            return Page((), token=f"{number} 0 ")
        count = len(answer.get("data", []))
        self.spent.add(count)
        number = urlsplit(reply.url).path.rpartition("/users/")[2].partition("/")[0]
        following = inside(answer, "meta", place=self.name).get("next_token")
        so_far = self._so_far + count
        return Page(
            posts(self.settings, at, answer, self.name),
            token=f"{number} {so_far} {following}" if following else None,
            limit=_LAST_MENTIONS if so_far >= _MOST_MENTIONS else None,
        )


def lists(settings: XSettings, http: Http, spent: Spent) -> list[Stream]:
    """Return all lists of a source."""
    found: list[Stream] = [Search(settings, http, spent, query) for query in settings.searches]
    return found + [Mentions(settings, http, spent, account) for account in settings.mentions]
