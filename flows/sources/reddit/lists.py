"""Lists of Reddit, newest first: of a subreddit, of a search."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from flows.sources.paging import Page, Span, Stream
from flows.sources.records import inside, listed
from flows.sources.reddit.comments import Tree
from flows.sources.reddit.session import Session
from flows.sources.reddit.things import posts
from flows.sources.request import Reply, Request

_PER_PAGE = 100
# A list ends when it is out of posts, or out of patience: it does not say which.
_FULL_LISTING = 900
_FULL_SEARCH = 200


@dataclass(frozen=True)
class Listing:
    """One list; a token is the name of its last thing, and how many came before the next page."""

    session: Session
    name: str
    path: str
    full: int
    with_trees: bool = False
    params: Mapping[str, str] = field(default_factory=dict)
    is_ascending = False

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        after, _, count = (token or "").partition(":")
        place = {"after": after, "count": count} if token else {}
        return self.session.signed(self.path, limit=_PER_PAGE, **self.params, **place)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of things."""
        answer = reply.json()
        things = listed(answer, "data", "children", place=self.name)
        after = inside(answer, "data", "after", place=self.name)
        before = parse_qs(urlsplit(reply.url).query).get("count", ["0"])[0]
        count = int(before) + len(things)
        is_full = after is None and count >= self.full
        return Page(
            posts(self.session.settings, things, at, self.name),
            token=f"{after}:{count}" if after else None,
            more=[
                Tree(self.session, thing["data"]["id"])
                for thing in things
                if self.with_trees and (thing.get("data") or {}).get("num_comments")
            ],
            limit=f"{self.name}: Reddit lists no more than the last {count}." if is_full else None,
        )


def listing(session: Session, subreddit: str, what: Literal["new", "comments"]) -> Stream:
    """Return the submissions of a subreddit, or its comments."""
    name = f"r/{subreddit} {what}"
    return Listing(session, name, f"r/{subreddit}/{what}", _FULL_LISTING)


def search(session: Session, query: str) -> Stream:
    """Return the submissions that a search finds, with their comments if they are wanted."""
    params = {"q": query, "sort": "new", "type": "link", "t": "all"}
    trees = session.settings.with_comments
    return Listing(session, f"search {query}", "search", _FULL_SEARCH, trees, params)
