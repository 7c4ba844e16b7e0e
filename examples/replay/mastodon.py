"""An instance of Mastodon: a timeline in pages that are linked both ways."""

from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_TIMELINE = "/api/v1/timelines/tag/"


class Mastodon(Platform):
    """Answers any tag with all that it holds, and tells of statuses by their ids."""

    kind = "mastodon"
    _url = ""

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        self._url = url
        return {"url": url, "tags": ["acme"]}

    def answer(self, question: Question) -> Answer:
        """Answer with a page of a timeline, or with some statuses."""
        statuses = [self._status(post) for post in self.posts]
        if question.path == "/api/v1/statuses":
            return Answer.json([one for one in statuses if one["id"] in question.named["id[]"]])
        if not question.path.startswith(_TIMELINE):
            return Answer.json({"error": "Record not found"}, 404)
        page = self._page(statuses, question)
        links = []
        if page:
            here = f"{self._url}{question.path}?limit={len(page)}"
            links = [
                f'<{here}&max_id={page[-1]["id"]}>; rel="next"',
                f'<{here}&min_id={page[0]["id"]}>; rel="prev"',
            ]
        reset = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
        return Answer.json(
            page, Link=", ".join(links), X_RateLimit_Remaining="299", X_RateLimit_Reset=reset
        )

    def _page(self, statuses: list[dict[str, Any]], question: Question) -> list[dict[str, Any]]:
        """Return a page, newest first: next to `min_id` if that is given, else to the newest."""
        bounds = {
            name: int(question.query[name])
            for name in ("min_id", "max_id")
            if name in question.query
        }
        found = [
            one
            for one in statuses
            if bounds.get("min_id", 0) < int(one["id"]) < bounds.get("max_id", 2**63)
        ]
        count = min(self.per_page, int(question.query.get("limit", 20)))
        return (found[:count] if "min_id" in bounds else found[-count:])[::-1]

    def post_id(self, said: Said) -> str:
        """Return the name that all instances know the status by."""
        return f"https://social.example/users/{said.author}/statuses/{_number(said)}"

    def _status(self, said: Said) -> dict[str, Any]:
        above = self.above(said)
        return {
            "id": _number(said),
            "created_at": said.at.isoformat(timespec="milliseconds"),
            "in_reply_to_id": _number(above[0]) if above else None,
            "spoiler_text": said.title,
            "visibility": "public",
            "language": None,
            "uri": self.post_id(said),
            "url": f"https://social.example/@{said.author}/{_number(said)}",
            "favourites_count": said.likes,
            "content": f"<p>{escape(said.text)}</p>",
            "reblog": None,
            "account": {
                "username": said.author,
                "acct": said.author,
                "url": f"https://social.example/@{said.author}",
            },
            "media_attachments": [],
        }


def _number(said: Said) -> str:
    """Return the id: milliseconds, then what tells two of the same millisecond apart."""
    return str((int(said.at.timestamp() * 1_000) << 16) + int(said.id) % 65_536)
