"""What the configuration says about a forum that runs on Discourse."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Lookup, Name, Reference, Source
from flows.sources.http import Http

CategoryPath = Annotated[str, Field(pattern=r"^[^\s?#]+/[0-9]+$", examples=["support/7"])]


class DiscourseSettings(ApiSettings):
    """Posts of a forum that runs on Discourse."""

    kind: Literal["discourse"]
    """This kind of source."""
    channel: Channel = "forum"
    """Type of place."""
    url: str = Field(examples=["https://community.example.com"])
    """Address of the forum."""
    everything: StrictBool = False
    """Hear every public post of the forum, newest first."""
    categories: list[CategoryPath] = Field(default=[])
    """Categories whose topics are heard, as in their address: `support/7`."""
    searches: list[Name] = Field(default=[])
    """What is searched for, with its operators: `acme #support`; the topics that are found come
    with all their posts of the days that are asked for."""
    api_key: Reference | None = Field(default=None, examples=["env:DISCOURSE_KEY"])
    """Key for a forum, or a part of one, that asks for a login."""
    api_username: Name | None = None
    """User whose key it is; needed with `api_key`."""
    search_pause_seconds: float = Field(default=8.0, ge=0, le=600)
    """Least seconds between two pages of a search: Discourse allows 8 a minute to visitors."""

    about: ClassVar[About] = About(
        hears="all public posts; the topics of a category or of a search with all their posts",
        needs="nothing where the forum is public; else a key and its user",
        again="the instant until which each list was heard; topics by their last post",
        limits=(
            "as the forum's operators set them: by default 200 requests a minute and address, 8 "
            "searches a minute; a search lists 500 topics and is walked on by days"
        ),
        deaf_to=(
            "private messages, categories that the key may not read, and what was deleted before "
            "it was heard; a search finds words of at least three letters"
        ),
        terms=(
            "Each forum has terms of its own, at `/tos`; many put posts under a Creative Commons "
            "licence, which asks to name the author and to link. Ask the operators before you "
            "collect everything. A post that its author or a moderator deletes or hides should go "
            "here too: the forum says so where it still shows the place."
        ),
        proof=(
            "Recorded answers of 2013 to 2020 and a hand-written forum; none was asked. Unproved: "
            "searches beyond their tenth page."
        ),
        example="""
[[sources]]
id = "community"
kind = "discourse"
url = "https://community.example.com"
platform = "community.example.com"
categories = ["support/7"]
searches = ["acme"]
""",
        posts_per_call=20,
        calls_per_hour=12_000,
    )

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not (self.everything or self.categories or self.searches):
            raise ValueError(
                "asks for nothing: give `categories` or `searches`, or `everything = true`"
            )
        if (self.api_key is None) != (self.api_username is None):
            raise ValueError("`api_key` and `api_username` go together")
        return self

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the lists, ready for one collection."""
        from flows.sources.discourse.forum import Forum  # noqa: PLC0415 - needs these settings
        from flows.sources.discourse.lists import Category, Everything, Search  # noqa: PLC0415
        from flows.sources.paging import PagedSource, Stream  # noqa: PLC0415 - with them

        forum = Forum(self, http)
        lists: list[Stream] = [Everything(forum)] if self.everything else []
        lists += [Category(forum, one) for one in self.categories]
        lists += [Search(forum, one) for one in self.searches]
        return PagedSource(self, http, lists)

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks for posts by their topic and number."""
        from flows.sources.discourse.forum import Forum  # noqa: PLC0415 - needs these settings
        from flows.sources.discourse.lookup import Posts  # noqa: PLC0415 - same

        return Posts(Forum(self, http), at)
