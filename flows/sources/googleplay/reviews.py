"""Reviews of an app in the last week, each as it is now, with the developer's answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from flows.errors import SchemaDrift
from flows.post import Post
from flows.sources.contract import NoPost, Rejected, as_json, shortened
from flows.sources.googleplay.account import Account
from flows.sources.paging import Page, Span
from flows.sources.records import told
from flows.sources.request import Reply, Request
from flows.sources.stars import stars

_PER_PAGE = 100
_SHOWN = timedelta(days=7)


@dataclass(frozen=True)
class Reviews:
    """The reviews of one app; Google does not say in which order, so all pages are read."""

    account: Account
    app: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return self.app

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        params: dict[str, str | int] = {"maxResults": _PER_PAGE}
        if token:
            params["token"] = token
        return self.account.request(f"applications/{self.app}/reviews", **params)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page; nothing was written or changed in a week where it has no reviews."""
        answer = reply.json()
        if not isinstance(answer, dict) or not isinstance(answer.get("reviews", []), list):
            raise SchemaDrift(f"{self.name}: the answer holds no reviews any more.")
        if answer and not {"reviews", "tokenPagination", "pageInfo"} & answer.keys():
            there = ", ".join(f"`{key}`" for key in answer)
            raise SchemaDrift(f"{self.name}: there are no `reviews` any more, but {there}.")
        following = (answer.get("tokenPagination") or {}).get("nextPageToken") or None
        shown = f"{self.name}: Google shows the reviews of the last seven days."
        return Page(
            self._told(answer.get("reviews", []), at),
            token=following,
            limit=None if following else shown,
            reached=at if following else at - _SHOWN,
        )

    def _told(self, reviews: list[Any], at: datetime) -> Iterator[Post | Rejected]:
        for review in reviews:
            for what in (self._review, self._answer):
                for one in told([review], partial(what, at), self.name):
                    if isinstance(one, Post | Rejected):
                        yield one

    def _review(self, at: datetime, review: dict[str, Any]) -> Post:
        post_id = review["reviewId"]
        said = _comment(review, "userComment")
        if said is None:
            raise NoPost("`userComment` is missing")
        # A title, where the review has one, stands before a tab.
        title, _, text = said["text"].rpartition("\t")
        return self.account.settings.post(
            at,
            post_id=post_id,
            url=f"https://play.google.com/store/apps/details?id={self.app}&reviewId={post_id}",
            kind="review",
            posted_at=_instant(said["lastModified"]),
            author_name=review.get("authorName") or None,
            title=title,
            text=text,
            rating=stars(said["starRating"]),
            rating_raw=str(said["starRating"]),
            language_stated=said.get("reviewerLanguage"),
            likes=said.get("thumbsUpCount"),
            product=self.account.settings.apps[self.app],
            version=said.get("appVersionName"),
            raw=as_json(review),
        )

    def _answer(self, at: datetime, review: dict[str, Any]) -> Post | None:
        said = _comment(review, "developerComment")
        if said is None:
            return None
        product = self.account.settings.apps[self.app]
        return self.account.settings.post(
            at,
            post_id=f"{review['reviewId']}:reply",
            kind="reply",
            parent_id=review["reviewId"],
            thread_id=review["reviewId"],
            posted_at=_instant(said["lastModified"]),
            author=self.app,
            author_name=product,
            is_owned=True,
            text=said["text"],
            product=product,
        )


def _comment(review: Any, what: str) -> dict[str, Any] | None:
    """Return what the user or the developer said last."""
    if not isinstance(review, dict):
        return None
    said = [one[what] for one in review.get("comments") or [] if what in one]
    return said[-1] if said else None


def _instant(written: dict[str, Any]) -> datetime:
    try:
        return datetime.fromtimestamp(int(written["seconds"]), UTC) + timedelta(
            microseconds=int(written.get("nanos") or 0) // 1000
        )
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        raise NoPost(f"`lastModified` is `{shortened(written)}`, which is no date") from None
