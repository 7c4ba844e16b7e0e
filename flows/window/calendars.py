"""Where weeks and fiscal years begin, as an organisation counts them."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

Pattern = Literal["months", "4-4-5", "4-5-4", "5-4-4"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
PERIODS = 12
"""Of a fiscal year."""

# Unicode CLDR 47, supplemental data, `weekData/firstDay`; every other territory: Monday.
_ELSEWHERE = {
    FRIDAY: "MV",
    SATURDAY: "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY",
    SUNDAY: (
        "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT "
        "MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
    ),
}
_FIRST_DAYS = {
    territory: day for day, territories in _ELSEWHERE.items() for territory in territories.split()
}


def week_start(named: str) -> int:
    """Return the weekday, 0 for Monday, of a name such as `sunday` or a locale such as `en-US`."""
    if named in WEEKDAYS:
        return WEEKDAYS.index(named)
    return _FIRST_DAYS.get(named[-2:], MONDAY)


def months_later(day: date, months: int) -> date:
    """Move a date by calendar months; a day the month does not have becomes its last day."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first + timedelta(day.day - 1), following - timedelta(1))


@dataclass(frozen=True)
class FiscalYears:
    """Fiscal years of twelve periods: calendar months, or whole weeks four or five at a time.

    Weeks are those of the "52-53-week year" (US Treasury regulation 1.441-2; the retail calendar
    4-5-4 is one): a year begins on the same weekday each time, nearest to the day `month`-`day` or
    on the last one not after it, and every five or six years its last period is a week longer.
    """

    month: int = 1
    day: int = 1
    pattern: Pattern = "months"
    closes: Literal["nearest", "last"] = "nearest"
    named_after: Literal["end", "start"] = "end"
    week_start: int = MONDAY

    def period_first_on(self, index: int) -> date:
        """Return the first day of a period; periods are counted on through the years."""
        year, place = divmod(index, PERIODS)
        if self.pattern == "months":
            return months_later(self._meant(year), place)
        weeks = [int(count) for count in self.pattern.split("-")] * 4
        before = list(accumulate(weeks, initial=0))[place]
        return self._first_on(year) + timedelta(weeks=before)

    def index(self, day: date) -> int:
        """Return the period that a day lies in."""
        # A year begins at most six days off the day that is meant, so in one of three years.
        index = (self._named(day.year) + 2) * PERIODS
        while self.period_first_on(index) > day:
            index -= 1
        return index

    def _named(self, started: int) -> int:
        """Return the name of the year that is meant to begin in the calendar year `started`."""
        is_split = self.named_after == "end" and (self.month, self.day) != (1, 1)
        return started + is_split

    def _meant(self, year: int) -> date:
        """Return the day on which the year of this name is meant to begin."""
        return date(year - (self._named(year) - year), self.month, self.day)

    def _first_on(self, year: int) -> date:
        """Return the day on which a year of whole weeks does begin."""
        meant = self._meant(year)
        early = timedelta((meant.weekday() - self.week_start) % 7)
        is_next_nearer = self.closes == "nearest" and early.days > 3  # noqa: PLR2004 - half a week
        return meant - early + timedelta(7 if is_next_nearer else 0)


@dataclass(frozen=True)
class Calendar:
    """How an organisation counts its days; without fiscal years these cannot be asked for."""

    week_start: int = MONDAY
    fiscal: FiscalYears | None = None
