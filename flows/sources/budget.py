"""How often a host may be asked: one budget for each host and credential, shared by all sources."""

import math
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_REMAINING = ("x-ratelimit-remaining", "x-rate-limit-remaining", "ratelimit-remaining")
_RESET = ("x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset")
# A reset is an instant as seconds since 1970, or how many seconds are left: no limit is for years.
_AN_INSTANT = 1e9


class Budget:
    """When the next request to a host may leave; asked and told from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._not_before = 0.0

    def reserve(self, pause: float) -> float:
        """Take the next place in the row, `pause` seconds ahead of the one after it.

        Returns the seconds until it comes; `give_back` when that is too long to wait.
        """
        with self._lock:
            now = time.monotonic()
            mine = max(now, self._not_before)
            self._not_before = mine + pause
            return mine - now

    def wait_is_over_in(self) -> float:
        """Return the seconds until the next request may leave."""
        with self._lock:
            return max(0.0, self._not_before - time.monotonic())

    def rest(self, seconds: float) -> None:
        """Let nobody ask for so many seconds."""
        with self._lock:
            self._not_before = max(self._not_before, time.monotonic() + seconds)

    def learn(self, headers: Mapping[str, str], now: datetime) -> None:
        """Take from an answer that nothing is left, and until when."""
        remaining = [_number(headers[name]) for name in _REMAINING if name in headers]
        if not any(left is not None and left < 1 for left in remaining):
            return
        resets = [_until(headers[name], now) for name in _RESET if name in headers]
        if known := [seconds for seconds in resets if seconds is not None]:
            self.rest(max(known))


class Budgets:
    """The budgets of this process, by host and by the name of a credential."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], Budget] = {}

    def of(self, host: str, credential: str) -> Budget:
        """Return the one budget of a host and a credential."""
        with self._lock:
            return self._known.setdefault((host, credential), Budget())


BUDGETS = Budgets()
"""Each flow task opens a door of its own; what a host allows, it allows all of them together."""


def server_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, given as seconds or as a date."""
    given = headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return float(given)
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def _number(given: str) -> float | None:
    # Two windows at once are written `4, 900`; the first is the nearer one.
    try:
        number = float(given.partition(",")[0].partition(";")[0])
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _until(given: str, now: datetime) -> float | None:
    """Return the seconds until a reset: given as such, as seconds since 1970, or in ISO 8601."""
    number = _number(given)
    if number is not None:
        return max(0.0, number - now.timestamp() if number > _AN_INSTANT else number)
    try:
        at = datetime.fromisoformat(given.strip())
    except ValueError:
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())
