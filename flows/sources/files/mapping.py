"""Which column is which field, and a row → a post."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from flows.post import Post
from flows.sources.contract import NoPost, kind_of, reason, shortened
from flows.sources.files.settings import FIELDS, NAMES, FilesSettings, missing_fields
from flows.sources.files.values import dates, decimal, name, sentiment, stars
from flows.sources.markup import plain

Read = Callable[[Any], Any]


class MissingColumn(Exception):
    """A file lacks a column; says which."""


def chosen(settings: FilesSettings, found: Sequence[str] | None) -> dict[str, str]:
    """Return field = column for a file with these columns (None: each record names its own).

    Raises:
        MissingColumn: a column that the settings name, or one that every post needs.

    """
    if found is None:
        return settings.columns or {
            field: field for field in FIELDS if field not in settings.constants
        }
    columns = settings.columns or {
        field: field for field in FIELDS if field in found and field not in settings.constants
    }
    for field, column in columns.items():
        if column not in found:
            raise MissingColumn(f"has no column `{column}`, which `columns` names for `{field}`")
        if found.count(column) > 1:
            raise MissingColumn(f"has {found.count(column)} columns called `{column}`")
    if gap := missing_fields({*columns, *settings.constants}):
        raise MissingColumn(f"has no column {gap}; say under `columns` which one it is")
    return columns


class Mapping:
    """Turns rows into posts.

    The values of a row stand in the order of `columns`, pairs of a field and its column; of several
    columns of one field the first that is filled counts. `readers` read values; `always` is what
    every post has. `complete` adds what several fields tell together.
    """

    def __init__(
        self,
        columns: Sequence[tuple[str, str]],
        readers: dict[str, Read],
        always: dict[str, Any],
        complete: Callable[[dict[str, Any]], None] | None = None,
    ) -> None:
        self._columns = dict(reversed(columns))
        self._plan = [(field, readers.get(field)) for field, _ in columns]
        self._always = always
        self._complete = complete

    def post(self, values: Sequence[Any], raw: str | None) -> Post:
        """Return the row as a post.

        Raises:
            NoPost: a value is missing or makes no sense.

        """
        given = {**self._always, **self._told(values)}
        if self._complete is not None:
            self._complete(given)
        if "posted_at" in given:
            given["posted_at"], precision = given["posted_at"]
            given.setdefault("posted_precision", precision)
        if "kind" not in given:
            given["kind"] = kind_of(given["channel"], given.get("parent_id"))
        if raw is not None:
            given.setdefault("raw", raw)
        try:
            return Post.model_validate(given)
        except ValidationError as error:
            raise NoPost(self._reason(error)) from None

    def _told(self, values: Sequence[Any]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        stars_given: Any = None
        for (field, read), value in zip(self._plan, values, strict=True):
            # Only nan is unlike itself; it is what some programs write into empty cells.
            if value is None or value == "" or field in told or value != value:  # noqa: PLR0124
                continue
            try:
                told[field] = read(value) if read else value
            except ValueError as error:
                raise NoPost(
                    f"{self._named(field)} is `{shortened(value)}`, which {error}"
                ) from None
            if field == "rating":
                stars_given = value
        if stars_given is not None:
            told.setdefault("rating_raw", name(stars_given))
        return told

    def _named(self, field: str) -> str:
        column = self._columns.get(field, field)
        return f"`{field}`" if column == field else f"`{field}` (column `{column}`)"

    def _reason(self, error: ValidationError) -> str:
        said = reason(error)
        field = str(next(iter(error.errors(include_url=False)[0]["loc"]), ""))
        return said.replace(f"`{field}`", self._named(field), 1) if field else said


def mapping(settings: FilesSettings, columns: dict[str, str], at: datetime) -> Mapping:
    """Return what reads the rows of a source's files, heard at this instant."""
    readers: dict[str, Read] = dict.fromkeys(NAMES, name)
    readers["posted_at"] = dates(ZoneInfo(settings.timezone), settings.date_format)
    best = settings.rating_max
    readers["sentiment_stated"] = sentiment
    readers["rating"] = decimal if best is None else stars(settings.rating_min, best)
    if settings.html:
        readers["title"] = readers["text"] = lambda value: plain(name(value))
    always = {
        "source": settings.id,
        "platform": settings.platform,
        "channel": settings.channel,
        "collected_at": at,
        **settings.constants,
    }
    return Mapping([*columns.items()], readers, always)
