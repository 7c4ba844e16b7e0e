"""What the configuration says about Trustpilot."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Lookup, Name, Reference, Source
from flows.sources.http import Http

Unit = Annotated[str, Field(pattern=r"^[0-9a-f]{24}$")]


class TrustpilotSettings(ApiSettings):
    """Reviews of companies on Trustpilot, with their stars and the companies' answers."""

    kind: Literal["trustpilot"]
    """This kind of source."""
    platform: Name = "trustpilot"
    """Where the posts were published."""
    channel: Channel = "review"
    """Type of place."""
    url: str = "https://api.trustpilot.com"
    """Address of the service."""
    key: Reference = Field(examples=["env:TRUSTPILOT_KEY"])
    """Key of an application of your Trustpilot account."""
    business_units: list[Unit] = Field(min_length=1, examples=[["507f191e810c19729de860ea"]])
    """Ids of the companies, 24 hexadecimal digits each; each is a list of its own."""
    owned: list[Unit] = Field(default=[])
    """Those of the companies that are your own brands': their answers are the brands' own words."""
    language: str | None = Field(default=None, pattern=r"^[a-z]{2}$")
    """Only reviews in one language; all when it is not given."""
    overlap_hours: float = Field(default=72.0, ge=0, le=24 * 90)
    """Hours that are asked for again each time: brings edits, and answers given since."""

    about: ClassVar[About] = About(
        hears="reviews of companies by the day they were published, and the companies' answers",
        needs="a key of a Trustpilot account whose plan has the interface",
        again="the instant until which each company's reviews were heard",
        limits=(
            "100 reviews a request, newest first; Trustpilot names no number of requests and asks "
            "not to make more than are needed"
        ),
        deaf_to=(
            "reviews that were taken down before they were heard; answers to reviews older than "
            "`overlap_hours`, unless `recheck_days` is set; the day of the experience, which is "
            "kept with `keep_raw` alone"
        ),
        terms=(
            "What may be stored, and for how long, stands in the contract of your plan: look "
            "there, and set `recheck_days` so that reviews that were changed or taken down are "
            "followed. A review is shown with Trustpilot's name and a link to it. The site's "
            "pages may not be read by programs, and are not."
        ),
        proof="The documentation alone: there were no recorded answers, and it was not asked.",
        example="""
[[sources]]
id = "trustpilot"
kind = "trustpilot"
key = "env:TRUSTPILOT_KEY"
business_units = ["507f191e810c19729de860ea"]
owned = ["507f191e810c19729de860ea"]
""",
        posts_per_call=100,
    )

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the reviews of each company, ready for one collection."""
        from flows.sources.paging import PagedSource  # noqa: PLC0415 - needs these settings
        from flows.sources.trustpilot.reviews import Reviews  # noqa: PLC0415 - same

        return PagedSource(self, http, [Reviews(self, http, unit) for unit in self.business_units])

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks for reviews one by one."""
        from flows.sources.trustpilot.lookup import Single  # noqa: PLC0415 - needs these settings

        return Single(self, http, at)
