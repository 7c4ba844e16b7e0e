"""What the templates may do with a value: write it, cut it, refuse it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from flows.rendering import numbers
from flows.rendering.columns import Column
from flows.rendering.context import Finding, Row
from flows.rendering.fonts import wrapped
from flows.rendering.languages import language_name
from flows.rendering.terms import term
from flows.rendering.words import capital, clauses, in_order, listed, say


def safe_url(url: str | None) -> str:
    """Return a link that a reader may follow: http and https only, else nothing."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return str(url) if parts.scheme in {"http", "https"} and parts.netloc else ""


def cell(value: object, column: Column) -> str:
    """Return a table's value as its column writes it."""
    given, kind = column.said(value), column.kind
    if given is None:
        return numbers.not_known() if kind not in {"text", "words"} else ""
    if write := _WRITERS.get(kind):
        return write(given)
    # A column that nobody has listed, such as one of a user's own query.
    if isinstance(given, float):
        return numbers.decimal(given)
    return str(given)


def excerpt(text: str, lines: int = 2, width: float = 590) -> str:
    """Return about so many lines of a post, each of that width in the letters of running text."""
    return " ".join(wrapped(text, width, 12.6, lines=lines))


def _joined(items: Iterable[str]) -> str:
    return listed(list(items))


_WRITERS: dict[str, Callable[[Any], str]] = {
    "words": lambda given: ", ".join(map(str, given)),
    "count": numbers.count,
    "decimal": numbers.decimal,
    "signed": partial(numbers.signed, digits=0),
    "stars": partial(numbers.decimal, digits=2),
    "share": numbers.percent,
    "share_change": numbers.share_change,
    "rate": numbers.signed_percent,
    "points": numbers.signed,
    "day": numbers.day,
    "moment": numbers.moment,
    "flag": lambda given: say("yes") if given else say("no"),
}


def _headline(findings: Mapping[str, Sequence[Finding]], key: str, plain: str) -> str:
    """Return the first finding about a table, or plain words where there is none."""
    return next((finding.text for finding in findings.get(key, ())), plain)


def _without(row: Row, *keys: str) -> Row:
    return {key: given for key, given in row.items() if key not in keys}


def _lang(code: str | None) -> Markup:
    """Return the attribute that says which language a post is in, where that is known."""
    is_known = code not in {None, "", "und"}
    return Markup(' lang="{}"').format(code) if is_known else Markup("")


FILTERS: dict[str, Callable[..., Any]] = {
    "capital": capital,
    "cell": cell,
    "clauses": lambda given: clauses(*given),
    "change": numbers.change,
    "count": numbers.count,
    "day": numbers.day,
    "day_range": numbers.day_range,
    "decimal": numbers.decimal,
    "excerpt": excerpt,
    "headline": _headline,
    "without": _without,
    "in_order": lambda rows, column: in_order(list(rows), lambda row: row[column]),
    "interval": numbers.interval,
    "joined": _joined,
    "lang": _lang,
    "language": language_name,
    "median": numbers.median,
    "month": numbers.month,
    "percent": numbers.percent,
    "quantity": numbers.quantity,
    "reactions": numbers.reactions,
    "safe_url": safe_url,
    "short_day": numbers.short_day,
    "short_month": numbers.short_month,
    "signed": numbers.signed,
    "term": term,
    "unit_words": numbers.unit_words,
    "value": numbers.value,
}
