"""Questions in the order of their last activity, so that an old one with a new answer comes too."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flows.post import Post
from flows.sources.contract import NoPost
from flows.sources.markup import plain
from flows.sources.paging import Page, Span, Stream
from flows.sources.records import OTHER_SHAPE, told
from flows.sources.request import Reply, Request
from flows.sources.stackexchange.answers import Answers, Comments
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
            told(answered.items, partial(self.post, at), self.name),
            token=_next(answered),
            more=self._more(answered.items),
            backoff=answered.backoff,
        )

    def _more(self, items: list[Any]) -> list[Stream]:
        settings = self.site.settings
        threads, answered = {}, {}
        for one in items:
            with suppress(NoPost, *OTHER_SHAPE):
                threads[one["question_id"]] = self.site.thread(one)
                if one["answer_count"]:
                    answered[one["question_id"]] = self.site.thread(one)
        more: list[Stream] = []
        if settings.with_comments and threads:
            more.append(Comments(self.site, "questions", threads))
        if settings.with_answers and answered:
            more.append(Answers(self.site, answered))
        return more

    def post(self, at: datetime, question: dict[str, Any]) -> Post:
        """Return a question."""
        thread = self.site.thread(question)
        return self.site.post(
            at,
            question,
            post_id=thread.id,
            thread_id=thread.id,
            url=thread.link,
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
