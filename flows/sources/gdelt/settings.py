"""What the configuration says about GDELT."""

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Name, Source
from flows.sources.http import Http


class GdeltSettings(ApiSettings):
    """Headlines of news sites around the world, found by a search of GDELT's index."""

    kind: Literal["gdelt"]
    """This kind of source."""
    platform: Name = "news"
    """Stands in for the site where GDELT names none; else the site's domain is the platform."""
    channel: Channel = "news"
    """Type of place."""
    url: str = "https://api.gdeltproject.org"
    """Address of the service."""
    searches: list[Name] = Field(min_length=1)
    """What is searched for, in GDELT's language: `"acme kettle" sourcelang:english`."""
    timeout_seconds: float = Field(default=60.0, gt=0, le=600)
    """Seconds in which the whole of an answer must have come; GDELT takes ten to fifteen."""
    articles_per_call: int = Field(default=250, ge=10, le=250)
    """Articles that one request asks for; GDELT gives 250 at most."""
    pause_seconds: float = Field(default=5.5, ge=0, le=60)
    """Seconds between two requests; GDELT asks for five."""

    about: ClassVar[About] = About(
        hears="headlines of articles in 65 languages, and their addresses, as GDELT first saw them",
        needs="nothing",
        again="the instant until which each search was heard",
        limits=(
            "one request in five seconds; 250 articles a request, walked round by date; about the "
            "last three months"
        ),
        deaf_to="the articles' texts and authors; when they were published, but for the day",
        terms=(
            "GDELT's index is free for any use, with the words that it comes from the GDELT "
            "Project and a link to it. The headlines belong to their publishers."
        ),
        proof="A recorded answer of 2026; the service itself was not asked.",
        example="""
[[sources]]
id = "world-news"
kind = "gdelt"
searches = ['"acme kettle"', '"acme gmbh" sourcelang:german']
""",
        posts_per_call=250,
        calls_per_hour=650,
    )

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the searches, ready for one collection."""
        from flows.sources.gdelt.search import Search  # noqa: PLC0415 - needs these settings
        from flows.sources.paging import PagedSource  # noqa: PLC0415 - with it

        return PagedSource(self, http, [Search(self, query) for query in self.searches])
