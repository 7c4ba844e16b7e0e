"""Reviews of one's own apps through App Store Connect, in all countries, with the answers."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

from babel.core import get_global

from flows.errors import SchemaDrift
from flows.post import Post
from flows.sources.appstore.settings import AppStoreSettings
from flows.sources.contract import Rejected, as_json
from flows.sources.http import Http
from flows.sources.paging import Page, Span
from flows.sources.records import instant, listed, told
from flows.sources.request import Reply, Request
from flows.sources.signing import signed
from flows.sources.stars import stars

_PER_PAGE = 200
# Apple takes no token that is good for longer than twenty minutes.
_LIFETIME = 900
_MARGIN = 120


@dataclass
class Account:
    """Signs requests with the key of a team."""

    settings: AppStoreSettings
    http: Http
    _token: str = ""
    _ends_at: float = 0.0

    def request(self, path: str, **params: str | int) -> Request:
        """Return a question to App Store Connect."""
        key = str(self.settings.private_key)
        if time.time() >= self._ends_at - _MARGIN:
            now = int(time.time())
            self._ends_at = now + _LIFETIME
            claims = {
                "iss": self.settings.issuer_id,
                "iat": now,
                "exp": now + _LIFETIME,
                "aud": "appstoreconnect-v1",
            }
            pem = self.http.key(key)
            self._token = signed(claims, pem, "ES256", kid=str(self.settings.key_id))
            self.http.conceal(self._token)
        headers = {"Authorization": f"Bearer {self._token}"}
        return Request(f"{self.settings.connect_url}/{path}", params, headers, credential=key)


@dataclass(frozen=True)
class OwnReviews:
    """The reviews of one app, newest first, each with its answer; a token is Apple's cursor."""

    account: Account
    app: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"{self.app} in App Store Connect"

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        params: dict[str, str | int] = {
            "sort": "-createdDate",
            "include": "response",
            "limit": _PER_PAGE,
        }
        if token:
            params["cursor"] = token
        return self.account.request(f"v1/apps/{self.app}/customerReviews", **params)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of reviews."""
        answer = reply.json()
        reviews = listed(answer, "data", place=self.name)
        answers = {
            one.get("id"): one
            for one in answer.get("included") or []
            if isinstance(one, dict) and one.get("type") == "customerReviewResponses"
        }
        return Page(self._told(reviews, answers, at), token=self._next(answer))

    def _told(
        self, reviews: list[Any], answers: dict[Any, Any], at: datetime
    ) -> Iterator[Post | Rejected]:
        for one in told(reviews, partial(self._review, at), self.name):
            if isinstance(one, Post | Rejected):
                yield one
        for review in reviews:
            answer = answers.get(_answer_of(review))
            # What waits to be published, nobody has read yet.
            if answer and (answer.get("attributes") or {}).get("state") == "PUBLISHED":
                for one in told([answer], partial(self._answer, at, review), "answers"):
                    if isinstance(one, Post | Rejected):
                        yield one

    def _next(self, answer: dict[str, Any]) -> str | None:
        following = (answer.get("links") or {}).get("next")
        if not following:
            return None
        cursor = parse_qs(urlsplit(following).query).get("cursor")
        if not cursor:
            raise SchemaDrift(
                f"{self.name}: the address of the next page has no `cursor` any more."
            )
        return str(cursor[0])

    def _review(self, at: datetime, review: dict[str, Any]) -> Post:
        said = review["attributes"]
        return self.account.settings.post(
            at,
            post_id=review["id"],
            kind="review",
            posted_at=instant(said["createdDate"]),
            author_name=said.get("reviewerNickname"),
            title=said.get("title") or "",
            text=said.get("body") or "",
            rating=stars(said["rating"]),
            rating_raw=str(said["rating"]),
            country=_country(said.get("territory")),
            product=self.account.settings.apps[self.app],
            raw=as_json(review),
        )

    def _answer(self, at: datetime, review: dict[str, Any], answer: dict[str, Any]) -> Post:
        said = answer["attributes"]
        product = self.account.settings.apps[self.app]
        return self.account.settings.post(
            at,
            post_id=answer["id"],
            kind="reply",
            parent_id=review["id"],
            thread_id=review["id"],
            posted_at=instant(said["lastModifiedDate"]),
            author=self.app,
            author_name=product,
            is_owned=True,
            text=said["responseBody"],
            product=product,
            raw=as_json(answer),
        )


def _answer_of(review: Any) -> str | None:
    if not isinstance(review, dict):
        return None
    related = (review.get("relationships") or {}).get("response") or {}
    return (related.get("data") or {}).get("id")


def _country(code: str | None) -> str | None:
    """Return a country's two letters from Apple's three."""
    return _two_letters().get(code, [code])[0] if code else None


@cache
def _two_letters() -> dict[str, list[str]]:
    return dict(get_global("territory_aliases"))
