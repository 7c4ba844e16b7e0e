"""What the configuration says about the sitemaps of a site."""

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, StrictBool

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Source
from flows.sources.http import Http


class SitemapSettings(ApiSettings):
    """Articles that the sitemaps of a site list, with their full text where that is wanted."""

    kind: Literal["sitemap"]
    """This kind of source."""
    channel: Channel = "news"
    """Type of place."""
    url: str
    """Address of a sitemap or of an index of them, packed or not; or of a site, whose robots.txt
    names them."""
    only_below: str = ""
    """Take only addresses that begin so: `https://news.example/kitchen/`."""
    full_text: StrictBool = False
    """Read each new article on its own page, where robots.txt allows it; without it, headlines of
    news sitemaps are all that is heard."""
    max_articles: int = Field(default=200, ge=1, le=5_000)
    """Pages that one collection reads for `full_text`; the next goes on with the others."""
    overlap_hours: float = Field(default=48.0, ge=0, le=24 * 90)
    """Hours before the last collection whose articles are looked at again, as many come late; what
    was told is told again only when its entry has changed."""
    max_megabytes: float = Field(default=50.0, gt=0, le=500)
    """Size of an answer, unpacked, above which it is refused; a sitemap may have 50."""

    about: ClassVar[About] = About(
        hears=(
            "headlines, dates and languages of news sitemaps; with `full_text` the articles of any "
            "sitemap"
        ),
        needs="nothing; the site must have sitemaps",
        again="the date of each address; what was told is told again when its entry has changed",
        limits=(
            "50,000 addresses in a sitemap, of which those that changed since are looked at; news "
            "sitemaps reach two days back; so many pages as `max_articles`, as robots.txt allows"
        ),
        deaf_to=(
            "comments; addresses without a date; when an article was first published, where "
            "neither its entry nor its page says so"
        ),
        terms=(
            "Sitemaps are made for programs, the articles belong to their publisher: headlines and "
            "links may be quoted; ask before you store or pass on full texts. robots.txt is obeyed."
        ),
        proof="The protocols of sitemaps.org and of news sitemaps; no site was asked.",
        example="""
[[sources]]
id = "kitchen-news"
kind = "sitemap"
url = "https://news.example/sitemap-news.xml"
platform = "news.example"
full_text = true
""",
        posts_per_call=1_000,
    )

    @property
    def asks_for(self) -> str:
        """Return a hash of what is asked for; how many pages at a time is no part of it."""
        return self.fingerprint(
            "max_pages", "timeout_seconds", "max_megabytes", "allow_private", "max_articles",
            "longest_wait_seconds", "overlap_hours", "history_days", "recheck_days",
        )  # fmt: skip

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the sitemaps, ready for one collection."""
        from flows.sources.sitemap.source import SitemapSource  # noqa: PLC0415 - needs settings

        return SitemapSource(self, http)
