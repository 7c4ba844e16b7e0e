"""How a language writes numbers and days: Babel's patterns, read once and kept as plain signs."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_skeleton

MINUS = "\N{MINUS SIGN}"
"""A typeset minus, in every language: a hyphen could be one that parts a word."""
_FIRST = re.compile(r"(?<!\d)1(?!\d)")


@dataclass(frozen=True)
class Notation:
    """The signs and patterns of one locale."""

    locale: Locale
    signs: dict[int, str]
    """What takes the place of a comma between thousands and of a decimal point."""
    percent: tuple[str, str]
    """What stands before and after the number of a percentage."""
    day_pattern: str
    month_pattern: str
    range_patterns: dict[str, tuple[str, str]]
    """How a span of days is written, by the largest part in which its ends differ."""
    short_range_patterns: dict[str, tuple[str, str]]
    """The same without the year."""

    @classmethod
    def of(cls, locale: Locale) -> "Notation":
        """Read a locale."""
        symbols = locale.number_symbols["latn"]
        pattern = locale.percent_formats[None]
        ranges = {
            part: (_long(start), _long(end))
            for part, (start, end) in locale.interval_formats["yMMMd"].items()
        }
        return cls(
            locale,
            str.maketrans({",": symbols["group"], ".": symbols["decimal"]}),
            (pattern.prefix[0], pattern.suffix[0]),
            _long(locale.date_formats["long"].pattern),
            _long(locale.datetime_skeletons["yMMMM"].pattern),
            ranges,
            {part: (start, end) for part, (start, end) in locale.interval_formats["MMMd"].items()},
        )

    def decimal(self, value: float, digits: int) -> str:
        """Return a number with grouped thousands and so many decimals; never a minus zero."""
        text = f"{abs(value):,.{digits}f}"
        sign = MINUS if value < 0 and text.strip("0.") else ""
        return sign + text.translate(self.signs)

    def percentage(self, number: str) -> str:
        """Return a written number as a percentage; a sign stays before all."""
        sign = number[:1] if number[:1] in {"+", MINUS} else ""
        before, after = self.percent
        return f"{sign}{before}{number.removeprefix(sign)}{after}"

    def day(self, on: date) -> str:
        """Return a day in full: `12 June 2013`."""
        return self._written(on, self.day_pattern)

    def short_day(self, on: date) -> str:
        """Return a day without its year: `12 Jun`."""
        return self._first(on, format_skeleton("MMMd", on, locale=self.locale))

    def day_range(self, first: date, last: date) -> str:
        """Return both ends of a span of days, repeating only what differs."""
        if first == last:
            return self.day(first)
        part = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        start, end = self.range_patterns[part]
        return self._written(first, start) + self._written(last, end)

    def short_day_range(self, first: date, last: date) -> str:
        """Return both ends of a span of days without the year: `12 – 13 Jun`."""
        if first == last:
            return self.short_day(first)
        start, end = self.short_range_patterns["M" if first.month != last.month else "d"]
        return self._written(first, start) + self._written(last, end)

    def month(self, on: date) -> str:
        """Return `June 2013`."""
        return format_date(on, self.month_pattern, self.locale)

    def short_month(self, on: date) -> str:
        """Return `Jun`, as it stands alone."""
        return format_date(on, "LLL", self.locale)

    def month_within(self, on: date) -> str:
        """Return a month as it stands after `in`, in which case Russian has another ending."""
        named = self.month(on)
        if self.locale.language != "ru":
            return named
        name, _, year = named.partition(" ")
        return f"{name.rstrip('ьй')}е {year}"

    def weekday(self, on: date) -> str:
        """Return `Tuesday`."""
        return format_date(on, "EEEE", self.locale)

    def short_weekday(self, on: date) -> str:
        """Return `Tue`, as it stands alone."""
        return format_date(on, "ccc", self.locale)

    def moment(self, at: datetime) -> str:
        """Return `30 June 2013, 23:58`."""
        joined: str = self.locale.datetime_formats["medium"]
        return joined.replace("{1}", self.day(at)).replace("{0}", f"{at:%H:%M}")

    def _written(self, on: date, pattern: str) -> str:
        return self._first(on, format_date(on, pattern, self.locale))

    def _first(self, on: date, written: str) -> str:
        """Return a written day as French has the first of a month: `1er octobre`."""
        if self.locale.language == "fr" and on.day == 1:
            return _FIRST.sub("1er", written)
        return written


def _long(pattern: str) -> str:
    """Return a pattern with months in full, and with `года` for an `г.` that ends no sentence."""
    whole = pattern.replace("MMMM", "MMM").replace("MMM", "MMMM").replace("M월", "MMMM")
    return re.sub(r"[\N{NARROW NO-BREAK SPACE} ]'?г'?\.", " 'года'", whole)
