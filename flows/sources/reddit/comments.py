"""The comments of a submission: a tree, whose cut branches are asked for, within bounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.errors import SchemaDrift
from flows.sources.paging import Page, Span, Stream
from flows.sources.records import listed
from flows.sources.reddit.session import Session
from flows.sources.reddit.things import Thing, posts
from flows.sources.request import Reply, Request

_PER_CALL = 100
_LIMIT = 500


@dataclass(frozen=True)
class Tree:
    """The tree of a submission, or what is below one of its comments."""

    session: Session
    submission: str
    below: str | None = None
    requests_left: int | None = None
    is_ascending = True

    @property
    def name(self) -> str:
        """Return its name in messages."""
        return f"comments of {self.submission}"

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - one page, all
        """Return what to ask for."""
        below = f"/_/{self.below}" if self.below else ""
        return self.session.signed(
            f"comments/{self.submission}{below}", limit=_LIMIT, sort="new", threaded="true"
        )

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read the tree; the submission itself came with its list."""
        answer = reply.json()
        if not isinstance(answer, list) or len(answer) != 2:  # noqa: PLR2004 - submission, comments
            raise SchemaDrift(f"{self.name}: the answer is no tree of comments any more.")
        things = list(_flat(listed(answer[1], "data", "children", place=self.name)))
        return _page(self, things, at)


@dataclass(frozen=True)
class Branches:
    """Comments that a tree named and did not show."""

    session: Session
    submission: str
    ids: Sequence[str]
    requests_left: int | None
    is_ascending = True

    @property
    def name(self) -> str:
        """Return its name in messages."""
        return f"more comments of {self.submission}"

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - one page
        """Return what to ask for."""
        return self.session.signed(
            "api/morechildren",
            api_type="json",
            link_id=f"t3_{self.submission}",
            children=",".join(self.ids),
            sort="new",
        )

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read comments that come side by side."""
        things = listed(reply.json(), "json", "data", "things", place=self.name)
        return _page(self, list(_flat(things)), at)


def _page(of: Tree | Branches, things: list[Thing], at: datetime) -> Page:
    """Return the comments, and as many of the cut branches as may be asked for."""
    settings = of.session.settings
    left = settings.comment_requests if of.requests_left is None else of.requests_left
    cut = [thing["data"] for thing in things if thing.get("kind") == "more"]
    ids = [one for more in cut for one in more["children"]]
    parts = [ids[first : first + _PER_CALL] for first in range(0, len(ids), _PER_CALL)]
    below = [more["parent_id"].removeprefix("t1_") for more in cut if not more["children"]]
    asked = parts[:left]
    deeper = below[: left - len(asked)]
    missed = len(parts) + len(below) - len(asked) - len(deeper)
    each = (left - len(asked) - len(deeper)) // max(1, len(asked) + len(deeper))
    more: list[Stream] = [Branches(of.session, of.submission, part, each) for part in asked]
    more += [Tree(of.session, of.submission, parent, each) for parent in deeper]
    limit = f"{missed} branches were left out, as `comment_requests` allows no more."
    return Page(
        posts(settings, (thing for thing in things if thing.get("kind") != "more"), at, of.name),
        more=more,
        limit=limit if missed else None,
    )


def _flat(things: Sequence[Any]) -> Iterator[Thing]:
    """Yield the comments of a tree, each before its answers; a deep tree is no deep recursion."""
    stack = list(reversed(things))
    while stack:
        thing = stack.pop()
        yield thing
        replies = (thing.get("data") or {}).get("replies")
        if isinstance(replies, dict):
            stack.extend(reversed(listed(replies, "data", "children", place="replies")))
