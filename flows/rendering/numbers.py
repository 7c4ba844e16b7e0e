"""Numbers and dates as the report prints them; None is "n/a", never 0."""

from datetime import date, datetime

from flows.rendering.context import Figure

NOT_KNOWN = "n/a"
MINUS = "\N{MINUS SIGN}"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WHOLE = {"posts", "authors", "reactions", "terms", "shifts", "days"}
_UNIT_WORDS = {
    "posts": "posts",
    "authors": "authors",
    "points": "points",
    "share": "",
    "per_post": "a post",
    "per_day": "a day",
    "hours": "hours",
    "reactions": "reactions",
    "kappa": "",
    "stars": "stars",
    "index": "of 100",
}


def count(value: float | None) -> str:
    """Return a whole number with commas: `12,345`."""
    return decimal(value, 0)


def decimal(value: float | None, digits: int = 1) -> str:
    """Return a number with commas and a fixed number of decimals: `1,234.5`."""
    if value is None:
        return NOT_KNOWN
    text = f"{abs(value):,.{digits}f}"
    return f"{MINUS}{text}" if value < 0 and text.strip("0.") else text


def median(value: float | None) -> str:
    """Return a median of counts: whole, or with its half: `9.5`."""
    return decimal(value, 0 if value is None or value == round(value) else 1)


def reactions(engagement: float) -> str:
    """Return how many people reacted: `1 reaction`, `1,204 reactions`."""
    return f"{count(engagement)} {'reaction' if engagement == 1 else 'reactions'}"


def signed(value: float | None, digits: int = 1) -> str:
    """Return a number with its sign, zero without: `+4.2`, `0.0`."""
    text = decimal(value, digits)
    has_plus = value is not None and value > 0 and text.strip("0.")
    return f"+{text}" if has_plus else text


def percent(share: float | None, digits: int = 1) -> str:
    """Return a share of 0 to 1 as a percentage: `34.2%`."""
    return NOT_KNOWN if share is None else f"{decimal(share * 100, digits)}%"


def signed_percent(rate: float | None, digits: int = 0) -> str:
    """Return a relative change as a signed percentage: `+12%`."""
    return NOT_KNOWN if rate is None else f"{signed(rate * 100, digits)}%"


def share_change(change: float | None) -> str:
    """Return a difference of two shares in percentage points: `+2.1 pp`."""
    return NOT_KNOWN if change is None else f"{signed(change * 100)} pp"


def value(amount: float | None, unit: str) -> str:
    """Return an amount in the notation of its unit, without the unit's word."""
    if unit == "share":
        return percent(amount)
    if unit == "points":
        return signed(amount)
    if unit in ("kappa", "stars"):
        return decimal(amount, 2)
    return decimal(amount, 0 if unit in _WHOLE else 1)


def unit_words(unit: str) -> str:
    """Return what to print after a value of that unit: `points`, `a day`; nothing for a share."""
    return _UNIT_WORDS.get(unit, unit)


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
    return f"{value(low, unit)} to {value(high, unit)}"


def day(on: date | None) -> str:
    """Return `12 June 2013`."""
    return NOT_KNOWN if on is None else f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def short_day(on: date | None) -> str:
    """Return `12 Jun`."""
    return NOT_KNOWN if on is None else f"{on.day} {_MONTHS[on.month - 1][:3]}"


def weekday(on: date) -> str:
    """Return `Tuesday`."""
    return _WEEKDAYS[on.weekday()]


def month(on: date | None) -> str:
    """Return `June 2013`."""
    return NOT_KNOWN if on is None else f"{_MONTHS[on.month - 1]} {on.year}"


def short_month(on: date) -> str:
    """Return `Jun`."""
    return _MONTHS[on.month - 1][:3]


def day_range(first: date, last: date) -> str:
    """Return `1 to 30 June 2013`, repeating only what differs."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def moment(at: datetime | None) -> str:
    """Return `30 June 2013, 23:58`."""
    return NOT_KNOWN if at is None else f"{day(at.date())}, {at:%H:%M}"
