"""A site's feed: its newest articles in full, in one answer, and "not modified" if that is so."""

import hashlib
from html import escape
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_PATH = "/feed.atom"


class Feed(Platform):
    """Answers with an Atom feed of its newest posts, `per_page` of them; it has no next page."""

    kind = "feed"
    host = "gazette.example"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {"url": f"{url}{_PATH}", "platform": self.host, "channel": "news"}

    def answer(self, question: Question) -> Answer:
        """Answer with the feed."""
        if question.path != _PATH:
            return Answer(b"not found", 404)
        newest = self.posts[-self.per_page :]
        body = "".join(
            [
                '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">',
                f"<title>{self.host}</title><id>https://{self.host}/</id>",
                *(self._entry(post) for post in reversed(newest)),
                "</feed>",
            ]
        ).encode()
        told = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"'}
        if question.headers.get("If-None-Match") == told["ETag"]:
            return Answer(b"", 304, told)
        return Answer(body, 200, {"Content-Type": "application/atom+xml", **told})

    def post_id(self, said: Said) -> str:
        """Return the id of the entry."""
        return f"https://{self.host}/{said.id}"

    def _entry(self, said: Said) -> str:
        content = escape(f"<p>{escape(said.text, quote=False)}</p>", quote=False)
        return (
            f'<entry><id>{self.post_id(said)}</id><link href="{self.post_id(said)}"/>'
            f"<title>{escape(said.title or said.text, quote=False)}</title>"
            f"<published>{said.at.isoformat()}</published><updated>{said.at.isoformat()}</updated>"
            f"<author><name>{escape(said.author, quote=False)}</name></author>"
            f'<content type="html">{content}</content></entry>'
        )
