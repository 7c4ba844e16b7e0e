"""Trustpilot: reviews of a company, newest first, pages by number, and single reviews."""

from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_UNIT = "507f191e810c19729de860ea"
_LIST = f"/v1/business-units/{_UNIT}/reviews"


class Trustpilot(Platform):
    """Shows the reviews of one company to whoever has a key."""

    kind = "trustpilot"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {"url": url, "business_units": [_UNIT], "key": "env:TRUSTPILOT"}

    def answer(self, question: Question) -> Answer:
        """Answer with a page of reviews, or with one of them."""
        if "apikey" not in {name.lower() for name in question.headers}:
            said = {"fault": {"faultstring": "Failed to resolve API Key variable"}}
            return Answer.json(said, 401)
        shown = [post for post in reversed(self.posts) if post.id not in self.gone]
        if question.path == _LIST:
            size = min(self.per_page, int(question.query["perPage"]))
            first = (int(question.query["page"]) - 1) * size
            page = [_review(post) for post in shown[first : first + size]]
            return Answer.json({"links": [], "reviews": page})
        single = question.path.removeprefix("/v1/reviews/")
        found = next((post for post in shown if self.post_id(post) == single), None)
        if found is None:
            return Answer.json({"message": "Not found", "errorCode": 404}, 404)
        return Answer.json(_review(found))


def _review(said: Said) -> dict[str, Any]:
    return {
        "links": [],
        "id": said.id,
        "consumer": {
            "id": f"65b{said.author}",
            "displayName": said.author,
            "displayLocation": "Aalborg, DK",
            "numberOfReviews": 1,
        },
        "businessUnit": {"id": _UNIT, "identifyingName": "acme.example", "displayName": "Acme"},
        "stars": said.rating or 4,
        "title": said.title or None,
        "text": said.text,
        "language": "en",
        "createdAt": said.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "experiencedAt": said.at.strftime("%Y-%m-%dT00:00:00.000Z"),
        "updatedAt": None,
        "companyReply": None,
        "numberOfLikes": said.likes,
        "isVerified": False,
        "status": "active",
    }
