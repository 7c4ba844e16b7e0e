"""What the configuration says about an instance of Lemmy."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Lookup, Name, Reference, Source
from flows.sources.http import Http


class LemmySettings(ApiSettings):
    """Posts and comments that an instance of Lemmy knows, of communities or of a search."""

    kind: Literal["lemmy"]
    """This kind of source."""
    platform: Name = "lemmy"
    """Where the posts were published; all instances are one platform, as a post is on many."""
    channel: Channel = "forum"
    """Type of place."""
    url: str = "https://lemmy.world"
    """Address of the instance."""
    api: Literal["v3", "v4"] = "v3"
    """Version of its interface: `v3` until Lemmy 0.19, `v4` from 1.0 on."""
    token: Reference | None = Field(default=None, examples=["env:LEMMY_TOKEN"])
    """Token of an account, if the instance shows nothing without one."""
    communities: list[Name] = Field(default=[])
    """Communities: `name`, or `name@host` for one of another instance."""
    searches: list[Name] = Field(default=[])
    """What is searched for."""
    comments: StrictBool = True
    """Comments are heard as well as posts."""

    about: ClassVar[About] = About(
        hears="posts and comments of communities, or found by a search",
        needs="nothing, unless the instance wants a token",
        again="the instant until which each list was heard",
        limits=(
            "as the instance sets them, usually 180 requests a minute, 60 searches in 10 minutes; "
            "50 posts a request, and one request for each comment whose answer is heard without it"
        ),
        deaf_to="communities that nobody of the instance is subscribed to; languages; who voted",
        terms=(
            "Each instance has rules of its own, on its front page. Who deletes a post expects it "
            "to go everywhere, and so does a moderator: `recheck_days` follows both."
        ),
        proof=(
            "Hand-written answers after the published types of both versions (0.19 and 1.0); no "
            "instance was asked, and no recorded answers were at hand."
        ),
        example="""
[[sources]]
id = "lemmy"
kind = "lemmy"
url = "https://lemmy.world"
communities = ["kettles@lemmy.example"]
searches = ["acme"]
""",
        posts_per_call=50,
        calls_per_hour=10_800,
    )

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not (self.communities or self.searches):
            raise ValueError("asks for nothing: give `communities` or `searches`")
        return self

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the lists, ready for one collection."""
        from flows.sources.lemmy.lists import lists  # noqa: PLC0415 - needs these settings
        from flows.sources.paging import PagedSource  # noqa: PLC0415 - with them

        return PagedSource(self, http, lists(self, http))

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks for posts by their names."""
        from flows.sources.lemmy.lookup import Objects  # noqa: PLC0415 - needs these settings

        return Objects(self, http, at)
