"""What the configuration says about a site that runs WordPress."""

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, StrictBool

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Source
from flows.sources.http import Http


class WordPressSettings(ApiSettings):
    """Articles and comments of a site that runs WordPress, in full text."""

    kind: Literal["wordpress"]
    """This kind of source."""
    channel: Channel = "blog"
    """Type of place."""
    search: str | None = Field(default=None, max_length=200)
    """Only what the site's own search finds; everything when it is not given."""
    with_comments: StrictBool = True
    """Hear the comments as well."""
    per_page: int = Field(default=100, ge=1, le=100)
    """Articles or comments that one request asks for; WordPress gives 100 at most."""

    about: ClassVar[About] = About(
        hears="articles in full text, and the approved comments below them",
        needs="nothing; the site must not have closed its interface, as some plug-ins do",
        again="the instant until which articles and comments were heard",
        limits="set by the site's host",
        deaf_to="drafts, private and protected articles, comments that wait for approval",
        terms=(
            "Articles belong to their site and comments to their authors; quote them with a link. "
            "There are no common terms: look at the site's own."
        ),
        proof="The documentation of WordPress' REST interface; no site was asked.",
        example="""
[[sources]]
id = "kettle-blog"
kind = "wordpress"
url = "https://kettles.example"
platform = "kettles.example"
""",
    )

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the articles and the comments, ready for one collection."""
        from flows.sources.paging import PagedSource  # noqa: PLC0415 - needs these settings
        from flows.sources.wordpress.lists import Articles, Comments  # noqa: PLC0415 - too

        lists = [Articles(self), Comments(self)] if self.with_comments else [Articles(self)]
        return PagedSource(self, http, lists)
