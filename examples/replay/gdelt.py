"""GDELT's index of articles: newest first, so many and no second page."""

from datetime import UTC, datetime
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said


class Gdelt(Platform):
    """Answers any search with the newest articles of the span."""

    kind = "gdelt"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        told = {"searches": ["acme"], "articles_per_call": self.per_page, "pause_seconds": 0}
        return {"url": url, **told}

    def answer(self, question: Question) -> Answer:
        """Answer a search for articles."""
        if question.path != "/api/v2/doc/doc":
            return Answer(b"not found", 404)
        first, last = (_instant(question.query[f"{side}datetime"]) for side in ("start", "end"))
        found = [post for post in reversed(self.posts) if first <= post.at <= last]
        most = int(question.query["maxrecords"])
        return Answer.json({"articles": [_article(post) for post in found[:most]]} if found else {})

    def post_id(self, said: Said) -> str:
        """Return the address of the article, which is its id."""
        return _address(said)


def _instant(written: str) -> datetime:
    return datetime.strptime(written, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _address(said: Said) -> str:
    return f"https://gazette.example/{said.id}"


def _article(said: Said) -> dict[str, Any]:
    return {
        "url": _address(said),
        "url_mobile": "",
        "title": said.title or said.text,
        "seendate": said.at.strftime("%Y%m%dT%H%M%SZ"),
        "socialimage": "",
        "domain": "gazette.example",
        "language": "English",
        "sourcecountry": "United Kingdom",
    }
