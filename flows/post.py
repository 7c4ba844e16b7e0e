"""A post: one observation of one thing somebody said in public."""

import unicodedata
from datetime import datetime
from typing import Annotated, Any, Literal, Self

import polars as pl
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

Channel = Literal["social", "blog", "news", "review", "forum"]
Kind = Literal["post", "reply", "review", "comment", "article"]
Precision = Literal["exact", "day", "guessed"]
Sentiment = Literal["positive", "neutral", "negative", "mixed"]

MAX_TEXT = 20_000
"""Characters of a text that are kept; the longest post of any platform we know is under 10,000."""
YEARS = range(1990, 2200)
"""Years in which a post can be published: earlier there was no web, later is a slip of the pen."""

# C0 and C1 controls except tab and newline, bidirectional overrides (they can make a link read
# backwards), byte order marks, and lone surrogates (no Parquet file can hold them).
_UNWANTED = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0B, 0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
        *range(0xD800, 0xE000),
    ]
)


def clean(text: str) -> str:
    """Return the text in Unicode NFC, without control characters and outer white space."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", text.translate(_UNWANTED)).strip()


def _cleaned(given: Any) -> Any:
    return clean(given) if isinstance(given, str) else given


def _credible(posted_at: datetime) -> datetime:
    if posted_at.year not in YEARS:
        raise ValueError(f"no post is of a year before {YEARS.start} or after {YEARS.stop - 1}")
    return posted_at


# Cleaned before pydantic looks, because it refuses a lone surrogate outright.
_Text = Annotated[str, BeforeValidator(_cleaned)]
_Name = Annotated[str, BeforeValidator(_cleaned), Field(min_length=1, max_length=2_000)]
_MOST = 2**63 - 1  # a larger number fits into no Parquet file
_Count = Annotated[int, Field(ge=0, le=_MOST)] | None


class Post(BaseModel):
    """One observation of one post; `platform` and `post_id` name the post.

    `author` is the platform's own id when a connector yields it and a keyed hash once it is in
    the lake. Counts are None when the platform does not state them, never 0. `rating` runs from
    0 (worst) to 1 (best); `rating_raw` keeps the stars as given. `sentiment_stated` is what another
    tool judged: it is kept beside our own judgement, never in its place.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    source: _Name
    platform: _Name
    channel: Channel
    post_id: _Name
    url: _Text | None = None
    kind: Kind = "post"
    parent_id: _Text | None = None
    thread_id: _Text | None = None
    posted_at: Annotated[AwareDatetime, AfterValidator(_credible)]
    posted_precision: Precision = "exact"
    collected_at: AwareDatetime
    author: _Text | None = None
    author_name: _Text | None = None
    followers: _Count = None
    is_owned: bool = False
    title: _Text = ""
    text: _Text = ""
    is_cut: bool = False
    language_stated: _Text | None = None
    sentiment_stated: Sentiment | None = None
    rating: Annotated[float, Field(ge=0, le=1)] | None = None
    rating_raw: _Text | None = None
    likes: Annotated[int, Field(ge=-_MOST, le=_MOST)] | None = None  # votes can sum up below zero
    replies: _Count = None
    shares: _Count = None
    quotes: _Count = None
    views: _Count = None
    country: _Text | None = None
    product: _Text | None = None
    version: _Text | None = None
    raw: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _cut(cls, given: Any) -> Any:
        """Cut an overlong title or text and say so."""
        if not isinstance(given, dict):
            return given
        for field in ("title", "text"):
            said = given.get(field)
            if isinstance(said, str) and len(said) > MAX_TEXT:
                given = {**given, field: said[:MAX_TEXT], "is_cut": True}
        return given

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not self.title and not self.text and self.rating is None:
            raise ValueError("a post needs a title, a text or a rating")
        return self


SCHEMA: dict[str, pl.DataType] = {
    "source": pl.String(),
    "platform": pl.String(),
    "channel": pl.String(),
    "post_id": pl.String(),
    "url": pl.String(),
    "kind": pl.String(),
    "parent_id": pl.String(),
    "thread_id": pl.String(),
    "posted_at": pl.Datetime("us", "UTC"),
    "posted_precision": pl.String(),
    "collected_at": pl.Datetime("us", "UTC"),
    "author": pl.String(),
    "author_name": pl.String(),
    "followers": pl.Int64(),
    "is_owned": pl.Boolean(),
    "title": pl.String(),
    "text": pl.String(),
    "is_cut": pl.Boolean(),
    "language_stated": pl.String(),
    "sentiment_stated": pl.String(),
    "rating": pl.Float64(),
    "rating_raw": pl.String(),
    "likes": pl.Int64(),
    "replies": pl.Int64(),
    "shares": pl.Int64(),
    "quotes": pl.Int64(),
    "views": pl.Int64(),
    "country": pl.String(),
    "product": pl.String(),
    "version": pl.String(),
    "raw": pl.String(),
}
"""The columns of data/raw, in order; they are the fields of `Post`."""
