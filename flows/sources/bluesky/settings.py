"""What the configuration says about Bluesky."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Lookup, Name, Reference, Source
from flows.sources.http import Http


class BlueskySettings(ApiSettings):
    """Posts of Bluesky that a search finds, or that an account wrote."""

    kind: Literal["bluesky"]
    """This kind of source."""
    platform: Name = "bluesky"
    """Where the posts were published."""
    channel: Channel = "social"
    """Type of place."""
    url: str = "https://bsky.social"
    """Address of the server where the account that asks is at home (its PDS)."""
    public_url: str = "https://public.api.bsky.app"
    """Address that shows accounts and single posts to everybody."""
    handle: Name | None = Field(default=None, examples=["listener.bsky.social"])
    """Name of the account that asks; needed for `searches` and `tags`."""
    password: Reference | None = Field(default=None, examples=["env:BLUESKY_APP_PASSWORD"])
    """App password of that account, made in its settings; not the one it logs in with."""
    searches: list[Name] = Field(default=[])
    """What is searched for, in the operators of Bluesky: `"acme kettle" lang:en`."""
    tags: list[Name] = Field(default=[])
    """Tags, with `#` or without."""
    accounts: list[Name] = Field(default=[])
    """Accounts whose posts are heard, by handle or DID."""
    members_only: StrictBool = False
    """Also hear accounts that ask not to be shown to who is not logged in."""

    about: ClassVar[About] = About(
        hears="posts and replies that a search finds, with a tag, or of an account",
        needs="an account and its app password (free) for `searches` and `tags`; else nothing",
        again="the instant until which each list was heard; a search that is deep goes on by time",
        limits="3,000 requests in 5 minutes an address; 100 posts a request; 300 logins a day",
        deaf_to=(
            "reposts; what the search leaves out (it promises no completeness); accounts that ask "
            "not to be shown to guests, unless `members_only`"
        ),
        terms=(
            "Posts are public and may be stored; who deletes a post expects it to go everywhere: "
            "`recheck_days` follows deletions. An account may ask not to be shown to readers who "
            "are not logged in, as those of a report are not: with `members_only` do not quote "
            "it. The search is not meant for bulk use."
        ),
        proof=(
            "Recorded answers of 2025, and the rules of the published lexicons; the service "
            "itself was not asked. Unproved: how deep a search can be paged, and whether it shows "
            "all posts of a second."
        ),
        example="""
[[sources]]
id = "bluesky"
kind = "bluesky"
handle = "listener.bsky.social"
password = "env:BLUESKY_APP_PASSWORD"
searches = ["acme kettle"]
tags = ["acme"]
accounts = ["acme.example"]
""",
        posts_per_call=100,
        calls_per_hour=36_000,
    )

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not (self.searches or self.tags or self.accounts):
            raise ValueError("asks for nothing: give `searches`, `tags` or `accounts`")
        if (self.searches or self.tags) and not (self.handle and self.password):
            raise ValueError("`searches` and `tags` need a `handle` and a `password`")
        return self

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the lists, ready for one collection."""
        from flows.sources.bluesky.lists import Author, Search  # noqa: PLC0415 - needs these settings
        from flows.sources.bluesky.session import Session  # noqa: PLC0415 - same
        from flows.sources.paging import PagedSource, Stream  # noqa: PLC0415 - with them

        session = Session(self, http)
        tags = [tag.removeprefix("#") for tag in self.tags]
        lists: list[Stream] = [Search(self, session, query) for query in self.searches]
        lists += [Search(self, session, f"#{tag}", tag) for tag in tags]
        lists += [Author(self, handle.removeprefix("@")) for handle in self.accounts]
        return PagedSource(self, http, lists)

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks for posts by their names."""
        from flows.sources.bluesky.lookup import Posts  # noqa: PLC0415 - needs these settings

        return Posts(self, http, at)
