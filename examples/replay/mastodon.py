"""An instance of Mastodon: a timeline in pages that are linked both ways."""

from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_TIMELINES = ("/api/v1/timelines/tag/", "/api/v1/timelines/public")


class Mastodon(Platform):
    """Answers any tag, and for everybody, with all it holds; tells of statuses by their ids."""

    kind = "mastodon"
    host = ""
    """The name of the instance; without one it is known by where it is played."""
    _url = ""

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        self._url = url
        return {"url": url, "tags": ["acme"]}

    def answer(self, question: Question) -> Answer:
        """Answer with a page of a timeline, or with one status."""
        if question.path == "/api/v1/statuses":
            ids = question.named["id[]"]
            found = [post for post in self.posts if _number(post) in ids]
            return Answer.json([self._status(post) for post in found])
        if question.path.startswith("/users/"):
            return self._object(question.path.rpartition("/")[2])
        if not question.path.startswith(_TIMELINES):
            return Answer.json({"error": "Record not found"}, 404)
        page = [self._status(post) for post in self._page(question)]
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

    def _object(self, number: str) -> Answer:
        """Answer with a status as other instances know it."""
        found = [post for post in self.posts if _number(post) == number]
        if not found or found[0].id in self.gone:
            return Answer.json({"error": "Gone"}, 410 if found else 404)
        (said,) = found
        return Answer.json(
            {
                "id": self.post_id(said),
                "type": "Note",
                "published": said.at.isoformat(timespec="seconds"),
                "summary": said.title or None,
                "content": f"<p>{escape(said.text)}</p>",
                "contentMap": {said.language: ""} if said.language else {},
                "likes": {"type": "Collection", "totalItems": said.likes},
            }
        )

    def _page(self, question: Question) -> list[Said]:
        """Return a page, newest first: next to `min_id` if that is given, else to the newest."""
        bounds = {
            name: int(question.query[name])
            for name in ("min_id", "max_id")
            if name in question.query
        }
        found = [
            post
            for post in self.posts
            if bounds.get("min_id", 0) < int(_number(post)) < bounds.get("max_id", 2**63)
        ]
        count = min(self.per_page, int(question.query.get("limit", 20)))
        return (found[:count] if "min_id" in bounds else found[-count:])[::-1]

    def post_id(self, said: Said) -> str:
        """Return the name that all instances know the status by."""
        return f"{self._place}/users/{said.author}/statuses/{_number(said)}"

    @property
    def _place(self) -> str:
        return f"https://{self.host}" if self.host else self._url

    def _status(self, said: Said) -> dict[str, Any]:
        above = self.above(said)
        return {
            "id": _number(said),
            "created_at": said.at.isoformat(timespec="milliseconds"),
            "in_reply_to_id": _number(above[0]) if above else None,
            "spoiler_text": said.title,
            "visibility": "public",
            "language": said.language,
            "uri": self.post_id(said),
            "url": f"{self._place}/@{said.author}/{_number(said)}",
            "favourites_count": said.likes,
            "content": f"<p>{escape(said.text)}</p>",
            "reblog": None,
            "account": {
                "username": said.author,
                "acct": said.author,
                "url": f"{self._place}/@{said.author}",
                "followers_count": said.followers,
            },
            "media_attachments": [],
        }


def _number(said: Said) -> str:
    """Return the id: milliseconds, then what tells two of the same millisecond apart."""
    return str((int(said.at.timestamp() * 1_000) << 16) + int(said.id) % 65_536)
