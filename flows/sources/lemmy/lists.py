"""Lists of Lemmy, newest first: posts or comments, of a community or of a search."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from flows.errors import SourceRefused
from flows.sources.http import Http
from flows.sources.lemmy import records
from flows.sources.lemmy.settings import LemmySettings
from flows.sources.paging import Page, Span, Stream, Throttled
from flows.sources.records import dates, inside, listed, told
from flows.sources.request import Reply, Request

_PER_PAGE = 50
# Until 0.19, too many requests and a community that is not there are both a 400.
_BAD, _ABSENT = 400, 404
_A_WINDOW = 60.0
_EVERY: dict[str, dict[str, str | int]] = {
    "v3": {"type_": "All", "sort": "New"},
    "v4": {"type_": "all", "sort": "new"},
}

Key = Literal["posts", "comments"]


def asked(
    settings: LemmySettings, http: Http, path: str, params: Mapping[str, str | int]
) -> Request:
    """Return a request to the instance, with the token if there is one."""
    url = f"{settings.url}/api/{settings.api}/{path}"
    if settings.token is None:
        return Request(url, params, answers=(_BAD, _ABSENT))
    headers = {"Authorization": f"Bearer {http.key(settings.token)}"}
    return Request(url, params, headers, credential=settings.token, answers=(_BAD, _ABSENT))


def answered(reply: Reply, place: str) -> Any:
    """Return what was answered.

    Raises:
        Throttled: too much was asked.
        SourceRefused: it is no list, or not there.

    """
    answer = reply.json()
    if reply.status not in (_BAD, _ABSENT):
        return answer
    if is_throttled(answer):
        raise Throttled(f"{place}: too much was asked of the instance.", _A_WINDOW)
    said = answer.get("error") if isinstance(answer, dict) else None
    raise SourceRefused(
        f"{place}: the instance answered {reply.status} (`{said}`). Check the name, and the "
        "version in `api`."
    )


def is_throttled(answer: Any) -> bool:
    """Say whether an answer means that too much was asked."""
    return isinstance(answer, dict) and answer.get("error") == "rate_limit_error"


@dataclass(frozen=True)
class Listed:
    """One list. A token says how the next page is named, by a cursor or by a number, and its name.

    `key` is what its items are, and where they stand in an answer of version 3.
    """

    settings: LemmySettings
    http: Http
    name: str
    path: str
    key: Key
    asks: Mapping[str, str | int] = field(default_factory=dict)
    is_ascending = False

    def request(self, _span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        way, _, named = (token or "").partition("=")
        page: dict[str, str | int] = {way: named} if token else {}
        return asked(self.settings, self.http, self.path, {**self.asks, "limit": _PER_PAGE, **page})

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page."""
        is_newer = self.settings.api == "v4"
        answer = answered(reply, self.name)
        views = listed(answer, "items" if is_newer else self.key, place=self.name)
        following = answer.get("next_page")
        if following and views:
            token = f"page_cursor={following}"
        elif is_newer or len(views) < _PER_PAGE:
            token = None
        else:
            (number,) = parse_qs(urlsplit(reply.url).query).get("page", ["1"])
            token = f"page={int(number) + 1}"
        reached = max(dates(views, records.dated), default=None)
        if self.key == "posts":
            items = told(views, partial(records.post, self.settings, at), self.name)
            return Page(items, token, reached=reached)
        return self._comments(views, at, Page((), token, reached=reached))

    def _comments(self, views: list[Any], at: datetime, page: Page) -> Page:
        """Return a page of comments; what answers one that is not on it waits for its name."""
        known = _names(views)
        here, waiting = [], dict[str, list[Any]]()
        for view in views:
            above = _above(view)
            if above is None or above in known:
                here.append(view)
            else:
                waiting.setdefault(above, []).append(view)
        return replace(
            page,
            items=told(here, partial(records.comment, self.settings, at, known), self.name),
            more=[
                _Answers(self.settings, self.http, f"answers in {self.name}", above, answers)
                for above, answers in waiting.items()
            ],
        )


@dataclass(frozen=True)
class _Answers:
    """Comments that answer one comment, whose name is asked for first."""

    settings: LemmySettings
    http: Http
    name: str
    above: str
    views: list[Any]
    is_ascending = False

    def request(self, _span: Span, _token: str | None) -> Request:
        """Return what to ask for."""
        return asked(self.settings, self.http, "comment", {"id": self.above})

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read the comment above; if it is gone, its number here stands for its name."""
        known = {self.above: f"{urlsplit(self.settings.url).hostname}/comment/{self.above}"}
        if reply.status == _BAD and is_throttled(reply.json()):
            raise Throttled(f"{self.name}: too much was asked of the instance.", _A_WINDOW)
        if reply.status not in (_BAD, _ABSENT):
            known |= _names([inside(reply.json(), "comment_view", place=self.name)])
        comment = partial(records.comment, self.settings, at, known)
        return Page(told(self.views, comment, self.name))


def lists(settings: LemmySettings, http: Http) -> list[Stream]:
    """Return all lists of a source."""
    keys: tuple[Key, ...] = ("posts", "comments") if settings.comments else ("posts",)
    found: list[Stream] = []
    for key in keys:
        path = f"{key.removesuffix('s')}/list"
        every = _EVERY[settings.api]
        found += [
            Listed(settings, http, f"{key} of {name}", path, key, {**every, "community_name": name})
            for name in settings.communities
        ]
        found += [
            Listed(settings, http, f"{key} about {query}", *_search(settings, key, path, query))
            for query in settings.searches
        ]
    return found


def _search(
    settings: LemmySettings, key: Key, path: str, query: str
) -> tuple[str, Key, dict[str, str | int]]:
    """Return how a search is asked for; version 4 has it in its lists."""
    every = _EVERY[settings.api]
    if settings.api == "v4":
        return path, key, {**every, "search_term": query}
    kind = every["type_"]
    return "search", key, {**every, "q": query, "listing_type": kind, "type_": key.capitalize()}


def _names(views: Iterable[Any]) -> dict[str, str]:
    """Return the names of comments by their numbers on this instance."""
    found = {}
    for view in views:
        with suppress(KeyError, TypeError):
            found[str(view["comment"]["id"])] = view["comment"]["ap_id"]
    return found


def _above(view: Any) -> str | None:
    """Return what a comment answers, if it says so."""
    with suppress(KeyError, TypeError, AttributeError, IndexError):
        return records.above(view)
    return None
