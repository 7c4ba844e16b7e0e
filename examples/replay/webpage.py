"""A site of pages, each of which states when it was published."""

from html import escape
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said


class Webpage(Platform):
    """Gives a page for each of its posts."""

    kind = "webpage"
    _url = ""

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        self._url = url
        pages = [f"{url}/{said.id}" for said in self.posts]
        # What did not change is not told again, so there is nothing to overlap.
        return {"url": url, "pages": pages, "platform": "pages.example", "overlap_hours": 0}

    def answer(self, question: Question) -> Answer:
        """Answer with a page; 410 where it was removed."""
        said = next((one for one in self.posts if question.path == f"/{one.id}"), None)
        if said is None:
            return Answer(b"<html><h1>Not found</h1></html>", 404)
        if said.id in self.gone:
            return Answer(b"<html><h1>Removed</h1></html>", 410)
        headers = {"Content-Type": "text/html; charset=utf-8", "ETag": f'"{said.id}"'}
        if question.headers.get("If-None-Match") == headers["ETag"]:
            return Answer(b"", 304, {"ETag": headers["ETag"]})
        return Answer(_page(said), headers=headers)

    def post_id(self, said: Said) -> str:
        """Return the address of a page."""
        return f"{self._url}/{said.id}"


def _page(said: Said) -> bytes:
    published = f'<meta property="article:published_time" content="{said.at.isoformat()}">'
    return (
        f"<!doctype html><html lang='en'><head><title>A page</title>{published}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>{escape(said.title or 'A page')}</h1>"
        f"<p>{escape(said.text)} So much for what this page has to say about its matter.</p>"
        "<p>And this is the end of what it says.</p></article></body></html>"
    ).encode()
