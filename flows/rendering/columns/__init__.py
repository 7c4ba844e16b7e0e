"""What each column of a table is called and how its values are written, in every output."""

from flows.rendering.columns.column import Column, Kind
from flows.rendering.columns.keys import KEYS
from flows.rendering.columns.known import COLUMNS, ELSEWHERE

__all__ = ["Column", "Kind", "column"]


def column(name: str, table: str = "") -> Column:
    """Return how a table's column is shown; an unlisted one is text under its own name."""
    known = ELSEWHERE.get((table, name)) or COLUMNS.get(name) or KEYS.get(name)
    return known or Column(name.replace("_", " ").capitalize())
