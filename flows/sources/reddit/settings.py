"""What the configuration says about Reddit."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Lookup, Name, Reference, Source
from flows.sources.http import Http

Subreddit = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{2,24}$", examples=["Kettles"])]


class RedditSettings(ApiSettings):
    """Submissions and comments of Reddit; nothing is asked before Reddit has approved it."""

    kind: Literal["reddit"]
    """This kind of source."""
    platform: Name = "reddit"
    """Where the posts were published."""
    channel: Channel = "forum"
    """Type of place."""
    url: str = "https://oauth.reddit.com"
    """Address of the service."""
    login_url: str = "https://www.reddit.com"
    """Address where the access token is got."""
    approved: StrictBool = False
    """Set it to true once Reddit has approved your use under its Responsible Builder Policy."""
    client_id: Reference = Field(examples=["env:REDDIT_CLIENT_ID"])
    """Id of the application that Reddit has approved."""
    client_secret: Reference = Field(examples=["env:REDDIT_CLIENT_SECRET"])
    """Its secret."""
    username: Name
    """Account that answers for the application, named in every request as Reddit asks."""
    password: Reference | None = Field(default=None, examples=["env:REDDIT_PASSWORD"])
    """Its password, for an application of type `script`; without it the application asks alone."""
    subreddits: list[Subreddit] = Field(default=[])
    """Subreddits whose submissions and comments are heard, without `r/`."""
    searches: list[Name] = Field(default=[])
    """What is searched for in all submissions, with its operators: `acme subreddit:kettles`."""
    with_comments: StrictBool = True
    """Hear the comments in the subreddits and on the submissions that a search finds."""
    comment_requests: int = Field(default=20, ge=0, le=1_000)
    """Most requests for the comments of one submission, after the first that brings up to 500."""

    about: ClassVar[About] = About(
        hears=(
            "new submissions and comments of subreddits; submissions that a search finds, with "
            "their trees of comments"
        ),
        needs=(
            "Reddit's approval first (Responsible Builder Policy), then a registered application: "
            "its id, its secret, and the account that answers for it"
        ),
        again="the instant until which each list was heard, back to it from the newest",
        limits=(
            "100 requests a minute for each application (`X-Ratelimit-*`); every list ends after "
            "about 1,000 posts, a search often after 250: what is older cannot be had, and the "
            "report says so"
        ),
        deaf_to=(
            "what is older than the last 1,000 posts of a list; comments that a search alone would "
            "find; comments on a submission that a search found, once its days are over; private "
            "and quarantined subreddits"
        ),
        terms=(
            "Off until you say `approved = true`: since November 2025 Reddit's Responsible Builder "
            "Policy asks for its approval before any use of its interface, whoever asks, and "
            "answers requests without one with 403. Commercial use, which listening for a client "
            "is, needs a written contract with Reddit. Posts may not be sold, nor used to train "
            "models. What a user or moderator deletes must be deleted here within 48 hours: run "
            "`earwitness comply` at least once a day, which looks up what is kept. Do not try to "
            "tell who an account is."
        ),
        proof=(
            "Recorded answers of 2016 to 2026; the service itself was not asked, and the approval "
            "was not sought. Unproved: the present form of refusals without approval."
        ),
        example="""
[[sources]]
id = "reddit"
kind = "reddit"
approved = true # only once Reddit has said so
client_id = "env:REDDIT_CLIENT_ID"
client_secret = "env:REDDIT_CLIENT_SECRET"
username = "acme-listening"
subreddits = ["Kettles"]
searches = ["acme kettle"]
""",
        posts_per_call=100,
        calls_per_hour=6_000,
        recheck_days=2,
    )

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not self.approved:
            raise ValueError(
                "is off: Reddit's Responsible Builder Policy asks for its approval before anything "
                "is asked of it, and for a contract where the use is commercial. Once you have it, "
                "say `approved = true`"
            )
        if not (self.subreddits or self.searches):
            raise ValueError("asks for nothing: give `subreddits` or `searches`")
        return self

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the lists, ready for one collection."""
        from flows.sources.paging import PagedSource  # noqa: PLC0415 - needs these settings
        from flows.sources.reddit.lists import listing, search  # noqa: PLC0415 - same
        from flows.sources.reddit.session import Session  # noqa: PLC0415 - same

        session = Session(self, http)
        lists = [listing(session, one, "new") for one in self.subreddits]
        if self.with_comments:
            lists += [listing(session, one, "comments") for one in self.subreddits]
        lists += [search(session, query) for query in self.searches]
        return PagedSource(self, http, lists)

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks for submissions and comments by their names."""
        from flows.sources.reddit.lookup import Things  # noqa: PLC0415 - needs these settings
        from flows.sources.reddit.session import Session  # noqa: PLC0415 - same

        return Things(Session(self, http), at)
