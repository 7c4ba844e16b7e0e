"""Ids that tell the time: with them a list can be entered at any instant, and read forward.

Mastodon counts milliseconds in the upper bits of a number, GoToSocial in the first ten characters
of a ULID, Pleroma and Akkoma in the upper half of 128 bits written in base 62. Other software has
ids that tell nothing; its lists are read from the newest post on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.sources.contract import NoPost
from flows.sources.records import instant

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ULID_LENGTH, _FLAKE_LENGTH = 26, 18
# A copy from another server arrives later than it was written, and its id is of its arrival.
_LATEST_ARRIVAL = timedelta(days=2)
# What a broken record, or an id of another scheme, raises; the record is put aside later.
_TELLS_NOTHING = (NoPost, KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError)


@dataclass(frozen=True)
class Scheme:
    """One way in which ids tell the time; `shift` is how many bits stand below the milliseconds."""

    name: str
    shift: int
    read: Callable[[str], int]
    write: Callable[[int], str]

    def at(self, moment: datetime) -> str:
        """Return the least id of a post that was made at this instant."""
        return self.write(int(moment.timestamp() * 1_000) << self.shift)

    def tells(self, given: str) -> datetime:
        """Return when the post of an id was made."""
        return datetime.fromtimestamp((self.read(given) >> self.shift) / 1_000, UTC)


def _reader(digits: str) -> Callable[[str], int]:
    values = {digit: value for value, digit in enumerate(digits)}

    def read(written: str) -> int:
        number = 0
        for digit in written:
            number = number * len(digits) + values[digit]
        return number

    return read


def _writer(digits: str, length: int) -> Callable[[int], str]:
    def write(number: int) -> str:
        written = ""
        while number:
            number, digit = divmod(number, len(digits))
            written = digits[digit] + written
        return written.rjust(length, digits[0])

    return write


SNOWFLAKE = Scheme("snowflake", 16, int, str)
ULID = Scheme("ulid", 80, _reader(_CROCKFORD), _writer(_CROCKFORD, _ULID_LENGTH))
FLAKE = Scheme("flake", 64, _reader(_BASE_62), _writer(_BASE_62, _FLAKE_LENGTH))
SCHEMES = {scheme.name: scheme for scheme in (SNOWFLAKE, ULID, FLAKE)}


def scheme_of(given: str) -> Scheme | None:
    """Return the scheme that an id has the shape of."""
    if given.isascii() and given.isdigit():
        return SNOWFLAKE
    return {_ULID_LENGTH: ULID, _FLAKE_LENGTH: FLAKE}.get(len(given))


def scheme_on(statuses: Iterable[Any]) -> Scheme | None:
    """Return the scheme of a page's ids if one of them tells when its post was made."""
    for status in statuses:
        try:
            scheme = scheme_of(status["id"])
            made_at = instant(status["created_at"])
            if scheme and abs(scheme.tells(status["id"]) - made_at) < _LATEST_ARRIVAL:
                return scheme
        except _TELLS_NOTHING:
            continue
    return None
