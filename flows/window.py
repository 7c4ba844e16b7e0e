"""Windows: half-open periods in a time zone, and the periods they are compared with."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from flows.errors import ConfigError

Kind = Literal["week", "month", "quarter", "days"]

NAMED = ("last_week", "last_month", "last_quarter")
_ROLLING = re.compile(r"rolling_(?P<days>[1-9]\d{0,2})d")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
_QUARTER = re.compile(r"(?P<year>\d{4})-?Q(?P<quarter>[1-4])")
_WEEK = re.compile(r"(?P<year>\d{4})-?W(?P<week>\d{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_YEARS = range(1970, 2200)  # wide enough for any post, narrow enough to reckon with
_ALLOWED_YEARS = f"{_YEARS.start} to {_YEARS.stop - 1}"

ALLOWED = (
    '"last_week", "last_month", "last_quarter", "rolling_30d", "2013-06", "2013-Q2", "2013-W24", '
    '"2013-06-11", or from and to'
)


@dataclass(frozen=True)
class Window:
    """Whole local days from `first_on` up to, not including, `end_on`, in the time zone `zone`.

    Days are calendar days of the zone: on the days the clocks change they last 23 or 25 hours.
    """

    first_on: date
    end_on: date
    zone: str
    kind: Kind = "days"

    def __post_init__(self) -> None:
        if self.end_on <= self.first_on:
            raise ConfigError(
                f"The period ends (`{self.end_on - timedelta(1)}`) before it begins "
                f"(`{self.first_on}`). Give the earlier day first."
            )

    @property
    def start(self) -> datetime:
        """The first instant inside."""
        return datetime.combine(self.first_on, time(), ZoneInfo(self.zone))

    @property
    def end(self) -> datetime:
        """The first instant after."""
        return datetime.combine(self.end_on, time(), ZoneInfo(self.zone))

    @property
    def last_on(self) -> date:
        """The last day inside."""
        return self.end_on - timedelta(1)

    @property
    def day_count(self) -> int:
        """How many calendar days it has."""
        return (self.end_on - self.first_on).days

    @property
    def label(self) -> str:
        """Name the window as a person would: `June 2013`, `week 24 of 2013`, `3–16 June 2013`."""
        first, last = self.first_on, self.last_on
        if self.kind == "month":
            return f"{first:%B %Y}"
        if self.kind == "quarter":
            return f"Q{(first.month + 2) // 3} {first.year}"
        if self.kind == "week":
            year, week, _ = first.isocalendar()
            return f"week {week} of {year}"
        return _span_label(first, last)

    @property
    def when(self) -> str:
        """Name the window in a sentence: `in June 2013`, `from 3 to 16 June 2013`."""
        first, last = self.first_on, self.last_on
        if self.kind != "days":
            return f"in {self.label}"
        if first == last:
            return f"on {self.label}"
        end = f"{last.day} {last:%B %Y}"
        if (first.year, first.month) == (last.year, last.month):
            return f"from {first.day} to {end}"
        if first.year == last.year:
            return f"from {first.day} {first:%B} to {end}"
        return f"from {first.day} {first:%B %Y} to {end}"

    @property
    def slug(self) -> str:
        """Name the window in a file name: `2013-06`, `2013-W24`, `2013-06-11`, or both its ends."""
        if self.kind == "month":
            return f"{self.first_on:%Y-%m}"
        if self.kind == "quarter":
            return f"{self.first_on.year}-Q{(self.first_on.month + 2) // 3}"
        if self.kind == "week":
            year, week, _ = self.first_on.isocalendar()
            return f"{year}-W{week:02}"
        if self.first_on == self.last_on:
            return f"{self.first_on}"
        return f"{self.first_on}--{self.last_on}"

    def previous(self) -> "Window":
        """Return the window before: of the same calendar kind, else of the same number of days."""
        if self.kind in ("month", "quarter"):
            months = 1 if self.kind == "month" else 3
            return Window(
                _months_later(self.first_on, -months), self.first_on, self.zone, self.kind
            )
        length = self.end_on - self.first_on
        return Window(self.first_on - length, self.first_on, self.zone, self.kind)

    def year_before(self) -> "Window":
        """Return the same window of the year before; a week stays a week with the same weekdays."""
        if self.kind == "week":
            back = timedelta(weeks=52)
            return Window(self.first_on - back, self.end_on - back, self.zone, self.kind)
        end_on = _months_later(self.end_on, -12)
        if end_on.day < self.end_on.day:  # a year without 29 February: its 28th is inside
            end_on += timedelta(1)
        return Window(_months_later(self.first_on, -12), end_on, self.zone, self.kind)

    def history_start(self, months: int = 13) -> date:
        """Return the first day of the series that lead up to this window, whole months long."""
        return _months_later(self.last_on.replace(day=1), 1 - months)


def between(first_on: date, last_on: date, zone: str) -> Window:
    """Return the window from one day to another, both included.

    Raises:
        ConfigError: it ends before it begins, or in a year that no post is of.

    """
    for day in (first_on, last_on):
        if day.year not in _YEARS:
            raise ConfigError(f"The day `{day}`: allowed are the years {_ALLOWED_YEARS}.")
    if first_on.day == 1 and last_on + timedelta(1) == _months_later(first_on, 1):
        return Window(first_on, last_on + timedelta(1), zone, "month")
    return Window(first_on, last_on + timedelta(1), zone)


def parse(period: str, zone: str, today: date) -> Window:
    """Read a period as people write it in the configuration; `today` is the local date.

    Raises:
        ConfigError: it is none of the allowed forms.

    """
    if period in NAMED:
        return _last(period, zone, today)
    if found := _ROLLING.fullmatch(period):
        return Window(today - timedelta(int(found["days"])), today, zone)
    try:
        window = _dated(period, zone)
    except ValueError:
        raise ConfigError(f"The period `{period}` is not one I know. Allowed: {ALLOWED}.") from None
    if window.first_on.year not in _YEARS:
        raise ConfigError(f"The period `{period}`: allowed are the years {_ALLOWED_YEARS}.")
    return window


def _last(period: str, zone: str, today: date) -> Window:
    if period == "last_week":
        monday = today - timedelta(today.weekday())
        return Window(monday - timedelta(7), monday, zone, "week")
    if period == "last_month":
        first = today.replace(day=1)
        return Window(_months_later(first, -1), first, zone, "month")
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return Window(_months_later(first, -3), first, zone, "quarter")


def _dated(period: str, zone: str) -> Window:
    if found := _MONTH.fullmatch(period):
        first = date(int(found["year"]), int(found["month"]), 1)
        return Window(first, _months_later(first, 1), zone, "month")
    if found := _QUARTER.fullmatch(period):
        first = date(int(found["year"]), int(found["quarter"]) * 3 - 2, 1)
        return Window(first, _months_later(first, 3), zone, "quarter")
    if found := _WEEK.fullmatch(period):
        first = date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
        return Window(first, first + timedelta(7), zone, "week")
    if _DAY.fullmatch(period):
        first = date.fromisoformat(period)
        return Window(first, first + timedelta(1), zone)
    raise ValueError(period)


def _span_label(first: date, last: date) -> str:
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B %Y}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"


def _months_later(day: date, months: int) -> date:
    """Move a date by calendar months; a day the month does not have becomes its last day."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first + timedelta(day.day - 1), following - timedelta(1))
