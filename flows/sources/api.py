"""What the settings of every source that is asked page by page have in common."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, StrictBool, field_validator

from flows.post import Post
from flows.sources.contract import CommonSettings, Lookup, kind_of
from flows.sources.http import Http
from flows.sources.request import Bounds

MANNERS = (
    "max_pages", "timeout_seconds", "max_megabytes", "allow_private", "longest_wait_seconds",
    "overlap_hours", "history_days", "recheck_days",
)  # fmt: skip
"""Settings of how is asked, and not of what."""


class ApiSettings(CommonSettings):
    """A source that is asked page by page over HTTP."""

    url: str
    """Address of the service."""
    history_days: int = Field(default=30, ge=1, le=36_500)
    """How many days back the first collection reaches; `collect --since` reaches further."""
    overlap_hours: float = Field(default=6.0, ge=0, le=24 * 90)
    """Hours that are asked for again each time: brings late posts, edits and new counts."""
    max_pages: int = Field(default=2_000, ge=1)
    """Pages of one collection; the next goes on from there."""
    max_megabytes: float = Field(default=25.0, gt=0, le=500)
    """Size of an answer, unpacked, above which it is refused."""
    timeout_seconds: float = Field(default=30.0, gt=0, le=600)
    """Seconds in which the whole of an answer must have come."""
    longest_wait_seconds: float = Field(default=120.0, ge=0, le=3_600)
    """Longest pause the service may ask for; after a longer one the next collection goes on."""
    recheck_days: int | None = Field(default=None, ge=1, le=36_500)
    """Days after which `earwitness comply` looks a post up again, to follow edits and deletions;
    when it is not given, what the platform's terms demand."""
    allow_private: StrictBool = False
    """Allow addresses that are not public, such as 127.0.0.1 or a server of your own network."""

    @field_validator("url")
    @classmethod
    def _is_http(cls, url: str) -> str:
        address = urlsplit(url.strip())
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError("an address that begins with https:// or http://")
        return url.strip().rstrip("/")

    @property
    def bounds(self) -> Bounds:
        """Return what one answer may cost."""
        return Bounds(
            self.timeout_seconds,
            self.max_megabytes,
            self.allow_private,
            self.longest_wait_seconds,
        )

    @property
    def asks_for(self) -> str:
        """Return a hash of what is asked for; another one has nothing to go on from."""
        return self.fingerprint(*MANNERS)

    @property
    def recheck(self) -> timedelta | None:
        """Return after how long a post is looked up again; None: never."""
        days = self.recheck_days or self.about.recheck_days
        return timedelta(days=days) if days else None

    def lookup(self, http: Http, at: datetime) -> Lookup | None:  # noqa: ARG002 - some have none
        """Return what posts of this source can be looked up with, at this instant; None: nothing.

        A kind whose platform can be asked for posts by their ids gives one of its own.
        """
        return None

    def post(self, at: datetime, **fields: Any) -> Post:
        """Return a post of this source, heard at this instant.

        Raises:
            ValidationError: the fields are no post.

        """
        given = {"platform": self.platform, "channel": self.channel} | fields
        given.setdefault("kind", kind_of(given["channel"], given.get("parent_id")))
        if not self.keep_raw:
            given.pop("raw", None)
        return Post(source=self.id, collected_at=at, **given)
