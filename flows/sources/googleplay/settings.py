"""What the configuration says about Google Play."""

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Name, Reference, Source
from flows.sources.http import Http

Package = Annotated[str, Field(pattern=r"^[A-Za-z][\w]*(\.[A-Za-z][\w]*)+$", max_length=200)]


class GooglePlaySettings(ApiSettings):
    """Reviews of your own apps in Google Play, with their stars and your answers."""

    kind: Literal["googleplay"]
    """This kind of source."""
    platform: Name = "googleplay"
    """Where the posts were published."""
    channel: Channel = "review"
    """Type of place."""
    url: str = "https://androidpublisher.googleapis.com"
    """Address of the service."""
    login_url: str = "https://oauth2.googleapis.com/token"
    """Address that gives a token for the key of a service account."""
    apps: dict[Package, Name] = Field(min_length=1, examples=[{"com.example.home": "Acme Home"}])
    """Your apps by the name of their package, each with the name of the product."""
    service_account: Reference = Field(examples=["env:GOOGLE_PLAY_KEY"])
    """Key of a service account that may answer reviews: the text of its JSON file."""
    history_days: int = Field(default=7, ge=1, le=36_500)
    """How many days back the first collection reaches; Google shows the last week alone."""
    overlap_hours: float = Field(default=24.0, ge=0, le=24 * 90)
    """Hours that are asked for again each time: brings late posts, edits and new counts."""

    about: ClassVar[About] = About(
        hears="reviews of your own apps that have words, and your answers to them",
        needs="a service account of Google Cloud with the right to answer reviews in Play Console",
        again="the instant until which each app's reviews were heard, by their last change",
        limits=(
            "reviews that were written or changed in the last seven days: collect every day; "
            "100 a request, 200,000 requests a day"
        ),
        deaf_to=(
            "apps of others; stars without words; reviews of test versions; the country; what "
            "was not collected within its week"
        ),
        terms=(
            "The interface is for apps of your own, under the terms of Google's interfaces and "
            "the agreement for developers; reviews belong to their authors. Keep the key as a "
            "secret, and give its account no more rights than answering reviews."
        ),
        proof=(
            "The documentation alone: no recorded answers of the interface were at hand. Rows "
            "that a scraper made of the store's pages were, and say nothing of it; the store's "
            "pages are not read."
        ),
        example="""
[[sources]]
id = "play-reviews"
kind = "googleplay"
apps = { "com.example.home" = "Acme Home" }
service_account = "env:GOOGLE_PLAY_KEY"
""",
        posts_per_call=100,
        calls_per_hour=8_300,
    )

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the reviews of each app, ready for one collection."""
        from flows.sources.googleplay.account import Account  # noqa: PLC0415 - needs these settings
        from flows.sources.googleplay.reviews import Reviews  # noqa: PLC0415 - same
        from flows.sources.paging import PagedSource  # noqa: PLC0415 - same

        account = Account(self, http)
        return PagedSource(self, http, [Reviews(account, app) for app in self.apps])
