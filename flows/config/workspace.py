"""`[workspace]`, `[fiscal_year]`, `[compliance]`: where things are kept, by which clock."""

import difflib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from flows.window import Calendar, FiscalYears, week_start


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


@cache
def _zones() -> set[str]:
    """Return the names of all time zones; they are read from hundreds of files."""
    return available_timezones()


def _known_zone(zone: str) -> str:
    if zone not in _zones():
        close = difflib.get_close_matches(zone, _zones(), n=1)
        hint = f" Did you mean `{close[0]}`?" if close else " An example: `Europe/Paris`."
        raise ValueError(f"no such IANA time zone.{hint}")
    return zone


class Workspace(_Section):
    """Where the data and the reports live, and the clock the days follow."""

    data: Path = Path("data")
    """Folder of the lake, relative to this file."""
    reports: Path = Path("reports")
    """Folder of the issued reports, relative to this file."""
    sections: Path = Path("sections")
    """Folder of your own sections of reports, relative to this file."""
    timezone: Annotated[str, AfterValidator(_known_zone)] = "UTC"
    """IANA time zone; days, weeks and months begin and end by its clock."""
    week_start: str = Field(
        default="monday",
        pattern=r"^(monday|friday|saturday|sunday|[a-z]{2,3}[-_]([A-Z][a-z]{3}[-_])?[A-Z]{2})$",
        examples=["sunday", "en-US"],
    )
    """Day that weeks begin on: monday, friday, saturday, sunday, or a locale such as en-US, whose
    custom it is."""
    keep_author_names: StrictBool = False
    """Keep authors' handles as given; otherwise authors are keyed hashes without a name."""
    memory_limit: str = Field(default="2GB", pattern=r"^[1-9]\d*(\.\d+)?(MB|GB)$", examples=["2GB"])
    """Most memory that DuckDB may take for a report."""
    threads: int | None = Field(default=None, ge=1, le=1024)
    """Most threads that DuckDB may run for a report; by default one for each processor."""


class FiscalYear(_Section):
    """When the company's fiscal years begin, and how they are parted into twelve periods."""

    starts: str = Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$", examples=["02-01"])
    """Month and day on which a fiscal year begins."""
    periods: Literal["months", "4-4-5", "4-5-4", "5-4-4"] = "months"
    """Twelve months, or weeks: each quarter has periods of so many."""
    closes: Literal["nearest", "last"] = "nearest"
    """With periods of weeks, a year begins with the week that begins nearest to `starts`, or with
    the last one that begins on or before it."""
    named_after: Literal["end", "start"] = "end"
    """A year that lies in two is named after the one it ends in, or the one it starts in."""

    def years(self, first_weekday: int) -> FiscalYears:
        """Return the years that this describes."""
        month, day = map(int, self.starts.split("-"))
        return FiscalYears(month, day, self.periods, self.closes, self.named_after, first_weekday)


class Compliance(_Section):
    """How deletions on platforms are followed by `earwitness comply`."""

    most_gone_share: float = Field(default=0.2, ge=0, le=1)
    """Share of the posts asked for, 0 to 1, above which nothing is erased until a person confirms
    it, if it is 20 posts or more: a platform that is down may say that all is gone."""


def calendar(workspace: Workspace, fiscal_year: FiscalYear | None) -> Calendar:
    """Return how the organisation counts its days."""
    first = week_start(workspace.week_start)
    return Calendar(first, fiscal_year.years(first) if fiscal_year else None)
