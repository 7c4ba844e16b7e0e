"""Lists of a forum: every post, the topics of a category, what a search finds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.sources.discourse.forum import Forum, asked
from flows.sources.discourse.topic import topics
from flows.sources.paging import Page, Span, Throttled
from flows.sources.records import inside, instant, listed
from flows.sources.request import Reply, Request

_WINDOW = 50
_LAST_PAGE = 10
_A_MINUTE = 60.0


@dataclass(frozen=True)
class Everything:
    """Every public post, newest first; a token is the id before which the next page ends."""

    forum: Forum
    name = "everything"
    is_ascending = False

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        where = f"?before={token}" if token else ""
        return self.forum.request(f"posts.json{where}")

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of posts."""
        posts = listed(reply.json(), "latest_posts", place=self.name)
        ids = [
            one["id"] for one in posts if isinstance(one, dict) and isinstance(one.get("id"), int)
        ]
        before = int(asked(reply, "before", "0"))
        # Forums before 2025 look through 50 ids, and find none where 50 posts in a row are private.
        following = min(ids) if ids and (not before or min(ids) < before) else before - _WINDOW
        return Page(
            self.forum.posts(posts, at, self.name), token=str(following) if following > 1 else None
        )


@dataclass(frozen=True)
class Category:
    """Topics of a category by their last activity; a token is the number of a page, from 0."""

    forum: Forum
    path: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"category {self.path}"

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        return self.forum.request(f"c/{self.path}/l/latest.json", page=token or "0")

    def read(self, reply: Reply, at: datetime) -> Page:  # noqa: ARG002 - topics are no posts
        """Read a page of topics; those that are pinned stand first, whatever their age."""
        topic_list = inside(reply.json(), "topic_list", place=self.name)
        records = listed(topic_list, "topics", place=self.name)
        free = [one["bumped_at"] for one in records if not one.get("pinned")]
        has_more = bool(topic_list.get("more_topics_url"))
        return Page(
            (),
            token=str(int(asked(reply, "page", "0")) + 1) if has_more else None,
            more=topics(self.forum, records),
            reached=min(map(instant, free), default=None),
        )


@dataclass(frozen=True)
class Search:
    """Topics that a search finds, newest first; a token is `<day before which>:<page>`.

    Pages end with the tenth: from there on another day ends the search.
    """

    forum: Forum
    query: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"search {self.query}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        until = (span.until + timedelta(days=1)).date().isoformat()
        before, _, number = (token or f"{until}:1").partition(":")
        return self.forum.request(
            "search.json",
            pause=self.forum.settings.search_pause_seconds,
            q=f"{self.query} after:{span.since.date()} before:{before} order:latest",
            page=number,
        )

    def read(self, reply: Reply, at: datetime) -> Page:  # noqa: ARG002 - topics are no posts
        """Read a page of results: each is a topic with one post that was found in it."""
        answer = reply.json()
        result = inside(answer, "grouped_search_result", place=self.name)
        if said := result.get("error"):
            raise Throttled(f"{self.name}: {said} The next collection asks again.", _A_MINUTE)
        more = topics(self.forum, answer.get("topics") or [])
        number = int(asked(reply, "page", "1"))
        if not result.get("more_full_page_results"):
            return Page((), more=more)
        before = asked(reply, "q").rpartition("before:")[2].partition(" ")[0]
        if number < _LAST_PAGE:
            return Page((), token=f"{before}:{number + 1}", more=more)
        oldest = min(
            instant(one["created_at"]) for one in listed(answer, "posts", place=self.name)
        ).date()
        if oldest + timedelta(days=1) < date.fromisoformat(before):
            return Page((), token=f"{oldest + timedelta(days=1)}:1", more=more)
        limit = f"{self.name}: the search lists 500 topics, and one day has more."
        return Page((), more=more, limit=limit)
