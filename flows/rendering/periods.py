"""A window as a report names it: `June 2013`, and in a sentence `in June 2013`."""

from flows.rendering import numbers
from flows.rendering.words import gettext_noop, say, spoken
from flows.window import Window

_LABELS = {
    "quarter": gettext_noop("Q{number} {year}"),
    "week": gettext_noop("week {number} of {year}"),
    "fiscal_month": gettext_noop("period {number} of FY{year}"),
    "fiscal_quarter": gettext_noop("Q{number} of FY{year}"),
    "fiscal_year": gettext_noop("FY{year}"),
}
_WHEN = {
    "quarter": gettext_noop("in Q{number} {year}"),
    "week": gettext_noop("in week {number} of {year}"),
    "fiscal_month": gettext_noop("in period {number} of FY{year}"),
    "fiscal_quarter": gettext_noop("in Q{number} of FY{year}"),
    "fiscal_year": gettext_noop("in FY{year}"),
}


def label(window: Window) -> str:
    """Name a window as it stands alone: `June 2013`, `week 24 of 2013`, `3 – 16 June 2013`."""
    if window.place:
        year, number = window.place
        return say(_LABELS[window.kind], year=year, number=number)
    days = _days(window)
    return say("week of {days}", days=days) if window.kind == "week" else days


def when(window: Window) -> str:
    """Name a window as a sentence says when: `in June 2013`, `in the period 3 – 16 June 2013`."""
    if window.place:
        year, number = window.place
        return say(_WHEN[window.kind], year=year, number=number)
    days = _days(window)
    match window.kind:
        case "month":
            return numbers.in_month(window.first_on)
        case "week":
            return say("in the week of {days}", days=days)
    return (
        say("on {day}", day=days)
        if window.day_count == 1
        else say("in the period {days}", days=days)
    )


def _days(window: Window) -> str:
    notation = spoken().notation
    if window.kind == "month":
        return notation.month(window.first_on)
    return notation.day_range(window.first_on, window.last_on)
