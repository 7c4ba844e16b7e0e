"""What every connector promises: settings that open a source, which yields posts and rejects."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar, Protocol, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    ValidationError,
    model_validator,
)

from flows.errors import SourceRefused
from flows.post import Channel, Kind, Post
from flows.sources.about import About
from flows.sources.expected import Expect, Outage
from flows.sources.http import Http
from flows.window import Window

MAX_RECORD = 2_000
"""Characters of a rejected record that are kept."""


@dataclass(frozen=True)
class Asked:
    """What one collection asks of a source.

    `window` limits it to the posts published in it; None asks for everything that is there or
    new. `cursor` is what the last complete collection left. `at` is the instant of this
    collection; the posts carry it as `collected_at`.
    """

    window: Window | None
    cursor: Mapping[str, str]
    at: datetime

    def wants(self, posted_at: datetime) -> bool:
        """Say whether a post published at this instant is asked for."""
        return self.window is None or self.window.start <= posted_at < self.window.end


@dataclass(frozen=True)
class Rejected:
    """A record that is no post: where it stands, why it was left out, and what it was.

    One that is not broken is as it should be, and says nothing against how its source is read.
    """

    place: str
    reason: str
    record: str
    is_broken: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", _encodable(self.reason))
        object.__setattr__(self, "record", _encodable(shortened(self.record, MAX_RECORD)))


@dataclass(frozen=True)
class Limit:
    """Where a source stopped by a rule of its own: it may hold more posts of this span.

    `reason` is a sentence for a person; to ask again brings no more.
    """

    reason: str
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Gone:
    """A post that its platform says is there no more: deleted, hidden or made private."""

    platform: str
    post_id: str


@dataclass(frozen=True)
class Checkpoint:
    """A place from which a later collection can go on: what came before it may be kept.

    `cursor` is what that collection is to be given. `must_keep` says that the platform forgets
    what came before it as soon as it is asked for more: it is kept before that.
    """

    cursor: Mapping[str, str]
    must_keep: bool = False


Heard = Post | Rejected | Gone | Checkpoint
"""What a source yields, one after the other."""


class Source(Protocol):
    """One place posts come from, opened for one collection.

    `fetch` yields in any order and may be stopped early without harm. The rest is valid once it
    is exhausted: `cursor` is handed to the next collection, `covered` is the span the answer
    vouches for (None: the span of the posts that came, or nothing where it stopped at a limit),
    `limit` says that it stopped at one, `notes` are sentences for a person, such as which file was
    empty.
    """

    cursor: dict[str, str]
    covered: tuple[datetime, datetime] | None
    limit: Limit | None
    notes: list[str]

    def fetch(self, asked: Asked) -> Iterator[Heard]:
        """Yield what the source has.

        Raises:
            SourceUnavailable: it did not answer; try again later.
            SourceRefused: it will not answer, or is not what the settings say.
            SchemaDrift: a field or column that the settings rely on is gone.

        """
        ...


@dataclass(frozen=True)
class Known:
    """A post of the lake that its platform is asked for again: its names, and nothing it says."""

    platform: str
    post_id: str
    kind: Kind
    url: str | None
    parent_id: str | None
    thread_id: str | None


class Lookup(Protocol):
    """A way to ask a platform whether posts are still there, and what they are now.

    `per_call` is how many posts one request can name. `earwitness comply` asks so many at a time.
    """

    @property
    def per_call(self) -> int:
        """Return how many posts one request can name."""
        ...

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now, at most `per_call`, in any order.

        A post is a newer observation of the one that was asked for: an edit, other counts. `Gone`
        is what the platform says is there no more, and never what it just did not answer: a post
        that is not told of counts as not looked up, and is asked for again.

        Raises:
            SourceUnavailable: it did not answer; try again later.
            SourceRefused: it will not answer.
            SchemaDrift: its answer has another shape.

        """
        ...


def _words(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _not_blank(name: str) -> str:
    if not name.strip():
        raise ValueError("is blank")
    return name


Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_not_blank)]
_REFERENCE = r"^(env|block):[A-Za-z0-9_-]+$"
Reference = Annotated[str, Field(pattern=_REFERENCE)]
"""Where a secret stands: `env:NAME` or `block:name`; never the secret itself."""


class CommonSettings(BaseModel):
    """What the settings of every kind of source have."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    about: ClassVar[About]
    """What a person must know of this kind."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$", examples=["forum-export"])
    """Short name of this source in the lake, in reports and on the command line."""
    platform: Name
    """Where the posts were published: mastodon, reddit, trustpilot, a domain, ..."""
    channel: Channel
    """Type of place: social, blog, news, review or forum."""
    keep_raw: StrictBool = False
    """Keep each record as received beside its post."""
    expect: Expect = Expect()
    """What one collection of a healthy source brings."""
    remark: str | None = Field(default=None, max_length=400)
    """What a reader must know of this source, such as how it was sampled; printed beside it."""
    gaps: list[Outage] = []
    """Days on which the source was down: 2026-03-10, or { from = 2026-03-10, to = 2026-03-12 }."""

    @model_validator(mode="after")
    def _asks_for_nothing_twice(self) -> Self:
        for name, value in self:
            words = [one.strip() for one in _words(value)]
            if twins := [word for word in words if words.count(word) > 1]:
                raise ValueError(f"`{name}` has `{shortened(twins[0])}` twice")
        return self

    def known_gaps(self) -> set[date]:
        """Return the days on which the source is known to have been down."""
        return {day for outage in self.gaps for day in outage.days()}

    def references(self) -> dict[str, str]:
        """Return the settings that name a secret, and where it stands."""
        said = {name: value for name, value in self if isinstance(value, str)}
        return {name: value for name, value in said.items() if re.match(_REFERENCE, value)}

    def fingerprint(self, *but: str) -> str:
        """Return a hash of the settings that decide what is read, but for some of them."""
        said = self.model_dump_json(exclude={"expect", "gaps", "remark", *but})
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def open(self, base: Path, http: Http) -> Source:
        """Return the source, ready for one collection; relative paths start from `base`."""
        raise NotImplementedError

    def refused(self, why: str) -> SourceRefused:
        """Return the error that says why this source cannot be read as it is set up."""
        return SourceRefused(f"Source `{self.id}`: {why}")


class NoPost(Exception):
    """A record is no post; says why in one sentence."""


def kind_of(channel: str, parent_id: object) -> Kind:
    """Return the kind of a post that does not state its own."""
    if parent_id:
        return "reply"
    if channel == "review":
        return "review"
    return "article" if channel in ("news", "blog") else "post"


_FAULTS = {
    "bool_parsing": "neither true nor false",
    "bool_type": "neither true nor false",
    "float_parsing": "not a number",
    "float_type": "not a number",
    "int_from_float": "not a whole number",
    "int_parsing": "not a whole number",
    "int_type": "not a whole number",
    "string_type": "not text",
}


def reason(error: ValidationError) -> str:
    """Say in one sentence why a record is no post."""
    fault = error.errors(include_url=False, include_context=False)[0]
    said = fault["msg"].removeprefix("Value error, ")
    field = ".".join(str(step) for step in fault["loc"])
    if fault["type"] == "missing":
        return f"`{field}` is missing"
    if not field:
        return said
    if fault["type"] == "string_too_short":
        return f"`{field}` is empty"
    if fault["type"] in _FAULTS:
        return f"`{field}` is `{shortened(fault['input'])}`, which is {_FAULTS[fault['type']]}"
    return f"`{field}` is `{shortened(fault['input'])}`: {said[0].lower()}{said[1:]}"


def as_json(record: Any) -> str:
    """Return a record as one line of JSON."""
    return _encodable(json.dumps(record, ensure_ascii=False, default=str))


def _encodable(text: str) -> str:
    """Write lone surrogates, which stand for bytes that are no text, as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def shortened(value: object, limit: int = 80) -> str:
    """Return a value as text that fits into a message."""
    text = str(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
