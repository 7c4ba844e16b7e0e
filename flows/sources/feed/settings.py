"""What the configuration says about a feed."""

from pathlib import Path
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import Field, StrictBool, field_validator

from flows.sources.about import About
from flows.sources.contract import CommonSettings, Source
from flows.sources.http import Http


class FeedSettings(CommonSettings):
    """Posts from a feed: RSS, Atom or JSON Feed over HTTP."""

    kind: Literal["feed"]
    """This kind of source."""
    url: str
    """Address of the feed, http or https; a secret part may come as `${NAME}`."""
    max_megabytes: float = Field(default=10.0, gt=0, le=500)
    """Size of an answer, unpacked, above which it is refused."""
    timeout_seconds: float = Field(default=30.0, gt=0, le=600)
    """Seconds in which the whole answer must have come."""
    full_text: StrictBool = False
    """Read each new article on its own page, where robots.txt allows it; else what the feed has."""
    max_articles: int = Field(default=50, ge=1, le=5_000)
    """Pages that one collection reads for `full_text`; the next goes on with the others."""
    allow_private: StrictBool = False
    """Allow addresses that are not public, such as 127.0.0.1 or a server of your own network."""

    about: ClassVar[About] = About(
        hears="the entries of a feed: RSS, Atom, JSON Feed",
        needs="the address of a feed",
        again="the server's word that something is new",
        limits="what the feed holds now, mostly its last 10 to 50 entries",
        deaf_to="what left the feed between two polls; comments; entries behind a login",
        terms=(
            "A feed is meant to be read by programs; what may be stored and quoted, its site says. "
            "An entry that leaves the feed was not deleted for that."
        ),
        proof="Recorded feeds of many programs, and a server on loopback.",
        example="""
[[sources]]
id = "trade-press"
kind = "feed"
url = "https://news.example/feeds/all.xml"
platform = "news.example"
channel = "news"
""",
        posts_per_call=50,
    )

    @field_validator("url")
    @classmethod
    def _is_http(cls, url: str) -> str:
        address = urlsplit(url.strip())
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError("an address that begins with https:// or http://")
        return url.strip()

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - a feed needs no folder
        """Return the feed, ready for one collection."""
        # Imported here: the source needs these settings, and libraries that files do not.
        from flows.sources.feed.source import FeedSource  # noqa: PLC0415

        return FeedSource(self, http)
