"""Every figure as a row, with all that judges it: the table behind the evidence."""

from collections.abc import Iterable
from dataclasses import asdict

from flows.rendering.columns import Column, Kind
from flows.rendering.context import Figure, Row

AMOUNTS: dict[str, Kind] = {
    "posts": "count",
    "authors": "count",
    "reactions": "count",
    "terms": "count",
    "shifts": "count",
    "topics": "count",
    "days": "count",
    "points": "points",
    "share": "share",
    "stars": "stars",
}
"""How an amount of a unit is written."""
CHANGES: dict[str, Kind] = {
    **dict.fromkeys(
        ("posts", "authors", "reactions", "terms", "shifts", "topics", "days"), "signed"
    ),
    "points": "points",
    "share": "share_change",
    "stars": "stars",
}
"""How the difference of two amounts is written."""
FIGURES = {
    "label": Column("What it is"),
    "value": Column("Value", "decimal"),
    "low": Column("Low", "decimal"),
    "high": Column("High", "decimal"),
    "unit": Column("Unit", domain="unit"),
    "n": Column("n", "count"),
    "previous": Column("Before", "decimal"),
    "change": Column("Change", "decimal"),
    "change_low": Column("Change, low", "decimal"),
    "change_high": Column("Change, high", "decimal"),
    "change_rate": Column("Change, relative", "rate"),
    "verdict": Column("Verdict", domain="verdict"),
    "adequacy": Column("Basis", domain="adequacy"),
    "authors": Column("Authors", "count"),
    "coverage": Column("Coverage", "share"),
    "more_posts": Column("Posts it lacks", "count"),
    "more_days": Column("Days for these", "count"),
    "figure": Column("Figure"),
    "metric": Column("Metric"),
    "brand": Column("Brand id"),
    "segment": Column("Segment"),
    "model": Column("Model"),
}
_SHORT = (
    *("label", "value", "low", "high", "unit", "n"),
    *("previous", "change", "verdict", "adequacy", "figure"),
)
HEADLINE = {name: FIGURES[name] for name in _SHORT}
"""What of it is needed to read the few figures that answer for the whole."""


def as_rows(figures: Iterable[Figure]) -> list[Row]:
    """Return figures as rows of these columns."""
    return [{"figure": figure.id, **asdict(figure)} for figure in figures]
