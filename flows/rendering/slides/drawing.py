"""Bars and dots of any table: which column is the length, which words stand beside."""

from collections.abc import Callable, Sequence
from typing import Any

from flows.rendering import numbers, palette
from flows.rendering.columns import column
from flows.rendering.context import Context, Row
from flows.rendering.sheets import NUMBER_FORMATS
from flows.rendering.slides.picture import Picture, Series
from flows.rendering.terms import segment_name
from flows.rendering.words import say

BEFORE = palette.COMPETITORS[1]
"""The colour of the period before."""
PERCENT = "0%"
_MOST_DOTS = 6


def bars(
    rows: Sequence[Row],
    name: str,
    caption: str,
    detail: str,
    series: list[Series],
    number_format: str,
) -> Picture | None:
    """Return horizontal bars of one or two series, or None where there are no rows."""
    if not rows:
        return None
    unit = "share" if number_format.startswith("0") else "posts"
    if number_format == NUMBER_FORMATS["points"]:
        unit = "points"
    values = dict(zip(names_of(rows, name), series[0].values, strict=True))
    return Picture(
        kind="bars",
        caption=caption,
        detail=detail,
        categories=list(values),
        series=[one for one in series if any(value is not None for value in one.values)],
        number_format=number_format,
        says=listed(values, unit),
    )


def dots(
    rows: Sequence[Row], name: str, measured: str, caption: str, detail: str, unit: str
) -> Picture | None:
    """Return a dot with its interval for each row that says enough, or None."""
    shown = [row for row in rows if row[measured] is not None and row.get("adequacy") != "too few"][
        :_MOST_DOTS
    ]
    if not shown:
        return None
    kind = {"points": NUMBER_FORMATS["points"], "share": PERCENT}[unit]
    values, low, high = (values_of(shown, key) for key in (measured, "low", "high"))
    return Picture(
        kind="dots",
        caption=caption,
        detail=detail,
        categories=names_of(shown, name),
        series=[Series(caption, values, palette.ACCENT, low=low, high=high)],
        number_format=kind,
        says=listed(dict(zip(names_of(shown, name), values, strict=True)), unit),
    )


def now_and_before(context: Context, rows: Sequence[Row], now: str, before: str) -> list[Series]:
    """Return a column of this period and one of the period before as two series."""
    report = context.report
    return [
        Series(report["window_label"], values_of(rows, now), palette.ACCENT),
        Series(report["previous_label"], values_of(rows, before), BEFORE),
    ]


def own(context: Context, table: str) -> list[Row]:
    """Return the rows of the report's brand."""
    return [row for row in context.tables[table] if row["is_focus"]]


def values_of(rows: Sequence[Row], name: str) -> list[Any]:
    """Return a column."""
    return [row[name] for row in rows]


def names_of(rows: Sequence[Row], name: str) -> list[str]:
    """Return a column of names, in the report's language where they are keys."""
    if name == "segment":
        return [segment_name(row["dimension"], row["segment"]) for row in rows]
    return [str(column(name).said(row[name])) for row in rows]


def by(rows: Sequence[Row], key: str, wanted: Sequence[Any], name: str) -> list[Any]:
    """Return a column in the order of other keys; a key that has no row has no value."""
    known = {row[key]: row[name] for row in rows}
    return [known.get(one) for one in wanted]


def largest(rows: Sequence[Row], name: str, most: int) -> list[Row]:
    """Return the rows with the largest values of a column, in the order of the table."""
    known = [row for row in rows if row[name] is not None]
    kept = sorted(known, key=lambda row: -abs(row[name]))[:most]
    return [row for row in known if row in kept]


def brand_colours(names: dict[str, list[Row]]) -> list[str]:
    """Return a colour for each brand: the accent is the report's."""
    rest = iter((palette.SECOND, *palette.COMPETITORS))
    return [palette.ACCENT if part[0]["is_focus"] else next(rest) for part in names.values()]


def says(rows: Sequence[Row], name: Callable[[Row], str], measured: str, unit: str) -> str:
    """Return the ends of a chart in words."""
    known = [row for row in rows if row[measured] is not None]
    if not known:
        return say("Nothing is known of it")
    low, high = (find(known, key=lambda row: row[measured]) for find in (min, max))
    return say(
        "From {low} ({low_name}) to {high} ({high_name})",
        low=numbers.value(low[measured], unit),
        low_name=name(low),
        high=numbers.value(high[measured], unit),
        high_name=name(high),
    )


def listed(values: dict[str, float | None], unit: str) -> str:
    """Return values with their names, as words stand for a chart."""
    return "; ".join(f"{name}: {numbers.value(value, unit)}" for name, value in values.items())
