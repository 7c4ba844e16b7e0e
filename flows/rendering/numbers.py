"""Numbers and dates as the report prints them, in its language; None is "n/a", never 0."""

from datetime import date, datetime
from decimal import Decimal

from flows.rendering.context import Figure
from flows.rendering.words import gettext_noop, ngettext_noop, plural, say, spoken

_WHOLE = {"posts", "authors", "reactions", "terms", "shifts", "topics", "days"}
_COUNTED = {
    "posts": ngettext_noop("post", "posts"),
    "authors": ngettext_noop("author", "authors"),
    "reactions": ngettext_noop("reaction", "reactions"),
    "points": ngettext_noop("point", "points"),
    "hours": ngettext_noop("hour", "hours"),
    "stars": ngettext_noop("star", "stars"),
    "terms": ngettext_noop("term", "terms"),
    "shifts": ngettext_noop("shift", "shifts"),
    "topics": ngettext_noop("topic", "topics"),
    "days": ngettext_noop("day", "days"),
}
"""The words of units that agree with their number."""
_AFTER = {
    "per_post": gettext_noop("a post"),
    "per_day": gettext_noop("a day"),
    "index": gettext_noop("of 100"),
}
"""The words of units that stay what they are."""


def not_known() -> str:
    """Return what stands where a value is not known."""
    return say("n/a")


def of(figure: Figure) -> str:
    """Return what a figure amounts to as a report may print it: few posts have no rate."""
    if figure.adequacy == "too few":
        return say("too few posts")
    return quantity(figure.value, figure.unit)


def interval_of(figure: Figure) -> str:
    """Return the interval of what is printed of a figure."""
    if figure.adequacy == "too few":
        return ""
    return interval(figure.low, figure.high, figure.unit)


def count(value: float | None) -> str:
    """Return a whole number with its thousands grouped: `12,345`."""
    return decimal(value, 0)


def decimal(value: float | None, digits: int = 1) -> str:
    """Return a number with a fixed number of decimals: `1,234.5`."""
    return not_known() if value is None else spoken().notation.decimal(value, digits)


def printed(amount: float, digits: int = 1) -> Decimal:
    """Return what of a number is printed, without its sign: a noun beside it agrees with that."""
    return Decimal(f"{abs(amount):.{digits}f}")


def median(value: float | None) -> str:
    """Return a median of counts: whole, or with its half: `9.5`."""
    return decimal(value, 0 if value is None or value == round(value) else 1)


def reactions(engagement: float) -> str:
    """Return how many people reacted: `1 reaction`, `1,204 reactions`."""
    return plural("{count} reaction", "{count} reactions", engagement)


def signed(value: float | None, digits: int = 1) -> str:
    """Return a number with its sign, zero without: `+4.2`, `0.0`."""
    text = decimal(value, digits)
    has_plus = value is not None and value > 0 and any(digit in text for digit in "123456789")
    return f"+{text}" if has_plus else text


def percent(share: float | None, digits: int = 1) -> str:
    """Return a share of 0 to 1 as a percentage: `34.2%`."""
    if share is None:
        return not_known()
    return spoken().notation.percentage(decimal(share * 100, digits))


def signed_percent(rate: float | None, digits: int = 0) -> str:
    """Return a relative change as a signed percentage: `+12%`."""
    return not_known() if rate is None else spoken().notation.percentage(signed(rate * 100, digits))


def share_change(change: float | None) -> str:
    """Return a difference of two shares in percentage points: `+2.1 pp`."""
    return not_known() if change is None else say("{points} pp", points=signed(change * 100))


def value(amount: float | None, unit: str) -> str:
    """Return an amount in the notation of its unit, without the unit's word."""
    if unit == "share":
        return percent(amount)
    if unit == "points":
        return signed(amount)
    return decimal(amount, _digits(unit))


def _digits(unit: str) -> int:
    return 2 if unit in ("kappa", "stars") else 0 if unit in _WHOLE else 1


def unit_words(unit: str, amount: float | None = None) -> str:
    """Return what to print after an amount of that unit: `points`, `a day`; nothing for a share."""
    if unit in _COUNTED:
        return plural(*_COUNTED[unit], printed(amount or 0, _digits(unit)))
    return say(_AFTER[unit]) if unit in _AFTER else ""


def quantity(amount: float | None, unit: str) -> str:
    """Return an amount with the word of its unit: `+6.8 points`, `34.2%`."""
    number, words = value(amount, unit), unit_words(unit, amount)
    return (
        say("{number} {unit}", number=number, unit=words)
        if words and amount is not None
        else number
    )


def change(figure: Figure) -> str:
    """Return a figure's change against the previous period: relative for counts, else a gap."""
    if figure.unit == "share":
        return share_change(figure.change)
    if figure.unit == "points":
        return signed(figure.change)
    if figure.change_rate is not None:
        return signed_percent(figure.change_rate)
    return signed(figure.change, 0 if figure.unit in _WHOLE else 1)


def interval(low: float | None, high: float | None, unit: str) -> str:
    """Return `31.0% to 37.2%`, or nothing when there is no interval."""
    if low is None or high is None:
        return ""
    return say("{low} to {high}", low=value(low, unit), high=value(high, unit))


def day(on: date | None) -> str:
    """Return `12 June 2013`."""
    return not_known() if on is None else spoken().notation.day(on)


def short_day(on: date | None) -> str:
    """Return `12 Jun`."""
    return not_known() if on is None else spoken().notation.short_day(on)


def weekday(on: date) -> str:
    """Return `Tuesday`."""
    return spoken().notation.weekday(on)


def short_weekday(on: date) -> str:
    """Return `Tue`."""
    return spoken().notation.short_weekday(on)


def month(on: date | None) -> str:
    """Return `June 2013`."""
    return not_known() if on is None else spoken().notation.month(on)


def in_month(on: date) -> str:
    """Return `in June 2013`."""
    return say("in {month}", month=spoken().notation.month_within(on))


def short_month(on: date) -> str:
    """Return `Jun`."""
    return spoken().notation.short_month(on)


def day_range(first: date, last: date) -> str:
    """Return `1 – 30 June 2013`, repeating only what differs."""
    return spoken().notation.day_range(first, last)


def short_day_range(first: date, last: date) -> str:
    """Return `12 – 13 Jun`, repeating only what differs."""
    return spoken().notation.short_day_range(first, last)


def moment(at: datetime | None) -> str:
    """Return `30 June 2013, 23:58`."""
    return not_known() if at is None else spoken().notation.moment(at)
