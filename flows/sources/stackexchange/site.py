"""One site of Stack Exchange: how it is asked, and what every answer of it has in common."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flows.errors import SourceRefused
from flows.post import Post
from flows.sources.contract import NoPost, as_json
from flows.sources.http import Http
from flows.sources.markup import plain
from flows.sources.paging import Throttled
from flows.sources.records import inside, instant, listed
from flows.sources.request import Reply, Request
from flows.sources.stackexchange.settings import StackExchangeSettings

PER_PAGE = 100
_ERROR = 400
_SECONDS = re.compile(r"available in (\d+) second")
_A_WHILE = 300.0  # A throttle that names no end.


@dataclass(frozen=True)
class Answered:
    """An answer: its records, whether there are more, how long to leave the service alone."""

    items: list[Any]
    has_more: bool
    backoff: float
    params: Mapping[str, str]
    """What was asked for."""

    def next_page(self) -> str | None:
        """Return the number of the next page, if there is one."""
        return str(int(self.params.get("page", "1")) + 1) if self.has_more else None


@dataclass(frozen=True)
class Thread:
    """The question that answers and comments hang on, and its address."""

    site: str
    link: str
    question: int

    @property
    def id(self) -> str:
        """Return the id of the question."""
        return self.post(self.question)

    def post(self, number: int) -> str:
        """Return the id of a question or an answer, which are counted together."""
        return f"{self.site}:{number}"

    def comment(self, number: int) -> str:
        """Return the id of a comment."""
        return f"{self.site}:comment:{number}"

    def address(self, answer: int) -> str:
        """Return the short address of an answer."""
        where = urlsplit(self.link)
        return f"{where.scheme}://{where.netloc}/a/{answer}"


@dataclass(frozen=True)
class Site:
    """The site that the settings name."""

    settings: StackExchangeSettings
    http: Http

    def thread(self, question: Mapping[str, Any]) -> Thread:
        """Return the thread of a question, as it was told.

        Raises:
            NoPost: it has no address.

        """
        number, link = question["question_id"], question["link"]
        if not urlsplit(link).netloc:
            raise NoPost(f"`link` is `{link}`, which is no address")
        return Thread(self.settings.site, link, int(number))

    def request(self, path: str, **params: str | int) -> Request:
        """Return a question to the site."""
        key = self.settings.key
        given = {
            "site": self.settings.site,
            "filter": "withbody",
            "pagesize": PER_PAGE,
            "order": "asc",
            **params,
            **({"key": self.http.key(key)} if key else {}),
        }
        return Request(
            f"{self.settings.url}/2.3/{path}", given, credential=key or "", answers=(_ERROR,)
        )

    def answered(self, reply: Reply, at: datetime, place: str) -> Answered:
        """Return what an answer holds.

        Raises:
            Throttled: too much was asked.
            SourceRefused: the question was wrong.
            SchemaDrift: it has another shape.

        """
        answer = reply.json()
        if reply.status == _ERROR:
            raise self._error(answer, place)
        items = listed(answer, "items", place=place)
        backoff = float(answer.get("backoff") or 0)
        if answer.get("quota_remaining") == 0:
            backoff = max(backoff, _until_midnight(at))
        params = {name: values[0] for name, values in parse_qs(urlsplit(reply.url).query).items()}
        return Answered(items, bool(inside(answer, "has_more", place=place)), backoff, params)

    def _error(self, answer: Any, place: str) -> Exception:
        said = str(inside(answer, "error_message", place=place))
        if answer.get("error_name") != "throttle_violation":
            return SourceRefused(
                f"{place}: answered 400, {said!r}. Look whether the site, the tags and the key are "
                "right."
            )
        named = _SECONDS.search(said)
        quota = "10,000 requests a day" if self.settings.key else "300 requests a day without a key"
        return Throttled(
            f"{place}: too much was asked ({said!r}); the service allows {quota}. The next "
            "collection goes on.",
            float(named.group(1)) if named else _A_WHILE,
        )

    def post(self, at: datetime, record: Mapping[str, Any], **fields: Any) -> Post:
        """Return a post; what questions, answers and comments have alike is read here."""
        owner = record.get("owner") or {}
        account = owner.get("account_id") or owner.get("user_id")
        return self.settings.post(
            at,
            posted_at=instant(record["creation_date"]),
            author=None if account is None else str(account),
            author_name=plain(owner["display_name"]) if owner.get("display_name") else None,
            text=plain(record.get("body") or ""),
            likes=record.get("score"),
            raw=as_json(record),
            **fields,
        )


def _until_midnight(at: datetime) -> float:
    """Return the seconds until the day's quota begins anew."""
    tomorrow = datetime.combine(at.astimezone(UTC).date() + timedelta(days=1), time(), UTC)
    return (tomorrow - at).total_seconds()
