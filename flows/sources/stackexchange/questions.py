"""Questions in the order of their last activity, so that an old one with a new answer comes too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flows.post import Post
from flows.sources.markup import plain
from flows.sources.paging import Page, Span, Stream
from flows.sources.records import told
from flows.sources.request import Reply, Request
from flows.sources.stackexchange.answers import Answers, Comments, Thread
from flows.sources.stackexchange.site import Answered, Site


@dataclass(frozen=True)
class Questions:
    """What a search finds, or what has a tag.

    A token is the activity that the page begins with, and its number among pages that begin so:
    a question that is answered while they are walked through moves to the end, and would push
    another one over the edge of pages that are counted from the first.
    """

    site: Site
    name: str
    by: Mapping[str, str]
    is_ascending = True

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        since, _, number = (token or f"{int(span.since.timestamp())}:1").partition(":")
        return self.site.request(
            "search/advanced",
            **self.by,
            sort="activity",
            min=since,
            todate=int(span.until.timestamp()),
            page=number,
        )

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of questions."""
        answered = self.site.answered(reply, at, self.name)
        return Page(
            told(answered.items, partial(self._post, at), self.name),
            token=_next(answered),
            more=self._more(answered.items),
            backoff=answered.backoff,
        )

    def _more(self, items: list[Any]) -> list[Stream]:
        settings = self.site.settings
        asked = [
            one
            for one in items
            if isinstance(one, dict) and isinstance(one.get("question_id"), int)
        ]
        threads = {one["question_id"]: Thread(one["question_id"], one.get("link")) for one in asked}
        answered = {
            one["question_id"]: threads[one["question_id"]]
            for one in asked
            if one.get("answer_count")
        }
        more: list[Stream] = []
        if settings.with_comments and threads:
            more.append(Comments(self.site, "questions", threads))
        if settings.with_answers and answered:
            more.append(Answers(self.site, answered))
        return more

    def _post(self, at: datetime, question: dict[str, Any]) -> Post:
        post_id = self.site.id(question["question_id"])
        return self.site.post(
            at,
            question,
            post_id=post_id,
            thread_id=post_id,
            url=question.get("link"),
            title=plain(question["title"]),
            views=question.get("view_count"),
            replies=question.get("answer_count"),
        )


def _next(answered: Answered) -> str | None:
    times = [
        one["last_activity_date"]
        for one in answered.items
        if isinstance(one, dict) and isinstance(one.get("last_activity_date"), int)
    ]
    if not answered.has_more or not times:
        return None
    first, number = answered.params.get("min", "0"), int(answered.params.get("page", "1"))
    return f"{max(times)}:1" if max(times) > int(first) else f"{first}:{number + 1}"
