"""What the configuration says about Hacker News."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Lookup, Name, Source
from flows.sources.http import Http


class HackerNewsSettings(ApiSettings):
    """Stories and comments of Hacker News, found by a search."""

    kind: Literal["hackernews"]
    """This kind of source."""
    platform: Name = "hackernews"
    """Where the posts were published."""
    channel: Channel = "forum"
    """Type of place."""
    url: str = "https://hn.algolia.com"
    """Address of the service."""
    items_url: str = "https://hacker-news.firebaseio.com"
    """Address of Hacker News' own interface, where posts are looked up again."""
    searches: list[Name] = Field(min_length=1)
    """What is searched for; each search is a list of its own."""
    only: Literal["story", "comment"] | None = None
    """Stories alone, or comments alone; both when it is not given."""

    about: ClassVar[About] = About(
        hears="stories and comments that a search finds, newest first",
        needs="nothing",
        again="the instant until which each search was heard",
        limits="10,000 requests an hour and address; 1,000 results a search, walked round by date",
        deaf_to="votes on comments; what was deleted before it was heard",
        terms=(
            "The search is a free service of Algolia; posts are public. Y Combinator's terms ask "
            "nothing of who stores them; a deletion should be followed: `recheck_days` does so."
        ),
        proof="Recorded answers; the service itself was not asked.",
        example="""
[[sources]]
id = "hn"
kind = "hackernews"
searches = ["acme", "acme kettle"]
""",
        posts_per_call=200,
        calls_per_hour=10_000,
    )

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the searches, ready for one collection."""
        from flows.sources.hackernews.search import Search  # noqa: PLC0415 - needs these settings
        from flows.sources.paging import PagedSource  # noqa: PLC0415 - with it

        return PagedSource(self, http, [Search(self, query) for query in self.searches])

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks Hacker News itself for posts."""
        from flows.sources.hackernews.items import Items  # noqa: PLC0415 - needs these settings

        return Items(self, http, at)
