"""Issues and their comments: of a repository, newest first; of a search, by their activity."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from flows.errors import SchemaDrift
from flows.sources.github.hub import A_MINUTE, PER_PAGE, Heard, Hub, answered, following, params
from flows.sources.paging import Page, Span, Stream, Throttled
from flows.sources.records import inside, listed
from flows.sources.request import Reply, Request

_DEEPEST = 1_000

Read = Callable[[list[Any], datetime, str], Heard]


@dataclass(frozen=True)
class Listing:
    """A list that is linked page by page; a token is the query of the next page."""

    hub: Hub
    name: str
    path: str
    read_records: Read
    params: Mapping[str, str] = field(default_factory=dict)
    is_ascending: bool = False

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for; `since` is about the last change, which is no earlier."""
        first = {**self.params, "since": _written(span.since)}
        return self.hub.request(self.path, params(token) if token else first)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page."""
        records = answered(reply, self.name)
        if not isinstance(records, list):
            raise SchemaDrift(f"{self.name}: the answer is no list any more.")
        return Page(self.read_records(records, at, self.name), token=following(reply))


_NEWEST = {"sort": "created", "direction": "desc"}


def issues(hub: Hub, repository: str) -> Stream:
    """Return the issues of a repository, pull requests among them."""
    path, asks = f"repos/{repository}/issues", {"state": "all", **_NEWEST}
    return Listing(hub, f"{repository} issues", path, hub.issues, asks)


def comments(hub: Hub, repository: str) -> Stream:
    """Return the comments on all issues of a repository."""
    path = f"repos/{repository}/issues/comments"
    return Listing(hub, f"{repository} comments", path, hub.comments, _NEWEST)


@dataclass(frozen=True)
class Search:
    """What a search finds, by the last activity, so that new comments on old issues come too.

    A token is the activity that the page begins with, and its number among pages that begin so.
    """

    hub: Hub
    query: str
    what: Literal["issue", "pr"]
    is_ascending = True

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"search {self.query} ({self.what})"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        since, _, number = (token or f"{_written(span.since)} 1").partition(" ")
        words = f"{self.query} is:{self.what} created:<={_written(span.until)} updated:>={since}"
        asks = {"q": words, "sort": "updated", "order": "asc", "page": number}
        return self.hub.request("search/issues", asks)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of results."""
        answer = answered(reply, self.name)
        items = listed(answer, "items", place=self.name)
        if answer.get("incomplete_results"):
            raise Throttled(
                f"{self.name}: GitHub ran out of time and left results out. The next collection "
                "asks again; a narrower search is answered whole.",
                A_MINUTE,
            )
        total = int(inside(answer, "total_count", place=self.name))
        token, limit = self._next(reply, items, total)
        return Page(
            self.hub.issues(items, at, self.name), token=token, more=self._more(items), limit=limit
        )

    def _next(self, reply: Reply, items: list[Any], total: int) -> tuple[str | None, str | None]:
        query = parse_qs(urlsplit(reply.url).query)
        number = int(query.get("page", ["1"])[0])
        since = query.get("q", [""])[0].rpartition("updated:>=")[2]
        times = [str(one.get("updated_at")) for one in items if isinstance(one, dict)]
        if not times or total <= (number - 1) * PER_PAGE + len(items):
            return None, None
        if max(times) > since:
            return f"{max(times)} 1", None
        if number * PER_PAGE < _DEEPEST:
            return f"{since} {number + 1}", None
        return None, f"{self.name}: GitHub lists 1,000 results, and more changed in one second."

    def _more(self, items: list[Any]) -> list[Stream]:
        """Return the comments on each issue that has some."""
        paths = [
            str(one["comments_url"]).partition("/repos/")[2]
            for one in items
            if isinstance(one, dict) and one.get("comments") and one.get("comments_url")
        ]
        return [
            Listing(self.hub, f"comments {path}", f"repos/{path}", self.hub.comments, {}, True)
            for path in paths
        ]


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
