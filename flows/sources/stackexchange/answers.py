"""Answers to questions, and comments on both."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Literal

from flows.post import Post
from flows.sources.paging import Page, Span
from flows.sources.records import told
from flows.sources.request import Reply, Request
from flows.sources.stackexchange.site import Site, Thread


@dataclass(frozen=True)
class Answers:
    """All answers to some questions: an old one may have a new comment."""

    site: Site
    threads: Mapping[int, Thread]
    name = "answers"
    is_ascending = True

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - all are needed
        """Return what to ask for."""
        return self.site.request(
            f"questions/{_ids(self.threads)}/answers", sort="creation", page=token or "1"
        )

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of answers."""
        answered = self.site.answered(reply, at, self.name)
        threads = {
            one["answer_id"]: self.threads[one["question_id"]]
            for one in answered.items
            if isinstance(one, dict)
            and isinstance(one.get("answer_id"), int)
            and isinstance(one.get("question_id"), int)
            and one["question_id"] in self.threads
        }
        wanted = self.site.settings.with_comments and threads
        return Page(
            told(answered.items, partial(self.post, at), self.name),
            token=answered.next_page(),
            more=[Comments(self.site, "answers", threads)] if wanted else [],
            backoff=answered.backoff,
        )

    def post(self, at: datetime, answer: dict[str, Any]) -> Post:
        """Return an answer."""
        thread = self.threads[answer["question_id"]]
        number = answer["answer_id"]
        return self.site.post(
            at,
            answer,
            post_id=thread.post(number),
            parent_id=thread.id,
            thread_id=thread.id,
            url=thread.address(number),
        )


@dataclass(frozen=True)
class Comments:
    """Comments on some questions or on some answers; `threads` goes by the id of either."""

    site: Site
    on: Literal["questions", "answers"]
    threads: Mapping[int, Thread]
    is_ascending = True

    @property
    def name(self) -> str:
        """Return its name in messages."""
        return f"comments on {self.on}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        return self.site.request(
            f"{self.on}/{_ids(self.threads)}/comments",
            sort="creation",
            fromdate=int(span.since.timestamp()),
            todate=int(span.until.timestamp()),
            page=token or "1",
        )

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of comments."""
        answered = self.site.answered(reply, at, self.name)
        return Page(
            told(answered.items, partial(self.post, at), self.name),
            token=answered.next_page(),
            backoff=answered.backoff,
        )

    def post(self, at: datetime, comment: dict[str, Any]) -> Post:
        """Return a comment."""
        number, on = comment["comment_id"], comment["post_id"]
        thread = self.threads[on]
        return self.site.post(
            at,
            comment,
            post_id=thread.comment(number),
            kind="comment",
            parent_id=thread.post(on),
            thread_id=thread.id,
            url=f"{thread.link}#comment{number}_{on}",
        )


def _ids(threads: Mapping[int, Thread]) -> str:
    return ";".join(map(str, threads))
