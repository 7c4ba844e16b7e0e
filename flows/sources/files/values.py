"""Dates, numbers and ids, as people and programs write them in files."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from flows.post import Precision, Sentiment

_NOON = time(12)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EXACT_INTEGERS = 2**53
_EPOCH_SECONDS = re.compile(r"\d{9,14}(\.\d+)?", re.ASCII)  # eight digits are 20130611
_FIRST_MILLISECONDS = 1e11  # as seconds it would be the year 5138, as milliseconds it is 1973
_DATE_LENGTH = len("2013-06-11")
_TIME_CODES = ("%H", "%I", "%c", "%X", "%s")

Moment = tuple[datetime, Precision]
"""An instant in UTC, and how exactly it is known."""


def dates(zone: tzinfo, written: str | None) -> Callable[[Any], Moment]:
    """Return a reader of dates: ISO 8601 and epoch seconds, or only as `written` (strptime).

    A date without a time is noon by the clock of the zone, with precision `day`.
    """

    def read(value: Any) -> Moment:
        if isinstance(value, str):
            value = value.strip()
            value = _written(value, written) if written else _plain(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            value = _plain(str(int(value))) if value == int(value) else _since_epoch(value)
        if isinstance(value, datetime):
            if value.tzinfo is UTC:
                return value, "exact"
            return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC), "exact"
        if isinstance(value, date):
            return datetime.combine(value, _NOON, zone).astimezone(UTC), "day"
        raise ValueError("is not a date")

    def checked(value: Any) -> Moment:
        try:
            return read(value)
        except (ValueError, OverflowError):
            expected = f"`{written}`" if written else "ISO 8601 or epoch seconds"
            raise ValueError(f"is not a date ({expected})") from None

    return checked


def _written(text: str, how: str) -> datetime | date:
    # The zone is put on right after, where there is none in the text.
    read = datetime.strptime(text, how)  # noqa: DTZ007
    return read if any(code in how for code in _TIME_CODES) else read.date()


def _plain(text: str) -> datetime | date:
    if _EPOCH_SECONDS.fullmatch(text):
        return _since_epoch(float(text))
    return date.fromisoformat(text) if len(text) <= _DATE_LENGTH else datetime.fromisoformat(text)


def _since_epoch(number: float) -> datetime:
    seconds = number if abs(number) < _FIRST_MILLISECONDS else number / 1000
    return _EPOCH + timedelta(seconds=seconds)


def name(value: Any) -> str:
    """Return an id, a name or a text as text; an id kept as a float must have kept its digits."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        if abs(value) >= _EXACT_INTEGERS:
            raise ValueError("was stored as a decimal number and has lost digits")
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, dict | list | bytes):
        raise ValueError("is not text")  # noqa: TRY004 - a wrong value of a file, not of a call
    return str(value)


_SENTIMENTS: dict[str, Sentiment] = {
    **dict.fromkeys(("positive", "pos", "very positive", "somewhat positive"), "positive"),
    **dict.fromkeys(("negative", "neg", "very negative", "somewhat negative"), "negative"),
    "neutral": "neutral",
    "mixed": "mixed",
}
_UNJUDGED = ("not rated", "unrated", "unknown", "undefined", "none", "n/a", "na", "unclassified")


def sentiment(value: Any) -> Sentiment | None:
    """Return a judgement that somebody else made: a word, or a number that is one by its sign.

    What says that nobody judged is None.
    """
    said = name(value).strip().casefold().replace("_", " ")
    if said in _SENTIMENTS or said in _UNJUDGED:
        return _SENTIMENTS.get(said)
    try:
        number = decimal(said)
    except ValueError:
        raise ValueError("is no sentiment: positive, neutral, negative or mixed") from None
    return "neutral" if number == 0 else "positive" if number > 0 else "negative"


def stars(worst: float, best: float) -> Callable[[Any], float]:
    """Return a reader of ratings on a scale, worst to best → 0 to 1."""

    def read(value: Any) -> float:
        number = decimal(value)
        if not worst <= number <= best:
            raise ValueError(f"is not between {worst:g} and {best:g}")
        return (number - worst) / (best - worst)

    return read


def decimal(value: Any) -> float:
    """Return a number, with a point or a comma before its decimals."""
    try:
        return float(value.replace(",", ".") if isinstance(value, str) else value)
    except (TypeError, ValueError):
        raise ValueError("is not a number") from None
