"""What the configuration says about GitHub."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Lookup, Name, Reference, Source
from flows.sources.http import Http

Repository = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", examples=["acme/kettle"])
]


class GitHubSettings(ApiSettings):
    """Issues, pull requests and discussions of GitHub, with their comments."""

    kind: Literal["github"]
    """This kind of source."""
    platform: Name = "github"
    """Where the posts were published."""
    channel: Channel = "forum"
    """Type of place."""
    url: str = "https://api.github.com"
    """Address of the service; of an Enterprise Server, `https://<host>/api/v3`."""
    token: Reference | None = Field(default=None, examples=["env:GITHUB_TOKEN"])
    """Access token without any scope: 5,000 requests an hour instead of 60; for `discussions`."""
    repositories: list[Repository] = Field(default=[])
    """Repositories, as `owner/name`, whose issues and comments are heard."""
    searches: list[Name] = Field(default=[])
    """What is searched for in issues, with its operators: `acme kettle language:python`."""
    pull_requests: StrictBool = True
    """Hear pull requests and the comments on them as well."""
    discussions: StrictBool = False
    """Hear the discussions of the repositories as well; needs a `token`."""

    about: ClassVar[About] = About(
        hears=(
            "issues and pull requests of repositories or found by a search, discussions of "
            "repositories, and the comments on them"
        ),
        needs="nothing; a token (free) for more than 60 requests an hour and for discussions",
        again=(
            "the instant until which each list was heard; what a search finds, and discussions, by "
            "their last activity"
        ),
        limits=(
            "60 requests an hour and address, 5,000 with a token; 10 or 30 searches a minute; "
            "secondary limits for too many at once are obeyed; 1,000 results a search, walked "
            "round by date"
        ),
        deaf_to=(
            "comments on lines of code, reviews, commits; discussions that a search would find; "
            "what was deleted before it was heard"
        ),
        terms=(
            "GitHub's terms allow to read public content through its interface within the limits, "
            "and to use it for research and archiving; they forbid to sell personal information "
            "gained so, and to write to people because of it. Texts belong to their authors: quote "
            "briefly and link. What is deleted should be deleted here."
        ),
        proof=(
            "Recorded answers of issues and comments, hand-written ones of searches and "
            "discussions; the service itself was not asked."
        ),
        example="""
[[sources]]
id = "github"
kind = "github"
token = "env:GITHUB_TOKEN"
repositories = ["acme/kettle"]
searches = ["acme kettle"]
discussions = true
""",
        posts_per_call=100,
        calls_per_hour=5_000,
    )

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not (self.repositories or self.searches):
            raise ValueError("asks for nothing: give `repositories` or `searches`")
        if self.discussions and self.token is None:
            raise ValueError("`discussions` need a `token`")
        if self.discussions and not self.repositories:
            raise ValueError("`discussions` are those of `repositories`: give them")
        return self

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the lists, ready for one collection."""
        from flows.sources.github.discussions import Discussions  # noqa: PLC0415 - needs these
        from flows.sources.github.hub import Hub  # noqa: PLC0415 - settings
        from flows.sources.github.issues import Search, comments, issues  # noqa: PLC0415 - same
        from flows.sources.paging import PagedSource, Stream  # noqa: PLC0415 - with them

        hub = Hub(self, http)
        lists: list[Stream] = []
        for one in self.repositories:
            lists += [issues(hub, one), comments(hub, one)]
            lists += [Discussions(hub, one)] if self.discussions else []
        for query in self.searches:
            lists += [Search(hub, query, "issue")]
            lists += [Search(hub, query, "pr")] if self.pull_requests else []
        return PagedSource(self, http, lists)

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks for issues and comments by their names."""
        from flows.sources.github.hub import Hub  # noqa: PLC0415 - needs these settings
        from flows.sources.github.lookup import Issues  # noqa: PLC0415 - same

        return Issues(Hub(self, http), at)
