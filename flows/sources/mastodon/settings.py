"""What the configuration says about an instance of Mastodon."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Lookup, Name, Reference, Source
from flows.sources.http import Http


class MastodonSettings(ApiSettings):
    """Public posts that an instance of Mastodon, or of software like it, knows."""

    kind: Literal["mastodon"]
    """This kind of source."""
    platform: Name = "mastodon"
    """Where the posts were published; all instances are one platform, as a post is on many."""
    channel: Channel = "social"
    """Type of place."""
    url: str = "https://mastodon.social"
    """Address of the instance."""
    token: Reference | None = Field(default=None, examples=["env:MASTODON_TOKEN"])
    """Access token with the scope `read`, if the instance asks for one, and for `searches`."""
    tags: list[Name] = Field(default=[])
    """Tags, with `#` or without."""
    tags_together: int = Field(default=4, ge=1, le=4)
    """Tags in one list; 1 for software that does not know `any[]`, such as GoToSocial."""
    public: Literal["all", "local", "remote"] | None = None
    """The timeline of everybody: all that the instance knows, its own users, or all others."""
    accounts: list[Name] = Field(default=[])
    """Accounts whose posts are heard: `name`, or `name@host` for one of another instance."""
    searches: list[Name] = Field(default=[])
    """What is searched for, with its operators: `acme language:en`; Mastodon's own software only,
    with full-text search, and a `token`."""

    about: ClassVar[About] = About(
        hears=(
            "posts with a tag, of an account, of everybody on an instance, or found by its search"
        ),
        needs="nothing, unless the instance wants a token; a token for `searches`",
        again=(
            "the instant until which each list was heard; forward from there where the ids tell "
            "the time (Mastodon, GoToSocial, Pleroma, Akkoma), else back to it"
        ),
        limits="300 requests in 5 minutes for each address and token; 40 posts a request",
        deaf_to=(
            "posts that no user of the instance follows or boosted; posts that are not public; "
            "deletions, unless `recheck_days` looks posts up"
        ),
        terms=(
            "Each instance has rules of its own, at `/about`: read them, and ask its operators "
            "before you collect much. Many users do not want to be searched: their posts come by "
            "tag, and by the search only if they allowed it. Who deletes a post expects it to go "
            "everywhere: with `recheck_days` the instances of the authors are asked. A profile may "
            "ask not to be archived."
        ),
        proof=(
            "Recorded answers of Mastodon 4, and ids of GoToSocial and Pleroma; no instance was "
            "asked. Unproved: how far back an instance's search reaches."
        ),
        example="""
[[sources]]
id = "mastodon"
kind = "mastodon"
url = "https://mastodon.social"
tags = ["acme", "acmekettle", "kettle"]
accounts = ["acme@social.example"]
""",
        posts_per_call=40,
        calls_per_hour=3_600,
    )

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not (self.tags or self.public or self.accounts or self.searches):
            raise ValueError("asks for nothing: give `tags`, `accounts`, `searches` or `public`")
        if self.searches and self.token is None:
            raise ValueError("`searches` need a `token`")
        return self

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the lists, ready for one collection."""
        from flows.sources.mastodon.search import Search  # noqa: PLC0415 - needs these settings
        from flows.sources.mastodon.timelines import Account, public, tagged  # noqa: PLC0415 - same
        from flows.sources.paging import PagedSource, Stream  # noqa: PLC0415 - with them

        lists: list[Stream] = [*tagged(self, http)]
        lists += [public(self, http)] if self.public else []
        lists += [Account(self, http, handle.removeprefix("@")) for handle in self.accounts]
        lists += [Search(self, http, query) for query in self.searches]
        return PagedSource(self, http, lists)

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks the instances where posts were written."""
        from flows.sources.mastodon.lookup import Objects  # noqa: PLC0415 - needs these settings

        return Objects(self, http, at)
