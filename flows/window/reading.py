"""Periods as people write them in the configuration, on the command line and in forms."""

import re
from datetime import date, timedelta

from flows.errors import ConfigError
from flows.window.calendars import PERIODS, WEEKDAYS, Calendar, FiscalYears, months_later
from flows.window.windows import FISCAL, Kind, Window, fiscal_window

NAMED = ("last_week", "last_month", "last_quarter")
_LAST_FISCAL: dict[str, Kind] = {
    "last_fiscal_month": "fiscal_month",
    "last_fiscal_quarter": "fiscal_quarter",
    "last_fiscal_year": "fiscal_year",
}
_ROLLING = re.compile(r"rolling_(?P<days>[1-9]\d{0,2})d")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
_QUARTER = re.compile(r"(?P<year>\d{4})-?Q(?P<quarter>[1-4])")
_WEEK = re.compile(r"(?P<year>\d{4})-?W(?P<week>\d{2})(?:-(?P<start>mon|tue|wed|thu|fri|sat|sun))?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FISCAL = re.compile(r"FY(?P<year>\d{4})(?:-?P(?P<period>0[1-9]|1[0-2])|-?Q(?P<quarter>[1-4]))?")

_YEARS = range(1970, 2200)  # wide enough for any post, narrow enough to reckon with
_ALLOWED_YEARS = f"{_YEARS.start} to {_YEARS.stop - 1}"

ALLOWED = (
    '"last_week", "last_month", "last_quarter", "rolling_30d", "2013-06", "2013-Q2", "2013-W24", '
    '"2013-06-11", "last_fiscal_month", "FY2013-P03", "FY2013-Q1", "FY2013", or from and to'
)
_ANY = Calendar()


def between(first_on: date, last_on: date, zone: str) -> Window:
    """Return the window from one day to another, both included.

    Raises:
        ConfigError: it ends before it begins, or in a year that no post is of.

    """
    for day in (first_on, last_on):
        if day.year not in _YEARS:
            raise ConfigError(f"The day `{day}`: allowed are the years {_ALLOWED_YEARS}.")
    if first_on.day == 1 and last_on + timedelta(1) == months_later(first_on, 1):
        return Window(first_on, last_on + timedelta(1), zone, "month")
    return Window(first_on, last_on + timedelta(1), zone)


def parse(period: str, zone: str, today: date, calendar: Calendar = _ANY) -> Window:
    """Read a period as people write it in the configuration; `today` is the local date.

    Raises:
        ConfigError: it is none of the allowed forms, or fiscal where nothing says when fiscal years
            begin.

    """
    if period in _LAST_FISCAL:
        return _last_fiscal(_LAST_FISCAL[period], _fiscal(period, calendar), zone, today)
    if period in NAMED:
        return _last(period, zone, today, calendar)
    if found := _ROLLING.fullmatch(period):
        return Window(today - timedelta(int(found["days"])), today, zone)
    try:
        window = _dated(period, zone, calendar)
    except ValueError:
        raise ConfigError(f"The period `{period}` is not one I know. Allowed: {ALLOWED}.") from None
    if window.first_on.year not in _YEARS:
        raise ConfigError(f"The period `{period}`: allowed are the years {_ALLOWED_YEARS}.")
    return window


def _last(period: str, zone: str, today: date, calendar: Calendar) -> Window:
    if period == "last_week":
        end = today - timedelta((today.weekday() - calendar.week_start) % 7)
        return Window(end - timedelta(7), end, zone, "week")
    if period == "last_month":
        first = today.replace(day=1)
        return Window(months_later(first, -1), first, zone, "month")
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return Window(months_later(first, -3), first, zone, "quarter")


def _last_fiscal(kind: Kind, fiscal: FiscalYears, zone: str, today: date) -> Window:
    length = FISCAL[kind]
    running = fiscal.index(today) // length * length
    return fiscal_window(fiscal, running - length, kind, zone)


def _fiscal(period: str, calendar: Calendar) -> FiscalYears:
    if calendar.fiscal is None:
        raise ConfigError(
            f"The period `{period}` is one of a fiscal year, and nothing says when that begins. "
            'Say it under `[fiscal_year]`: `starts = "02-01"`.'
        )
    return calendar.fiscal


def _dated(period: str, zone: str, calendar: Calendar) -> Window:
    """Read a period that names its year; raises ValueError if it is none."""
    if found := _MONTH.fullmatch(period):
        first = date(int(found["year"]), int(found["month"]), 1)
        return Window(first, months_later(first, 1), zone, "month")
    if found := _QUARTER.fullmatch(period):
        first = date(int(found["year"]), int(found["quarter"]) * 3 - 2, 1)
        return Window(first, months_later(first, 3), zone, "quarter")
    if found := _WEEK.fullmatch(period):
        first = _week(int(found["year"]), int(found["week"]), found["start"], calendar)
        return Window(first, first + timedelta(7), zone, "week")
    if _DAY.fullmatch(period):
        first = date.fromisoformat(period)
        return Window(first, first + timedelta(1), zone)
    if found := _FISCAL.fullmatch(period):
        return _fiscal_dated(period, found, zone, calendar)
    raise ValueError(period)


def _week(year: int, week: int, start: str | None, calendar: Calendar) -> date:
    """Return the first day of a week by its number, which is that of its fourth day."""
    days = [name[:3] for name in WEEKDAYS]
    weekday = days.index(start) if start else calendar.week_start
    # The first week has 4 January: it is the earliest that four days of the year can be in.
    fourth = date(year, 1, 4)
    first = fourth - timedelta((fourth.weekday() - weekday) % 7) + timedelta(weeks=week - 1)
    if week < 1 or (first + timedelta(3)).year != year:
        raise ValueError(week)
    return first


def _fiscal_dated(period: str, found: re.Match[str], zone: str, calendar: Calendar) -> Window:
    fiscal, year = _fiscal(period, calendar), int(found["year"])
    if year not in _YEARS:
        raise ConfigError(f"The period `{period}`: allowed are the years {_ALLOWED_YEARS}.")
    first = year * PERIODS
    if found["period"]:
        return fiscal_window(fiscal, first + int(found["period"]) - 1, "fiscal_month", zone)
    if found["quarter"]:
        first += 3 * int(found["quarter"]) - 3
        return fiscal_window(fiscal, first, "fiscal_quarter", zone)
    return fiscal_window(fiscal, first, "fiscal_year", zone)
