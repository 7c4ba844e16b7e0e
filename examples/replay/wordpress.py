"""A site that runs WordPress: articles, and comments below them, newest first."""

from datetime import datetime, timedelta
from html import escape
from math import ceil
from typing import Any
from zlib import crc32

from examples.replay.platform import Answer, Platform, Question, Said

_LISTS = {"/wp-json/wp/v2/posts": False, "/wp-json/wp/v2/comments": True}


class WordPress(Platform):
    """Answers for articles (posts without a parent) and for comments (posts with one)."""

    kind = "wordpress"
    host = "kettles.example"
    _url = ""

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        self._url = url
        return {"url": url, "platform": self.host, "per_page": self.per_page}

    def answer(self, question: Question) -> Answer:
        """Answer for one of the lists."""
        if question.path not in _LISTS:
            said = {"code": "rest_no_route", "message": "No route was found.", "data": {}}
            return Answer.json(said, 404)
        is_comments = _LISTS[question.path]
        first, last = (datetime.fromisoformat(question.query[side]) for side in ("after", "before"))
        found = [
            post
            for post in reversed(self.posts)
            if bool(post.parent) == is_comments and first < post.at < last
        ]
        page = found[: int(question.query["per_page"])]
        told = [self._comment(post) if is_comments else self._article(post) for post in page]
        pages = ceil(len(found) / self.per_page)
        return Answer.json(told, X_WP_Total=str(len(found)), X_WP_TotalPages=str(pages))

    def post_id(self, said: Said) -> str:
        """Return the id that the site's feeds have for it as well."""
        if said.parent:
            return f"{self._url}/?p={said.parent}#comment-{said.id}"
        return f"https://{self.host}/?p={said.id}"

    def _article(self, said: Said) -> dict[str, Any]:
        return {
            "id": int(said.id),
            "guid": {"rendered": self.post_id(said)},
            "date": (said.at + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S"),
            "date_gmt": said.at.strftime("%Y-%m-%dT%H:%M:%S"),
            "link": f"https://{self.host}/{said.id}",
            "author": crc32(said.author.encode()),
            "title": {"rendered": escape(said.title or "Words")},
            "content": {"rendered": f"<p>{escape(said.text)}</p>", "protected": False},
            "excerpt": {"rendered": "", "protected": False},
        }

    def _comment(self, said: Said) -> dict[str, Any]:
        return {
            "id": int(said.id),
            "post": int(said.parent or 0),
            "parent": 0,
            "date_gmt": said.at.strftime("%Y-%m-%dT%H:%M:%S"),
            "author_name": said.author,
            "content": {"rendered": f"<p>{escape(said.text)}</p>"},
            "link": f"https://{self.host}/{said.parent}#comment-{said.id}",
        }
