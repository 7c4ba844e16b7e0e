"""What the configuration says about X."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import MANNERS, ApiSettings
from flows.sources.contract import Lookup, Name, Reference, Source
from flows.sources.http import Http

Query = Annotated[str, Field(min_length=1, max_length=4_096)]


class XSettings(ApiSettings):
    """Posts of X that a search finds, or that mention an account; each costs money."""

    kind: Literal["x"]
    """This kind of source."""
    platform: Name = "x"
    """Where the posts were published."""
    channel: Channel = "social"
    """Type of place."""
    url: str = "https://api.x.com"
    """Address of the interface."""
    token: Reference = Field(examples=["env:X_BEARER_TOKEN"])
    """Bearer token of an app."""
    searches: list[Query] = Field(default=[])
    """What is searched for, in the operators of X; reposts are left out unless `is:retweet` asks
    about them."""
    mentions: list[Name] = Field(default=[])
    """Accounts whose mentions are heard, such as `acme`."""
    archive: StrictBool = False
    """Search all of X instead of its last seven days, if the plan allows it."""
    authors: StrictBool = True
    """Ask who wrote a post as well: handle, name, followers. X sells each author apart."""
    posts_a_month: int = Field(default=10_000, ge=10, le=100_000_000)
    """Posts read in a calendar month, UTC, after which this source asks for no more until the
    next: a post costs about half a cent, read again on another day, twice."""
    compliance: Literal["jobs", "posts"] = "jobs"
    """How `earwitness comply` looks posts up: by compliance jobs, which are free, or one by one,
    at the price of a post, which brings edits and new counts as well."""
    history_days: int = Field(default=6, ge=1, le=36_500)
    """How many days back the first collection reaches; without `archive` there are seven."""
    overlap_hours: float = Field(default=1.0, ge=0, le=24 * 90)
    """Hours that are asked for again each time; what is read twice on a day costs once."""

    about: ClassVar[About] = About(
        hears="posts and replies that a search finds, or that mention an account",
        needs="an app with a bearer token and credit: X has no free reading",
        again="the instant until which each list was heard; the month's posts are counted with it",
        limits=(
            "450 requests in 15 minutes; `posts_a_month`; the last 800 mentions; the last seven "
            "days of a search, without `archive`"
        ),
        deaf_to="reposts; protected accounts; what was deleted before it was heard",
        terms=(
            "The developer agreement demands that what is deleted, protected or suspended on X is "
            "deleted here as well, within 24 hours of a request: `earwitness comply` asks each day "
            "for all posts, by compliance jobs. Posts may not be passed on in bulk; links and ids "
            "may."
        ),
        proof=(
            "Recorded answers of 2021 and 2022, and the published definitions; the service itself "
            "was not asked. Unproved: which plans may use compliance jobs, and today's prices."
        ),
        example="""
[[sources]]
id = "x"
kind = "x"
token = "env:X_BEARER_TOKEN"
searches = ['"acme kettle" OR #acme']
mentions = ["acme"]
posts_a_month = 20000
""",
        posts_per_call=100,
        calls_per_hour=1_800,
        recheck_days=1,
    )

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not (self.searches or self.mentions):
            raise ValueError("asks for nothing: give `searches` or `mentions`")
        return self

    @property
    def asks_for(self) -> str:
        """Return a hash of what is asked for; another one has nothing to go on from."""
        return self.fingerprint(*MANNERS, "posts_a_month", "authors", "compliance")

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the lists, ready for one collection."""
        from flows.sources.x.lists import lists  # noqa: PLC0415 - needs these settings
        from flows.sources.x.spending import MeteredSource, Spent  # noqa: PLC0415 - with them

        spent = Spent(self.posts_a_month)
        return MeteredSource(self, http, lists(self, http, spent), spent=spent)

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks for posts by their ids."""
        from flows.sources.x.lookup import Jobs, Posts  # noqa: PLC0415 - needs these settings

        return Jobs(self, http) if self.compliance == "jobs" else Posts(self, http, at)
