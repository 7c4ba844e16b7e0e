"""What the configuration says about files of posts."""

import codecs
import difflib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    Field,
    StrictBool,
    ValidationError,
    field_validator,
    model_validator,
)

from flows.post import SCHEMA, Post
from flows.sources.about import About
from flows.sources.contract import CommonSettings, Source, reason
from flows.sources.files.rows import Layout
from flows.sources.files.values import name
from flows.sources.http import Http

FIELDS = tuple(name for name in SCHEMA if name not in ("source", "collected_at", "is_cut"))
"""The fields of a post that a file can state; the rest are stated by the collection."""

NAMES = (
    "platform", "post_id", "url", "parent_id", "thread_id", "author", "author_name", "title",
    "text", "language_stated", "rating_raw", "country", "product", "version", "raw",
)  # fmt: skip
"""The fields that are text, which a file may hold as numbers."""

_OF_EACH = ("post_id", "posted_at", "rating", "rating_raw", "raw")

WORDS = ("title", "text", "rating", "rating_raw")
"""A post needs one of these."""

_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
_ANY_POST = {
    "source": "any", "platform": "any", "channel": "forum", "post_id": "1", "title": "any",
    "posted_at": _ONCE, "collected_at": _ONCE,
}  # fmt: skip


class PathSettings(CommonSettings):
    """What the settings of every kind of source that reads files have.

    They cost time and memory of this machine: they are read one after the other.
    """

    path: str = Field(min_length=1)
    """A file, or a pattern such as `exports/*.csv`; relative to the configuration file."""


def zone_exists(zone: str) -> str:
    """Return the name of a time zone; raises ValueError where there is none of this name."""
    if zone not in available_timezones():
        close = difflib.get_close_matches(zone, available_timezones(), n=1)
        raise ValueError(f"no such IANA time zone; try `{close[0] if close else 'UTC'}`")
    return zone


class FilesSettings(PathSettings):
    """Posts from files: CSV, TSV, JSONL (plain, .gz, .zst), JSON, Parquet or XLSX."""

    kind: Literal["files"]
    """This kind of source."""
    columns: dict[str, str] = Field(default={})
    """Field of a post = column of the file. Left out: columns named like the fields are read."""
    constants: dict[str, str | int | float | bool] = Field(default={})
    """Field of a post = the same value for every post."""
    encoding: str = "utf-8"
    """Character encoding of text files, such as `utf-8`, `cp1252` or `utf-16`."""
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    """Character between columns; found in the first line when left out."""
    sheet: str | None = None
    """Sheet of a workbook; the first when left out."""
    timezone: Annotated[str, AfterValidator(zone_exists)] = "UTC"
    """IANA time zone of dates that state none."""
    date_format: str | None = None
    """How dates are written, such as `%d.%m.%Y %H:%M`; ISO 8601 and epoch seconds when left out."""
    rating_max: float | None = None
    """The best rating, such as 5 stars; left out, ratings already run from 0 to 1."""
    rating_min: float = 1.0
    """The worst rating on the same scale; 1 star unless said otherwise."""
    html: StrictBool = False
    """Titles and texts are HTML; left out, they are taken literally."""

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - files need no network
        """Return the files, ready for one collection."""
        # Imported here, because the source needs these settings.
        from flows.sources.files.source import Files  # noqa: PLC0415

        return Files(self, base)

    about: ClassVar[About] = About(
        hears="posts in files: CSV, TSV, JSON, JSON lines, Parquet, XLSX; plain, .gz or .zst",
        needs="a file, and which of its columns is which",
        again="files that are new or changed",
        limits="none but the disk; .json up to 256 MB",
        deaf_to="whatever is not in the files",
        terms=(
            "Those of whom the posts came from: an export of a platform or of another tool is "
            "still under their terms, which may demand to delete what is deleted there."
        ),
        proof="Files of every format, broken ones among them.",
        example="""
[[sources]]
id = "forum-export"
kind = "files"
path = "exports/*.csv"
platform = "reddit"
channel = "forum"
""",
    )

    @property
    def layout(self) -> Layout:
        """Return how the files are written."""
        return Layout(self.encoding, self.delimiter, self.sheet, keeps_all=self.keep_raw)

    @field_validator("columns", "constants")
    @classmethod
    def _fields_exist(cls, given: dict[str, Any]) -> dict[str, Any]:
        for field in given:
            if field not in FIELDS:
                close = difflib.get_close_matches(field, FIELDS, n=1)
                hint = f"did you mean `{close[0]}`?" if close else f"known: {', '.join(FIELDS)}"
                raise ValueError(f"a post has no field `{field}`; {hint}")
        return given

    @field_validator("constants")
    @classmethod
    def _constants_fit(cls, given: dict[str, Any]) -> dict[str, Any]:
        if own := [field for field in given if field in _OF_EACH]:
            raise ValueError(f"`{own[0]}` differs from post to post; name its column instead")
        fitting = {field: name(said) if field in NAMES else said for field, said in given.items()}
        try:
            Post.model_validate(_ANY_POST | fitting)
        except ValidationError as error:
            raise ValueError(reason(error)) from None
        return fitting

    @field_validator("encoding")
    @classmethod
    def _encoding_exists(cls, name: str) -> str:
        try:
            "".encode(name)  # refuses what is a codec but no text encoding, such as zlib
            return codecs.lookup(name).name
        except LookupError:
            raise ValueError("no such encoding; examples: utf-8, cp1252, utf-16") from None

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        if twice := sorted(self.columns.keys() & self.constants.keys()):
            raise ValueError(f"`{twice[0]}` stands in `columns` and in `constants`")
        if self.rating_max is not None and self.rating_max <= self.rating_min:
            raise ValueError(
                f"`rating_max` (`{self.rating_max:g}`) must be above `rating_min` "
                f"(`{self.rating_min:g}`)"
            )
        if self.columns and (gap := missing_fields({*self.columns, *self.constants})):
            raise ValueError(f"`columns` has no {gap}; every post needs it")
        return self


def missing_fields(known: set[str]) -> str | None:
    """Name what no post can be without and is not among the known fields."""
    for field in ("post_id", "posted_at"):
        if field not in known:
            return f"`{field}`"
    return None if known & set(WORDS) else "`title`, `text` or `rating`"
