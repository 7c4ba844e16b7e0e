"""One search in GDELT's index, newest first; walked by date, as an answer has no second page."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from babel import Locale

from flows.errors import SourceRefused
from flows.post import Post
from flows.sources.contract import NoPost, as_json, shortened
from flows.sources.gdelt.settings import GdeltSettings
from flows.sources.paging import Page, Span
from flows.sources.records import dates, listed, told
from flows.sources.request import Reply, Request

_WRITTEN = "%Y%m%d%H%M%S"


@dataclass(frozen=True)
class Search:
    """What a search finds; a token is the instant of the oldest article that was heard."""

    settings: GdeltSettings
    query: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"search {self.query}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        return Request(
            f"{self.settings.url}/api/v2/doc/doc",
            {
                "query": self.query,
                "mode": "artlist",
                "format": "json",
                "sort": "datedesc",
                "maxrecords": self.settings.articles_per_call,
                "startdatetime": span.since.astimezone(UTC).strftime(_WRITTEN),
                "enddatetime": token or span.until.astimezone(UTC).strftime(_WRITTEN),
            },
            pause=self.settings.pause_seconds,
        )

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read the articles of an answer."""
        text = reply.body.decode("utf-8", "replace").strip()
        if not text.startswith("{") and "<" not in text[:1]:
            # It says in a plain sentence, with status 200, what is wrong with a search.
            raise SourceRefused(f"{self.name}: GDELT says: {shortened(text, 200)}")
        answer = reply.json()
        articles = listed(answer, "articles", place=self.name) if answer != {} else []
        seen = sorted(dates(articles, lambda one: _instant(one["seendate"])))
        page = partial(Page, told(articles, partial(self._post, at), self.name))
        most = self.settings.articles_per_call
        if len(articles) < most or not seen:
            return page()
        if seen[0] == seen[-1]:
            return page(
                limit=f"{self.name}: more than {most} articles in a quarter of an hour, of which "
                f"GDELT shows {most}. Narrow the search."
            )
        return page(token=seen[0].strftime(_WRITTEN))

    def _post(self, at: datetime, article: dict[str, Any]) -> Post:
        url = article["url"]
        return self.settings.post(
            at,
            platform=article.get("domain") or self.settings.platform,
            post_id=url,
            url=url,
            kind="article",
            posted_at=_instant(article["seendate"]),
            posted_precision="day",
            title=article["title"],
            language_stated=_language(article.get("language") or ""),
            country=article.get("sourcecountry") or None,
            raw=as_json(article),
        )


def _instant(written: str) -> datetime:
    try:
        return datetime.strptime(written, "%Y%m%dT%H%M%S%z")
    except (TypeError, ValueError):
        raise NoPost(f"`seendate` is `{shortened(written)}`, which is no date") from None


def _language(name: str) -> str | None:
    """Return the code of a language that is named in English."""
    return _codes().get(name.casefold())


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in Locale("en").languages.items()}
