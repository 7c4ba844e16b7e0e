"""What the configuration says about the App Store."""

from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Name, Reference, Source
from flows.sources.http import Http

AppId = Annotated[str, Field(pattern=r"^[0-9]{4,15}$")]
Country = Annotated[str, Field(pattern=r"^[a-z]{2}$")]


class AppStoreSettings(ApiSettings):
    """Reviews of apps in Apple's App Store, with their stars."""

    kind: Literal["appstore"]
    """This kind of source."""
    platform: Name = "appstore"
    """Where the posts were published."""
    channel: Channel = "review"
    """Type of place."""
    url: str = "https://itunes.apple.com"
    """Address of the public feed of reviews."""
    apps: dict[AppId, Name] = Field(min_length=1, examples=[{"1234567890": "Acme Home"}])
    """Apps by the number in their address at the store, each with the name of the product."""
    countries: list[Country] = Field(default=[], examples=[["de", "fr"]])
    """Countries whose reviews are heard through the public feed; each is a list of its own."""
    private_key: Reference | None = Field(default=None, examples=["env:APPSTORE_KEY"])
    """Private key of App Store Connect (the text of the .p8 file), for apps of your own: all
    countries, all reviews, and your answers to them, instead of the public feed."""
    key_id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9]{4,20}$")
    """Name of that key, as App Store Connect lists it."""
    issuer_id: str | None = Field(default=None, pattern=r"^[0-9a-f-]{36}$")
    """Issuer of your team's keys, as App Store Connect shows it."""
    connect_url: str = "https://api.appstoreconnect.apple.com"
    """Address of App Store Connect."""

    about: ClassVar[About] = About(
        hears=(
            "reviews of any app, country by country; of your own apps those of all countries and "
            "your answers, through App Store Connect"
        ),
        needs="nothing for the public feed; a key of App Store Connect for your own apps",
        again="the instant until which each app's list was heard",
        limits=(
            "the public feed shows the newest 500 reviews of a country, 50 a page, and is not "
            "documented; App Store Connect shows all, 200 a page"
        ),
        deaf_to=(
            "stars without words; through the public feed answers of the developer; through App "
            "Store Connect the version that was reviewed, and an answer given to a review that is "
            "older than `overlap_hours`. The two ways name reviews differently: hear an app "
            "through one of them"
        ),
        terms=(
            "The public feed is made for showing reviews with a link to the store; Apple can end "
            "it any day. Reviews belong to their authors. App Store Connect is for apps of your "
            "own, under the agreement of Apple's developer programme; keep its key as a secret."
        ),
        proof=(
            "Recorded answers of the public feed of 2020 and 2021, whose reviews bear no date: "
            "they are read with the date of their feed, which a collection would not do. Rows of "
            "a scraper were at hand as well and say nothing of the interface. App Store Connect: "
            "the documentation alone. Since August 2026 the feed is said to answer empty for most "
            "apps: a country that showed reviews and shows none is a failure, one that never did "
            "is noted; set `expect.max_lag_hours`."
        ),
        example="""
[[sources]]
id = "app-reviews"
kind = "appstore"
apps = { "1234567890" = "Acme Home" }
countries = ["de", "fr", "us"]
expect = { max_lag_hours = 240 }
""",
        posts_per_call=50,
    )

    @model_validator(mode="after")
    def _asks(self) -> Self:
        key = (self.private_key, self.key_id, self.issuer_id)
        if any(key) and not all(key):
            raise ValueError("`private_key`, `key_id` and `issuer_id` belong together")
        if any(key) and self.countries:
            raise ValueError("with `private_key` all countries are heard: leave `countries` out")
        if not any(key) and not self.countries:
            raise ValueError("asks for nothing: give `countries`, or a `private_key`")
        return self

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the lists of reviews, ready for one collection."""
        from flows.sources.appstore.connect import Account, OwnReviews  # noqa: PLC0415 - needs these
        from flows.sources.appstore.feed import PublicReviews  # noqa: PLC0415 - same
        from flows.sources.paging import PagedSource  # noqa: PLC0415 - same

        if self.private_key:
            account = Account(self, http)
            return PagedSource(self, http, [OwnReviews(account, app) for app in self.apps])
        return PagedSource(
            self,
            http,
            [PublicReviews(self, app, one) for app in self.apps for one in self.countries],
        )
