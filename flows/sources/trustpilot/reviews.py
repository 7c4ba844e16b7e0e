"""Reviews of one company, newest first, each with the company's answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flows.post import Post
from flows.sources.contract import Gone, Rejected, as_json
from flows.sources.http import Http
from flows.sources.paging import Page, Span
from flows.sources.records import instant, listed, told
from flows.sources.request import Reply, Request
from flows.sources.stars import stars
from flows.sources.trustpilot.settings import TrustpilotSettings

_PER_PAGE = 100
_COUNTRY = 2
"""Letters of a country's code."""


def request(
    settings: TrustpilotSettings,
    http: Http,
    path: str,
    params: dict[str, str | int],
    answers: tuple[int, ...] = (),
) -> Request:
    """Return a question with the key in a header, where no log of addresses keeps it."""
    headers = {"apikey": http.key(settings.key)}
    url = f"{settings.url}/v1/{path}"
    return Request(url, params, headers, credential=settings.key, answers=answers)


@dataclass(frozen=True)
class Reviews:
    """The reviews of one company; a token is the number of a page."""

    settings: TrustpilotSettings
    http: Http
    unit: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return self.unit

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - takes no dates
        """Return what to ask for."""
        params: dict[str, str | int] = {
            "orderBy": "createdat.desc",
            "perPage": _PER_PAGE,
            "page": token or "1",
        }
        if self.settings.language:
            params["language"] = self.settings.language
        return request(self.settings, self.http, f"business-units/{self.unit}/reviews", params)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of reviews; the one after the last is empty."""
        reviews = listed(reply.json(), "reviews", place=self.name)
        number = int(parse_qs(urlsplit(reply.url).query).get("page", ["1"])[0])
        return Page(
            read(self.settings, at, reviews, self.name),
            token=str(number + 1) if reviews else None,
            shows=bool(reviews) if number == 1 else None,
        )


def read(
    settings: TrustpilotSettings, at: datetime, reviews: list[Any], place: str
) -> Iterator[Post | Gone | Rejected]:
    """Read some reviews, with the answer to each."""
    for review in reviews:
        yield from told([review], partial(_review, settings, at), place)
        if isinstance(review, dict) and review.get("companyReply"):
            yield from told([review], partial(_answer, settings, at), f"answers of {place}")


def _review(settings: TrustpilotSettings, at: datetime, review: dict[str, Any]) -> Post:
    consumer = review.get("consumer") or {}
    return settings.post(
        at,
        post_id=review["id"],
        url=f"https://www.trustpilot.com/reviews/{review['id']}",
        kind="review",
        # When it was published; the experience that it tells of may be months older.
        posted_at=instant(review["createdAt"]),
        author=consumer.get("id"),
        author_name=consumer.get("displayName") or None,
        title=review.get("title") or "",
        text=review.get("text") or "",
        rating=stars(review["stars"]),
        rating_raw=str(review["stars"]),
        language_stated=review.get("language"),
        likes=review.get("numberOfLikes"),
        country=_country(consumer.get("displayLocation")),
        raw=as_json(review),
    )


def _answer(settings: TrustpilotSettings, at: datetime, review: dict[str, Any]) -> Post:
    said, company = review["companyReply"], review.get("businessUnit") or {}
    unit = company.get("id")
    return settings.post(
        at,
        post_id=f"{review['id']}:reply",
        url=f"https://www.trustpilot.com/reviews/{review['id']}",
        kind="reply",
        parent_id=review["id"],
        thread_id=review["id"],
        posted_at=instant(said["createdAt"]),
        author=unit,
        author_name=company.get("displayName") or company.get("identifyingName"),
        is_owned=unit in settings.owned,
        text=said["text"],
    )


def _country(place: str | None) -> str | None:
    """Return the country of a place that ends with its code: `Aalborg, DK`, or the code alone."""
    code = (place or "").rpartition(",")[2].strip()
    return code if len(code) == _COUNTRY and code.isupper() else None
