"""The span of time that posts vouch for, though one of them has a mistyped date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_LEAST_POSTS = 10
_MOST_ASTRAY = 50
_LEAST_SILENCE = timedelta(days=31)
_MANY_TIMES = 10


@dataclass
class _Day:
    first: datetime
    last: datetime
    count: int


@dataclass(frozen=True)
class Dense:
    """The span in which posts lie, how many those are, and how many lie far from it."""

    first: datetime
    last: datetime
    count: int
    astray_count: int


class Timeline:
    """When posts were published: a line a day, so that it stays small however many come."""

    def __init__(self) -> None:
        self._days: dict[date, _Day] = {}

    def add(self, at: datetime) -> None:
        """Take the instant of one post, in UTC."""
        day = self._days.get(at.date())
        if day is None:
            self._days[at.date()] = _Day(at, at, 1)
            return
        day.first, day.last = min(day.first, at), max(day.last, at)
        day.count += 1

    def dense(self) -> Dense | None:
        """Return the span of all posts but for a few astray; None where there are no posts.

        The span begins as the shortest that holds all posts but one, or but 2 % of them, and takes
        in what lies within a month of it, or within ten times its longest silence. Where posts
        come at one rate, n of them have by chance a silence of that length with a probability of
        about n to the power of -9: what lies beyond is a mistyped date, not a quiet spell.
        A date 40 years off would otherwise vouch for 40 years of silence. Quantiles would not do,
        because they cut the ends off where nothing is wrong. Of fewer than ten posts all count.
        """
        days = [self._days[day] for day in sorted(self._days)]
        if not days:
            return None
        total = sum(day.count for day in days)
        astray = max(total // _MOST_ASTRAY, 1) if total >= _LEAST_POSTS else 0
        start, end = _shortest(days, total - astray)
        inside = zip(days[start:end], days[start + 1 : end + 1], strict=True)
        silence = max((after.first - before.last for before, after in inside), default=timedelta())
        reach = max(_LEAST_SILENCE, _MANY_TIMES * silence)
        while start > 0 and days[start].first - days[start - 1].last <= reach:
            start -= 1
        while end + 1 < len(days) and days[end + 1].first - days[end].last <= reach:
            end += 1
        count = sum(day.count for day in days[start : end + 1])
        return Dense(days[start].first, days[end].last, count, total - count)


def _shortest(days: Sequence[_Day], least: int) -> tuple[int, int]:
    """Return the first and the last place of the shortest run of days with so many posts."""
    best, start, count = (0, len(days) - 1), 0, 0
    for end, day in enumerate(days):
        count += day.count
        while count - days[start].count >= least:
            count -= days[start].count
            start += 1
        if count >= least:
            shorter = day.last - days[start].first < days[best[1]].last - days[best[0]].first
            best = (start, end) if shorter else best
    return best
