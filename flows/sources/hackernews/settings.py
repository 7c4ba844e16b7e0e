"""What the configuration says about Hacker News."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, StrictBool

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
    with_comments: StrictBool = False
    """Hear all comments on the stories that are found, whatever they say: a request for each."""
    comment_days: int = Field(default=7, ge=1, le=365)
    """How many days a story is asked for new comments, with `with_comments`."""

    about: ClassVar[About] = About(
        hears=(
            "stories and comments that a search finds, newest first; all comments on those stories"
        ),
        needs="nothing",
        again="the instant until which each search was heard",
        limits="10,000 requests an hour and address; 1,000 results a search, walked round by date",
        deaf_to=(
            "votes on comments; what was deleted before it was heard; comments on a story that is "
            "older than `comment_days`, unless the search finds them"
        ),
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
        from flows.sources.hackernews.threads import Threads  # noqa: PLC0415 - same
        from flows.sources.paging import PagedSource, Stream  # noqa: PLC0415 - with them

        lists: list[Stream] = [Search(self, query) for query in self.searches]
        lists += [Threads(self, query) for query in self.searches if self.with_comments]
        return PagedSource(self, http, lists)

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks Hacker News itself for posts."""
        from flows.sources.hackernews.items import Items  # noqa: PLC0415 - needs these settings

        return Items(self, http, at)
