"""How GitHub is asked, and what each issue and comment of its REST interface says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flows.errors import SourceRefused
from flows.post import Post
from flows.sources.contract import Gone, NoPost, Rejected, as_json
from flows.sources.github.settings import GitHubSettings
from flows.sources.http import Http
from flows.sources.paging import Throttled
from flows.sources.records import instant, told
from flows.sources.request import Reply, Request

PER_PAGE = 100
_FORBIDDEN, _UNPROCESSABLE = 403, 422
# "You have exceeded a secondary rate limit": where nothing else is said, a minute at least.
_TOO_MUCH = re.compile(r"rate limit|abuse detection", re.IGNORECASE)
A_MINUTE = 60.0
_NEXT = re.compile(r"<([^>]*)>\s*;[^,<]*\brel=\"?next\b")
Heard = Iterator[Post | Gone | Rejected]
_OF_REPOSITORY = re.compile(r"/repos/([^/]+/[^/]+)(?:/issues/(\d+))?$")


@dataclass(frozen=True)
class Hub:
    """GitHub, as the settings name it.

    A post is named as in its address: `acme/kettle#12`, `acme/kettle#issuecomment-345`.
    """

    settings: GitHubSettings
    http: Http

    def request(self, path: str, params: Mapping[str, str | int], *answers: int) -> Request:
        """Return a question to the REST interface."""
        return Request(
            f"{self.settings.url}/{path}",
            {"per_page": PER_PAGE, **params},
            self._headers(),
            credential=self.settings.token or "",
            answers=(_FORBIDDEN, _UNPROCESSABLE, *answers),
        )

    def query(self, query: str, **variables: str | None) -> Request:
        """Return a question to the GraphQL interface."""
        return Request(
            f"{self.settings.url.removesuffix('/v3')}/graphql",
            headers=self._headers(),
            method="POST",
            json={"query": query, "variables": variables},
            credential=self.settings.token or "",
            answers=(_FORBIDDEN,),
        )

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        if self.settings.token:
            headers["Authorization"] = f"Bearer {self.http.key(self.settings.token)}"
        return headers

    def issues(self, records: list[Any], at: datetime, place: str) -> Heard:
        """Read issues and pull requests."""
        return told(records, partial(self._issue, at), place)

    def comments(self, records: list[Any], at: datetime, place: str) -> Heard:
        """Read comments on issues and pull requests."""
        return told(records, partial(self._comment, at), place)

    def _issue(self, at: datetime, issue: dict[str, Any]) -> Post | None:
        if "pull_request" in issue and not self.settings.pull_requests:
            return None
        repository, _ = _place(issue["repository_url"])
        post_id = f"{repository}#{issue['number']}"
        return self._post(
            at,
            issue,
            post_id=post_id,
            thread_id=post_id,
            title=issue["title"],
            replies=issue.get("comments"),
        )

    def _comment(self, at: datetime, comment: dict[str, Any]) -> Post | None:
        if "/pull/" in comment["html_url"] and not self.settings.pull_requests:
            return None
        repository, number = _place(comment["issue_url"])
        thread = f"{repository}#{number}"
        return self._post(
            at,
            comment,
            kind="comment",
            post_id=f"{repository}#issuecomment-{comment['id']}",
            parent_id=thread,
            thread_id=thread,
        )

    def _post(self, at: datetime, record: Mapping[str, Any], **fields: Any) -> Post:
        author = (record.get("user") or {}).get("login")
        return self.settings.post(
            at,
            url=record["html_url"],
            posted_at=instant(record["created_at"]),
            author=author,
            author_name=author,
            text=record.get("body") or "",
            likes=(record.get("reactions") or {}).get("+1"),
            raw=as_json(record),
            **fields,
        )


def answered(reply: Reply, place: str) -> Any:
    """Return what an answer holds.

    Raises:
        Throttled: too much was asked in too short a time.
        SourceRefused: it may not be read, or a search makes no sense.

    """
    answer = reply.json()
    if reply.status not in (_FORBIDDEN, _UNPROCESSABLE):
        return answer
    said = str(answer.get("message") or "no reason") if isinstance(answer, dict) else "no reason"
    if reply.status == _FORBIDDEN and _TOO_MUCH.search(said):
        raise Throttled(f"{place}: {said} The next collection goes on.", A_MINUTE)
    raise SourceRefused(
        f"{place}: answered {reply.status}, {said!r}. Check the name, the search, and whether the "
        "token may read it."
    )


def following(reply: Reply) -> str | None:
    """Return the query of the next page, without its host: nobody else is sent the token."""
    found = _NEXT.search(reply.headers.get("link", ""))
    return urlsplit(found.group(1)).query if found else None


def params(token: str) -> dict[str, str | int]:
    """Return the parameters of a query that `following` gave."""
    return dict(parse_qsl(token))


def _place(url: str) -> tuple[str, str | None]:
    """Return the repository and the number that an address of the interface names."""
    found = _OF_REPOSITORY.search(url)
    if found is None:
        raise NoPost(f"`{url}` names no repository")
    return found.group(1), found.group(2)
