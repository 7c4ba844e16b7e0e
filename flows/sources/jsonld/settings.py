"""What the configuration says about pages that state reviews in JSON-LD."""

from pathlib import Path
from typing import ClassVar, Literal
from urllib.parse import urljoin

from pydantic import Field

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Name, Source
from flows.sources.http import Http


class JsonLdSettings(ApiSettings):
    """Reviews that pages of your list state in schema.org's JSON-LD."""

    kind: Literal["jsonld"]
    """This kind of source."""
    channel: Channel = "review"
    """Type of place."""
    url: str
    """Address of a page, or of the site that `pages` belong to."""
    pages: list[Name] = Field(default=[])
    """Addresses of the pages, whole or relative to `url`; that address alone when none is given."""
    max_megabytes: float = Field(default=10.0, gt=0, le=500)
    """Size of an answer, unpacked, above which it is refused."""

    about: ClassVar[About] = About(
        hears="reviews with their stars, of products and companies, on pages that you list",
        needs="nothing; the pages must state their reviews as JSON-LD",
        again="what the server gave for asking whether a page changed, and a hash of each review",
        limits="as robots.txt of each site allows, and no faster than it asks",
        deaf_to=(
            "reviews that a page shows and does not state: it often states the last few of "
            "many, and is noted then; microdata and RDFa; what scripts put on a page; a review "
            "without a date; the hour, where only a day is stated; deletions"
        ),
        terms=(
            "Reviews belong to their authors and pages to their publishers, who state them for "
            "search engines: quote few, with a link, and look at the site's own terms before you "
            "store more. robots.txt is obeyed."
        ),
        proof="Hand-written pages in the shapes that schema.org allows; no site was asked.",
        example="""
[[sources]]
id = "shop-reviews"
kind = "jsonld"
url = "https://shop.example"
pages = ["/kettles/acme-one", "/kettles/acme-two"]
platform = "shop.example"
""",
        posts_per_call=10,
    )

    @property
    def addresses(self) -> list[str]:
        """Return the address of each page, once, in the order in which they are listed."""
        given = [urljoin(f"{self.url}/", page) for page in self.pages] or [self.url]
        return list(dict.fromkeys(given))

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the pages, ready for one collection."""
        from flows.sources.jsonld.source import JsonLdSource  # noqa: PLC0415 - needs settings

        return JsonLdSource(self, http)
