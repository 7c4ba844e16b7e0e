"""The articles of a site and the comments of all of them, each a list, newest first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from flows.errors import SchemaDrift
from flows.post import Post
from flows.sources.contract import as_json
from flows.sources.markup import plain
from flows.sources.paging import Page, Span
from flows.sources.records import Told, dates, instant, told
from flows.sources.request import Reply, Request
from flows.sources.wordpress.settings import WordPressSettings

_SECOND = timedelta(seconds=1)
_REFUSED = 400
"""The status with which a site says what it does not like about a question."""


@dataclass(frozen=True)
class _List:
    settings: WordPressSettings
    is_ascending = False
    what = ""

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return self.what

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for; a token is the instant to go on before.

        Numbers of pages would be simpler, but lose a post for each that is deleted meanwhile.
        """
        params: dict[str, str | int] = {
            "after": _written(span.since - _SECOND),
            "before": token or _written(span.until),
            "order": "desc",
            "orderby": "date_gmt" if self.what == "comments" else "date",
            "per_page": self.settings.per_page,
        }
        if self.settings.search:
            params["search"] = self.settings.search
        url = f"{self.settings.url}/wp-json/wp/v2/{self.what}"
        return Request(url, params, answers=(_REFUSED,))

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page."""
        answer = reply.json()
        if reply.status == _REFUSED:
            raise SchemaDrift(f"{self.name}: the site refuses the question: {as_json(answer)}")
        if not isinstance(answer, list):
            raise SchemaDrift(f"{self.name}: the answer is no list of {self.what} any more.")
        times = dates(answer, lambda one: instant(one["date_gmt"]))
        pages = reply.headers.get("x-wp-totalpages")
        # What stands before a site may take the count of pages away: then a full page has a next.
        has_more = len(answer) >= self.settings.per_page if pages is None else int(pages) > 1
        return Page(
            told(answer, partial(self._post, at), self.name),
            # What bears the same second comes again, and is known by then.
            _written(min(times) + _SECOND) if has_more and times else None,
        )

    def _post(self, at: datetime, record: dict[str, Any]) -> Told:
        raise NotImplementedError

    def _guid(self, number: int, stated: dict[str, str] | None = None) -> str:
        """Return the id that the site's feeds have for an article, so that both are one post."""
        return (stated or {}).get("rendered") or f"{self.settings.url}/?p={number}"


class Articles(_List):
    """What the site published."""

    what = "posts"

    def _post(self, at: datetime, record: dict[str, Any]) -> Post:
        post_id = self._guid(record["id"], record.get("guid"))
        content = record["content"]
        return self.settings.post(
            at,
            post_id=post_id,
            url=record["link"],
            kind="article",
            thread_id=post_id,
            posted_at=instant(record["date_gmt"]),
            author=_text(record.get("author")),
            title=plain(record["title"]["rendered"]),
            # What stands in the place of a protected text is a form that asks for a password.
            text="" if content.get("protected") else plain(content["rendered"]),
            raw=as_json(record),
        )


class Comments(_List):
    """What readers said below."""

    what = "comments"

    def _post(self, at: datetime, record: dict[str, Any]) -> Post:
        article = self._guid(record["post"])
        parent = record["parent"]
        return self.settings.post(
            at,
            post_id=f"{article}#comment-{record['id']}",
            url=record["link"],
            kind="comment",
            parent_id=f"{article}#comment-{parent}" if parent else article,
            thread_id=article,
            posted_at=instant(record["date_gmt"]),
            author=record.get("author_name") or None,
            author_name=record.get("author_name") or None,
            text=plain(record["content"]["rendered"]),
            raw=as_json(record),
        )


def _text(number: int | None) -> str | None:
    return str(number) if number else None


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
