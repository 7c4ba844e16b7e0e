"""What the parts of the sample share: its brands, its days, and how rows are made."""

from datetime import date, timedelta
from typing import Any

# Names of sixty characters: of words, of Hangul, and one word without a space.
LONG_NAMES = (
    "Norrsken Heritage Loudspeakers & Listening Rooms Malmö, Oslo",
    "노르스켄" * 15,
    "NorrskenlautsprecherverstaerkerhoerraumgesellschaftMalmoOslo",
)
BRANDS = {"norrsken": "Norrsken", "halden": "Halden", "mirov": "Миров", "tessera": "Tessera Audio"}
FIRST = date(2026, 6, 1)
DAYS = [FIRST + timedelta(days=index) for index in range(30)]
Rows = list[dict[str, Any]]


def row(columns: str, *values: Any) -> dict[str, Any]:
    """Return a row from the names of its columns and their values."""
    return dict(zip(columns.split(), values, strict=True))


def identity(brands: dict[str, str], brand: str) -> dict[str, Any]:
    """Return the columns that say whose row it is."""
    return {"brand": brand, "brand_name": brands[brand], "is_focus": brand == "norrsken"}


def rows(columns: str, *rows: tuple[Any, ...]) -> Rows:
    """Return rows of the same columns."""
    return [dict(zip(columns.split(), row, strict=True)) for row in rows]
