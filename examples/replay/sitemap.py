"""A site with an index of sitemaps, oldest articles last; one of an old year is never asked for."""

from typing import Any
from xml.sax.saxutils import escape

from examples.replay.platform import Answer, Platform, Question, Said

_NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


class Sitemap(Platform):
    """Lists its posts as articles, so many in a sitemap."""

    kind = "sitemap"
    _url = ""

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        self._url = url
        # What was told is not told again, so there is nothing to overlap.
        return {"url": f"{url}/sitemap.xml", "platform": "news.example", "overlap_hours": 0}

    def answer(self, question: Question) -> Answer:
        """Answer with the index, or with one of its sitemaps."""
        if question.path == "/sitemap.xml":
            return _xml("sitemapindex", self._index())
        number = question.path.removeprefix("/news-").removesuffix(".xml")
        if not number.isdecimal() or int(number) >= len(self._pages()):
            return Answer(b"<html><h1>Not found</h1></html>", 404)
        return _xml("urlset", "".join(map(_listed, self._pages()[int(number)])))

    def post_id(self, said: Said) -> str:
        """Return the address of an article."""
        return f"https://news.example/{said.id}"

    def _pages(self) -> list[list[Said]]:
        newest = list(reversed(self.posts))
        return [newest[at : at + self.per_page] for at in range(0, len(newest), self.per_page)]

    def _index(self) -> str:
        pages = "".join(
            f"<sitemap><loc>{self._url}/news-{number}.xml</loc>"
            f"<lastmod>{page[0].at.isoformat()}</lastmod></sitemap>"
            for number, page in enumerate(self._pages())
        )
        old = f"<loc>{self._url}/news-2019.xml</loc><lastmod>2019-12-31</lastmod>"
        return f"{pages}<sitemap>{old}</sitemap>"


def _listed(said: Said) -> str:
    title = escape(f"{said.title} {said.text}".strip())
    return (
        f"<url><loc>https://news.example/{said.id}</loc><news:news>"
        "<news:publication><news:name>News</news:name><news:language>en</news:language>"
        f"</news:publication><news:publication_date>{said.at.isoformat()}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news></url>"
    )


def _xml(root: str, inner: str) -> Answer:
    body = f'<?xml version="1.0" encoding="UTF-8"?><{root} {_NAMES}>{inner}</{root}>'
    return Answer(body.encode(), headers={"Content-Type": "application/xml"})
