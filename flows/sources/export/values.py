"""Dates, counts and languages, as suites write them."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale

from flows.sources.files.values import Moment, dates, name

_CODE_LENGTH = 3
_NOTHING = ("-", "–", "n/a", "na", "none", "null")


def moments(zone: str, ways: Sequence[str]) -> Callable[[Any, Any], Moment]:
    """Return a reader of a date and, where it stands beside it, its time.

    ISO 8601 and epoch seconds are read, and `ways` (strptime). The way that fitted last is tried
    first: a file writes all of its dates alike.
    """
    readers = [dates(ZoneInfo(zone), way) for way in (None, *ways)]

    def read(day: Any, at: Any) -> Moment:
        for written in _writings(day, at):
            for reader in readers:
                try:
                    moment = reader(written)
                except ValueError:
                    continue
                readers.remove(reader)
                readers.insert(0, reader)
                return moment
        raise ValueError("is not a date that is known here; write `date_format`")

    return read


def _writings(day: Any, at: Any) -> list[Any]:
    if isinstance(day, str) and day.strip().endswith((" UTC", " GMT")):
        day = f"{day.strip()[:-4]}+00:00"
    if at is None or at == "":
        return [day]
    if isinstance(day, datetime):
        day = day.date()
    if isinstance(at, datetime | time):
        at = f"{at:%H:%M:%S}"
    return [f"{day} {at}".strip(), day]


def utc(moment: datetime) -> str:
    """Return an instant as text, for a name made of it."""
    return moment.astimezone(UTC).isoformat()


def count(value: Any) -> int | None:
    """Return a count, written with separators or decimals or not; None where there is none."""
    if isinstance(value, str):
        value = value.strip().replace(",", "").replace("\u202f", "").replace("\u00a0", "")
        if value.casefold() in ("", *_NOTHING):
            return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError("is not a number") from None
    if not number.is_integer():
        raise ValueError("is not a whole number")
    return int(number)


def language(value: Any) -> str | None:
    """Return a language by its code, also where it is named in English."""
    said = name(value).strip()
    if len(said) <= _CODE_LENGTH or "-" in said:
        return said
    return _codes().get(said.casefold())


@cache
def _codes() -> dict[str, str]:
    names = Locale("en").languages
    return {named.casefold(): code for code, named in reversed([*names.items()])}
