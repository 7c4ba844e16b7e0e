"""What the configuration says about YouTube."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Lookup, Name, Reference, Source
from flows.sources.http import Http

Owner = Annotated[str, Field(pattern=r"^(UC[\w-]{22}|@[\w.·-]{1,60})$", examples=["@acme"])]
Video = Annotated[str, Field(pattern=r"^[\w-]{1,20}$", examples=["dQ2xAbCdEfG"])]


class YouTubeSettings(ApiSettings):
    """Videos and comments of YouTube, through its Data API."""

    kind: Literal["youtube"]
    """This kind of source."""
    platform: Name = "youtube"
    """Where the posts were published."""
    channel: Channel = "social"
    """Type of place."""
    url: str = "https://www.googleapis.com"
    """Address of the service."""
    api_key: Reference = Field(examples=["env:YOUTUBE_API_KEY"])
    """Key of a project in which the YouTube Data API is switched on."""
    searches: list[Name] = Field(default=[])
    """What is searched for in videos; a page of 50 is one of the 100 calls of a day."""
    channels: list[Owner] = Field(default=[])
    """Channels whose videos are heard, with all new comments below them: `UC...` or `@handle`."""
    videos: list[Video] = Field(default=[])
    """Videos whose comments are heard, by the id in their address."""
    with_comments: StrictBool = True
    """Hear the comments of the channels and of the videos that a search finds."""
    overlap_hours: float = Field(default=24.0, ge=0, le=24 * 90)
    """Hours that are asked for again each time: so long are the comments of a video that a search
    found listened to."""

    about: ClassVar[About] = About(
        hears=(
            "videos that a search finds or a channel publishes, with views, likes and how many "
            "comments; the comments and answers below them"
        ),
        needs="an API key (free) of a Google Cloud project",
        again="the instant until which each list was heard; comments back to it from the newest",
        limits=(
            "each day, which begins at midnight in California: 100 pages of searches, and 10,000 "
            "calls of all others; 50 videos or 100 comments a call"
        ),
        deaf_to=(
            "what is said in a video; an answer to an old comment, once its day has passed; later "
            "comments on a video that a search found: name it in `videos`; dislikes"
        ),
        terms=(
            "YouTube's developer policies let data of its API be kept for 30 days; then it must be "
            "fetched again or deleted: `earwitness comply` does so. Views and likes must not be "
            "mixed with figures of other platforms into one number, and YouTube must be named."
        ),
        proof=(
            "Recorded answers of 2019 and 2020, errors by the documentation; the service itself "
            "was not asked."
        ),
        example="""
[[sources]]
id = "youtube"
kind = "youtube"
api_key = "env:YOUTUBE_API_KEY"
searches = ["acme kettle"]
channels = ["@acme"]
""",
        posts_per_call=50,
        calls_per_hour=410,
        recheck_days=30,
    )

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.searches or self.channels or self.videos):
            raise ValueError("one of `searches`, `channels`, `videos` must name something")
        return self

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the lists, ready for one collection."""
        from flows.sources.paging import PagedSource, Stream  # noqa: PLC0415 - needs these settings
        from flows.sources.youtube.api import Api  # noqa: PLC0415 - too
        from flows.sources.youtube.comments import OfChannel, OfVideo  # noqa: PLC0415 - too
        from flows.sources.youtube.videos import Search, Uploads  # noqa: PLC0415 - too

        api = Api(self, http)
        lists: list[Stream] = [Search(api, query) for query in self.searches]
        lists += [Uploads(api, owner) for owner in self.channels]
        if self.with_comments:
            lists += [OfChannel(api, owner) for owner in self.channels]
        lists += [OfVideo(api, video) for video in self.videos]
        return PagedSource(self, http, lists, notes=api.notes)

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what posts can be looked up with."""
        from flows.sources.youtube.api import Api  # noqa: PLC0415 - needs these settings
        from flows.sources.youtube.lookup import Posts  # noqa: PLC0415 - too

        return Posts(Api(self, http), at)
