"""What the configuration says about a site of Stack Exchange."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Lookup, Name, Reference, Source
from flows.sources.http import Http


class StackExchangeSettings(ApiSettings):
    """Questions of a site of Stack Exchange, with their answers and comments."""

    kind: Literal["stackexchange"]
    """This kind of source."""
    platform: Name = "stackexchange"
    """Where the posts were published; all sites are one platform, the ids tell them apart."""
    channel: Channel = "forum"
    """Type of place."""
    url: str = "https://api.stackexchange.com"
    """Address of the service."""
    site: str = Field(default="stackoverflow", pattern=r"^[a-z0-9.-]+$", examples=["superuser"])
    """Short name of the site: `stackoverflow`, `superuser`, `apple`, `de.stackoverflow`, ..."""
    key: Reference | None = Field(default=None, examples=["env:STACKEXCHANGE_KEY"])
    """Key of a registered application: 10,000 requests a day instead of 300."""
    searches: list[Name] = Field(default=[])
    """What is searched for in questions and their answers; each search is a list of its own."""
    tags: list[Name] = Field(default=[])
    """Tags whose questions are heard; each tag is a list of its own."""
    with_answers: StrictBool = True
    """Hear the answers to the questions as well."""
    with_comments: StrictBool = True
    """Hear the comments on questions and answers as well."""

    about: ClassVar[About] = About(
        hears="questions that a search finds or that have a tag, their answers, comments on both",
        needs="nothing; a key (free) for more than 300 requests a day",
        again=(
            "the instant until which each list was heard, by the last activity of a question: an "
            "old question with a new answer is asked for again"
        ),
        limits=(
            "300 requests a day and address, 10,000 with a key; 100 questions take up to four "
            "requests; `backoff` is obeyed, and when the day's quota is used up the collection "
            "goes on after midnight UTC"
        ),
        deaf_to=(
            "a comment on a question that nobody answered or edited since, as comments are no "
            "activity; what was deleted before it was heard"
        ),
        terms=(
            "Texts are under CC BY-SA, in the version of their day: whoever shows one says that it "
            "is from Stack Exchange, links to it and names its author. The posts keep the link; "
            "the author's name is kept only with `workspace.keep_author_names = true`, so without "
            "it quote no text at length. The interface's terms ask to obey `backoff` and not to "
            "make the same request more often than once a minute; a deletion should be followed."
        ),
        proof=(
            "Recorded, trimmed answers and a hand-written site; the service itself was not asked. "
            "Unproved: what it sends when the day's quota is used up."
        ),
        example="""
[[sources]]
id = "superuser"
kind = "stackexchange"
site = "superuser"
searches = ["acme kettle"]
tags = ["acme"]
key = "env:STACKEXCHANGE_KEY"
""",
        posts_per_call=100,
        calls_per_hour=12,
    )

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not (self.searches or self.tags):
            raise ValueError("asks for nothing: give `searches` or `tags`")
        return self

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the lists, ready for one collection."""
        from flows.sources.paging import PagedSource  # noqa: PLC0415 - needs these settings
        from flows.sources.stackexchange.questions import Questions  # noqa: PLC0415 - same
        from flows.sources.stackexchange.site import Site  # noqa: PLC0415 - same

        site = Site(self, http)
        return PagedSource(
            self,
            http,
            [
                *(Questions(site, f"search {one}", {"q": one}) for one in self.searches),
                *(Questions(site, f"tag {one}", {"tagged": one}) for one in self.tags),
            ],
        )

    def lookup(self, http: Http, at: datetime) -> Lookup:
        """Return what asks for posts by their numbers."""
        from flows.sources.stackexchange.lookup import Posts  # noqa: PLC0415 - needs these settings
        from flows.sources.stackexchange.site import Site  # noqa: PLC0415 - same

        return Posts(Site(self, http), at)
