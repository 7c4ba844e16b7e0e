"""Discussions of a repository, by their last activity, through the GraphQL interface."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Literal

from flows.errors import SourceRefused
from flows.post import Post
from flows.sources.contract import Gone, NoPost, as_json
from flows.sources.github.hub import A_MINUTE, Hub, answered
from flows.sources.paging import Page, Span, Stream, Throttled
from flows.sources.records import inside, instant, listed, told
from flows.sources.request import Reply, Request

_SAID = "databaseId url body createdAt upvoteCount author { login }"
_ANSWER = f"id {_SAID} deletedAt"
_PLACE = "pageInfo { hasNextPage endCursor }"
_COMMENT = f"{_ANSWER} replies(first: 20) {{ {_PLACE} nodes {{ {_ANSWER} }} }}"
_PART = f"first: 100, after: $after) {{ {_PLACE} nodes"
_LISTED = f"""
query ($owner: String!, $name: String!, $after: String) {{
  repository(owner: $owner, name: $name) {{
    discussions(first: 25, after: $after, orderBy: {{field: UPDATED_AT, direction: DESC}}) {{
      {_PLACE}
      nodes {{
        id number title updatedAt {_SAID}
        comments(first: 50) {{ totalCount {_PLACE} nodes {{ {_COMMENT} }} }}
      }}
    }}
  }}
}}"""
_COMMENTS = f"""
query ($id: ID!, $after: String) {{
  node(id: $id) {{
    ... on Discussion {{ comments({_PART} {{ {_COMMENT} }} }} }}
  }}
}}"""
_REPLIES = f"""
query ($id: ID!, $after: String) {{
  node(id: $id) {{
    ... on DiscussionComment {{ replies({_PART} {{ {_ANSWER} }} }} }}
  }}
}}"""

Node = dict[str, Any]
Said = tuple[Node, str | None, str]
"""What was said, the id of what it answers, and that of its discussion."""


@dataclass(frozen=True)
class Discussions:
    """Discussions with their first comments; a token is GitHub's cursor."""

    hub: Hub
    repository: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"{self.repository} discussions"

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        owner, _, name = self.repository.partition("/")
        return self.hub.query(_LISTED, owner=owner, name=name, after=token)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of discussions, with what was said in them."""
        data = _data(reply, self.name)
        found = inside(data, "repository", "discussions", place=self.name)
        nodes = listed(found, "nodes", place=self.name)
        said = [one for node in nodes for one in self._said(node)]
        times = [instant(node["updatedAt"]) for node in nodes]
        return Page(
            told(said, partial(_post, self.hub, self.repository, at), self.name),
            token=_cursor(found),
            more=[one for node in nodes for one in self._more(node)],
            reached=min(times, default=None),
        )

    def _thread(self, node: Node) -> str:
        return f"{self.repository}#{node['number']}"

    def _said(self, node: Node) -> Iterator[Said]:
        thread = self._thread(node)
        yield node, None, thread
        yield from _said(node["comments"]["nodes"], thread, self.repository, in_reply_to=thread)

    def _more(self, node: Node) -> Iterator[Stream]:
        """Yield the lists of what does not fit into a discussion's first page."""
        thread, comments = self._thread(node), node["comments"]
        if cursor := _cursor(comments):
            yield Rest(self.hub, self.repository, thread, "comments", node["id"], thread, cursor)
        yield from _deeper(self.hub, self.repository, thread, comments["nodes"])


@dataclass(frozen=True)
class Rest:
    """Comments on a discussion beyond the first, or replies to a comment beyond the first."""

    hub: Hub
    repository: str
    thread: str
    of: Literal["comments", "replies"]
    id: str
    parent: str
    after: str
    is_ascending = True

    @property
    def name(self) -> str:
        """Return its name in messages."""
        return f"{self.of} of {self.parent}"

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        query = _COMMENTS if self.of == "comments" else _REPLIES
        return self.hub.query(query, id=self.id, after=token or self.after)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of comments or replies."""
        found = inside(_data(reply, self.name), "node", self.of, place=self.name)
        nodes = listed(found, "nodes", place=self.name)
        said = _said(nodes, self.thread, self.repository, in_reply_to=self.parent)
        more = (
            [] if self.of == "replies" else _deeper(self.hub, self.repository, self.thread, nodes)
        )
        post = partial(_post, self.hub, self.repository, at)
        return Page(told(said, post, self.name), token=_cursor(found), more=more)


def _data(reply: Reply, place: str) -> Any:
    """Return what a query found.

    Raises:
        Throttled: too much was asked.
        SourceRefused: the repository is not there, or the token may not read it.

    """
    answer = answered(reply, place)
    if not (errors := answer.get("errors") if isinstance(answer, dict) else None):
        return inside(answer, "data", place=place)
    said = str(errors[0].get("message"))
    if any(one.get("type") == "RATE_LIMITED" for one in errors):
        raise Throttled(f"{place}: {said} The next collection goes on.", A_MINUTE)
    raise SourceRefused(f"{place}: GitHub answered {said!r}. Check the name, and the token.")


def _said(nodes: list[Node], thread: str, repository: str, in_reply_to: str) -> Iterator[Said]:
    """Yield each comment and its replies, with what it answers and its thread."""
    for node in nodes:
        yield node, in_reply_to, thread
        for reply in (node.get("replies") or {}).get("nodes", ()):
            yield reply, _id(repository, node), thread


def _post(hub: Hub, repository: str, at: datetime, said: Said) -> Post | Gone:
    node, parent, thread = said
    post_id = thread if parent is None else _id(repository, node)
    if node.get("deletedAt"):
        return Gone(hub.settings.platform, post_id)
    author = (node.get("author") or {}).get("login")
    return hub.settings.post(
        at,
        post_id=post_id,
        kind="post" if parent is None else "comment" if parent == thread else "reply",
        parent_id=parent,
        thread_id=thread,
        url=node["url"],
        posted_at=instant(node["createdAt"]),
        author=author,
        author_name=author,
        title=node["title"] if parent is None else "",
        text=node["body"],
        likes=node.get("upvoteCount"),
        replies=(node.get("comments") or node.get("replies") or {}).get("totalCount"),
        raw=as_json(node),
    )


def _id(repository: str, node: Node) -> str:
    if not node.get("databaseId"):
        raise NoPost("`databaseId` is missing")
    return f"{repository}#discussioncomment-{node['databaseId']}"


def _deeper(hub: Hub, repository: str, thread: str, nodes: list[Node]) -> list[Stream]:
    return [
        Rest(hub, repository, thread, "replies", node["id"], _id(repository, node), cursor)
        for node in nodes
        if (cursor := _cursor(node.get("replies") or {}))
    ]


def _cursor(connection: Node) -> str | None:
    place = connection.get("pageInfo") or {}
    return place.get("endCursor") if place.get("hasNextPage") else None
