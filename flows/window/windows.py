"""A window: a half-open period in a time zone, its neighbours, and its names."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from flows.errors import ConfigError
from flows.window.calendars import MONDAY, PERIODS, WEEKDAYS, FiscalYears, months_later

Kind = Literal["week", "month", "quarter", "days", "fiscal_month", "fiscal_quarter", "fiscal_year"]

FISCAL = {"fiscal_month": 1, "fiscal_quarter": 3, "fiscal_year": PERIODS}
"""How many fiscal periods a window of each kind has."""
_NUMBERED = {
    "week": "week {number} of {year}",
    "quarter": "Q{number} {year}",
    "fiscal_month": "period {number} of FY{year}",
    "fiscal_quarter": "Q{number} of FY{year}",
    "fiscal_year": "FY{year}",
}


@dataclass(frozen=True)
class Window:
    """Whole local days from `first_on` up to, not including, `end_on`, in the time zone `zone`.

    Days are calendar days of the zone: on the days the clocks change they last 23 or 25 hours.
    """

    first_on: date
    end_on: date
    zone: str
    kind: Kind = "days"
    fiscal: FiscalYears = field(default_factory=FiscalYears, compare=False, repr=False)
    """What the fiscal kinds are periods of."""

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
        """Name the window in English: `June 2013`, `week 24 of 2013`, `3–16 June 2013`.

        A report names it in its own language (`rendering/periods.py`).
        """
        days = _span_label(self.first_on, self.last_on)
        if self.kind == "month":
            return f"{self.first_on:%B %Y}"
        if self.place is None:
            return f"week of {days}" if self.kind == "week" else days
        year, number = self.place
        return _NUMBERED[self.kind].format(year=year, number=number)

    @property
    def place(self) -> tuple[int, int] | None:
        """The year and the number in it of a week, a quarter or a fiscal period.

        Only weeks from Monday have a number that everybody understands.
        """
        first = self.first_on
        if self.kind == "quarter":
            return first.year, (first.month + 2) // 3
        if self.kind == "week":
            return _numbered(first) if first.weekday() == MONDAY else None
        if self.kind in FISCAL:
            year, index = divmod(self.fiscal.index(first), PERIODS)
            return year, index // FISCAL[self.kind] + 1
        return None

    @property
    def slug(self) -> str:
        """Name the window in a file name, so that another window has another name.

        `2013-06`, `2013-W24`, `2013-W24-sun`, `FY2026-P03`, `2013-06-11`, or both its ends.
        """
        first = self.first_on
        if self.kind == "month":
            return f"{first:%Y-%m}"
        if self.kind == "quarter":
            return f"{first.year}-Q{(first.month + 2) // 3}"
        if self.kind == "week":
            year, week = _numbered(first)
            start = "" if first.weekday() == MONDAY else f"-{WEEKDAYS[first.weekday()][:3]}"
            return f"{year}-W{week:02}{start}"
        if self.kind in FISCAL:
            year, place = divmod(self.fiscal.index(first), PERIODS)
            part = {"fiscal_month": f"-P{place + 1:02}", "fiscal_quarter": f"-Q{place // 3 + 1}"}
            return f"FY{year}{part.get(self.kind, '')}"
        return f"{first}" if first == self.last_on else f"{first}--{self.last_on}"

    def previous(self) -> "Window":
        """Return the window before: of the same calendar kind, else of the same number of days."""
        if self.kind in FISCAL:
            return self._fiscal_back(FISCAL[self.kind])
        if self.kind in ("month", "quarter"):
            months = 1 if self.kind == "month" else 3
            return Window(months_later(self.first_on, -months), self.first_on, self.zone, self.kind)
        length = self.end_on - self.first_on
        return Window(self.first_on - length, self.first_on, self.zone, self.kind)

    def year_before(self) -> "Window":
        """Return the same window of the year before; a week stays a week with the same weekdays."""
        if self.kind in FISCAL:
            return self._fiscal_back(PERIODS)
        if self.kind == "week":
            back = timedelta(weeks=52)
            return Window(self.first_on - back, self.end_on - back, self.zone, self.kind)
        end_on = months_later(self.end_on, -12)
        if end_on.day < self.end_on.day:  # a year without 29 February: its 28th is inside
            end_on += timedelta(1)
        return Window(months_later(self.first_on, -12), end_on, self.zone, self.kind)

    def _fiscal_back(self, periods: int) -> "Window":
        first = self.fiscal.index(self.first_on) - periods
        return fiscal_window(self.fiscal, first, self.kind, self.zone)

    def history_start(self, months: int = 13) -> date:
        """Return the first day of the series that lead up to this window, whole months long."""
        return months_later(self.last_on.replace(day=1), 1 - months)


def fiscal_window(fiscal: FiscalYears, first: int, kind: Kind, zone: str) -> Window:
    """Return the window of a fiscal kind that begins with the period `first`."""
    end = first + FISCAL[kind]
    return Window(fiscal.period_first_on(first), fiscal.period_first_on(end), zone, kind, fiscal)


def _numbered(first: date) -> tuple[int, int]:
    """Return a week's year and number: both are those of its fourth day.

    From Monday on these are ISO 8601's weeks, from Sunday on the epidemiological weeks of the CDC.
    """
    fourth = first + timedelta(3)
    return fourth.year, (fourth.timetuple().tm_yday + 6) // 7


def _span_label(first: date, last: date) -> str:
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B %Y}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"
