"""What the configuration says about web pages that are looked at again and again."""

from pathlib import Path
from typing import ClassVar, Literal
from urllib.parse import urljoin

from pydantic import Field

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Name, Source
from flows.sources.http import Http


class WebpageSettings(ApiSettings):
    """Web pages by list, each told when it is first seen and when its main text changes."""

    kind: Literal["webpage"]
    """This kind of source."""
    channel: Channel = "news"
    """Type of place."""
    url: str
    """Address of a page, or of the site that `pages` belong to."""
    pages: list[Name] = Field(default=[])
    """Addresses of the pages, whole or relative to `url`; that address alone when none is given."""
    part: str | None = Field(default=None, max_length=200)
    """CSS selector of the part that counts: `main`, `#terms`; the article when it is not given."""
    max_megabytes: float = Field(default=10.0, gt=0, le=500)
    """Size of an answer, unpacked, above which it is refused."""

    about: ClassVar[About] = About(
        hears="the main text of pages that you list, when it is first seen and when it changes",
        needs="nothing",
        again="what the server gave for asking whether a page changed, and a hash of its main text",
        limits="as robots.txt of each site allows, and no faster than it asks",
        deaf_to=(
            "what scripts put on a page; what changed and changed back between two collections; "
            "when a page was published, where it does not say so"
        ),
        terms=(
            "Pages belong to their publisher: quote them with a link, and ask before you store or "
            "pass on more. robots.txt is obeyed; the site's own terms may say more. A page that "
            "answers 410 is erased here as well."
        ),
        proof="Pages on loopback; no site was asked.",
        example="""
[[sources]]
id = "rival-pages"
kind = "webpage"
url = "https://rival.example"
pages = ["/pricing", "/terms"]
platform = "rival.example"
part = "main"
""",
        posts_per_call=1,
    )

    @property
    def addresses(self) -> list[str]:
        """Return the address of each page, once, in the order in which they are listed."""
        given = [urljoin(f"{self.url}/", page) for page in self.pages] or [self.url]
        return list(dict.fromkeys(given))

    @property
    def asks_for(self) -> str:
        """Return a hash of what is taken of a page; which pages there are is no part of it."""
        return self.fingerprint(
            "max_pages", "timeout_seconds", "max_megabytes", "allow_private", "pages",
            "longest_wait_seconds", "overlap_hours", "history_days", "recheck_days",
        )  # fmt: skip

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the pages, ready for one collection."""
        from flows.sources.webpage.source import WebpageSource  # noqa: PLC0415 - needs settings

        return WebpageSource(self, http)
