"""Statuses of a page → posts; a reply waits until its parent's name is known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

from flows.post import Post
from flows.sources.contract import Gone, Rejected, as_json
from flows.sources.http import Http
from flows.sources.markup import plain
from flows.sources.mastodon.settings import MastodonSettings
from flows.sources.paging import Page, Span, Stream
from flows.sources.records import instant, told
from flows.sources.request import Reply, Request

_PER_LOOKUP = 20
_PUBLIC = ("public", "unlisted", "local", None)
# A parent that is gone or hidden, and software that gives no statuses by their ids.
_NO_PARENTS = (400, 401, 403, 404, 405, 410, 422)

Status = Mapping[str, Any]
Items = Iterable[Post | Rejected | Gone]


def asked(settings: MastodonSettings, http: Http, url: str, **params: str | int) -> Request:
    """Return a request to the instance, with the token if there is one."""
    if settings.token is None:
        return Request(url, params)
    headers = {"Authorization": f"Bearer {http.key(settings.token)}"}
    return Request(url, params, headers, credential=settings.token)


def heard(
    settings: MastodonSettings, http: Http, statuses: Sequence[Any], at: datetime, place: str
) -> tuple[Items, list[Stream]]:
    """Return the posts of a page, and what the replies to posts that are not on it hang on."""
    known = _by_id(statuses)
    here: list[Any] = []
    waiting: list[Status] = []
    for status in statuses:
        parent = status.get("in_reply_to_id") if isinstance(status, dict) else None
        (waiting if isinstance(parent, str) and parent not in known else here).append(status)
    parents = list(dict.fromkeys(status["in_reply_to_id"] for status in waiting))
    more: list[Stream] = []
    for first in range(0, len(parents), _PER_LOOKUP):
        ids = parents[first : first + _PER_LOOKUP]
        replies = [status for status in waiting if status["in_reply_to_id"] in ids]
        more.append(_Replies(settings, http, ids, replies, known, place))
    return told(here, partial(_post, settings, at, known), place), more


def _by_id(statuses: Iterable[Any]) -> dict[str, Status]:
    """Return those statuses that say who they are, by their ids on this instance."""
    said = [one for one in statuses if isinstance(one, dict)]
    return {
        one["id"]: one
        for one in said
        if isinstance(one.get("id"), str) and isinstance(one.get("uri"), str)
    }


def dated(status: Any) -> datetime:
    """Return when a status was written."""
    return instant(status["created_at"])


@dataclass(frozen=True)
class _Replies:
    """Replies whose parents are asked for first: on a page they stand with ids of this instance."""

    settings: MastodonSettings
    http: Http
    ids: Sequence[str]
    replies: Sequence[Status]
    known: dict[str, Status]
    place: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in messages."""
        return f"replies of {self.place}"

    def request(self, _span: Span, _token: str | None) -> Request:
        """Return what to ask for."""
        query = urlencode([("id[]", one) for one in self.ids])
        request = asked(self.settings, self.http, f"{self.settings.url}/api/v1/statuses?{query}")
        return replace(request, answers=_NO_PARENTS)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read the parents, and with them the replies."""
        found = reply.json() if reply.status not in _NO_PARENTS else []
        known = self.known | _by_id(found if isinstance(found, list) else [])
        post = partial(_post, self.settings, at, known)
        return Page(told(self.replies, post, self.name))


def _post(
    settings: MastodonSettings, at: datetime, known: Mapping[str, Status], status: Any
) -> Post | None:
    if status.get("reblog") or status.get("visibility") not in _PUBLIC:
        return None
    parent_id, thread_id = _above(settings, known, status)
    account = status["account"]
    return settings.post(
        at,
        post_id=status["uri"],
        url=status.get("url") or status["uri"],
        parent_id=parent_id,
        thread_id=thread_id,
        posted_at=instant(status["created_at"]),
        author=_full_name(account),
        author_name=account.get("display_name") or account["username"],
        followers=_count(account.get("followers_count")),
        title=status.get("spoiler_text") or "",
        text=plain(status["content"]) or _described(status),
        language_stated=status.get("language"),
        likes=_count(status.get("favourites_count")),
        replies=_count(status.get("replies_count")),
        shares=_count(status.get("reblogs_count")),
        quotes=_count(status.get("quotes_count")),
        raw=as_json(status),
    )


def _above(
    settings: MastodonSettings, known: Mapping[str, Status], status: Status
) -> tuple[str | None, str | None]:
    """Return the names of what a status answers and of what its thread began with, if known."""
    if not (above := status.get("in_reply_to_id")):
        return None, status["uri"]
    parent = known.get(above)
    if parent is None:
        # Gone, hidden, or not given by this software: only the instance knows what it was.
        return f"{urlsplit(settings.url).hostname}/{above}", None
    first: Status | None = parent
    for _ in known:
        if first is None or not (above := first.get("in_reply_to_id")):
            break
        first = known.get(str(above))
    return parent["uri"], first["uri"] if first else None


def _full_name(account: Mapping[str, Any]) -> str:
    """Return `name@host`; an instance leaves its own host out."""
    name: str = account["acct"]
    return name if "@" in name else f"{name}@{urlsplit(account['url']).hostname}"


def _described(status: Status) -> str:
    """Return what the author said of the pictures, in a status of pictures alone."""
    media = status.get("media_attachments") or []
    return "\n".join(one["description"] for one in media if one.get("description"))


def _count(number: int | None) -> int | None:
    """Return a count; some software says -1 where it is hidden."""
    return None if number is None or number < 0 else number
