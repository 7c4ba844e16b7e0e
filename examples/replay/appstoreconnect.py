"""App Store Connect: reviews of one's own app, newest first, pages by a cursor."""

from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_APP = "1234567890"
_PATH = f"/v1/apps/{_APP}/customerReviews"
_DOTS = 2
"""Dots between the parts of a signed token."""


class AppStoreConnect(Platform):
    """Shows the reviews of one app to its own developer, who signs each request."""

    kind = "appstore"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        issuer = "57246542-96fe-1a63-e053-0824d011072a"
        key = {"private_key": "env:APPLE", "key_id": "ABCD123456", "issuer_id": issuer}
        return {"url": url, "connect_url": url, "apps": {_APP: "Acme Home"}, **key}

    def answer(self, question: Question) -> Answer:
        """Answer with a page of reviews, and the address of the next."""
        if question.headers.get("Authorization", "").count(".") != _DOTS:
            return _refusal(401, "NOT_AUTHORIZED")
        if question.path != _PATH or question.query.get("sort") != "-createdDate":
            return _refusal(404, "NOT_FOUND")
        first = int(question.query.get("cursor", "p0")[1:])
        last = first + min(self.per_page, int(question.query["limit"]))
        page = list(reversed(self.posts))[first:last]
        following = f"https://api.appstoreconnect.apple.com{_PATH}?cursor=p{last}&limit=200"
        links = {"next": following} if last < len(self.posts) else {}
        return Answer.json({"data": [_review(post) for post in page], "links": links})


def _refusal(status: int, code: str) -> Answer:
    return Answer.json({"errors": [{"status": str(status), "code": code}]}, status)


def _review(said: Said) -> dict[str, Any]:
    return {
        "type": "customerReviews",
        "id": said.id,
        "attributes": {
            "rating": said.rating or 4,
            "title": said.title or "Words",
            "body": said.text,
            "reviewerNickname": said.author,
            "createdDate": said.at.isoformat(),
            "territory": "DEU",
        },
        "relationships": {"response": {"links": {}}},
    }
