"""JSON of a platform's archive → rows, whatever stands around the records."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from flows.sources.contract import as_json
from flows.sources.export.recipe import Recipe
from flows.sources.files.json_records import parsed, whole_text
from flows.sources.files.rows import Broken, Row, Unreadable

_ASSIGNED = re.compile(r"^\s*window\.[\w.]+\s*=\s*")


class Archive:
    """The records of one file: `tweets.js`, or JSON with one list in it."""

    def __init__(self, path: Path) -> None:
        text = _ASSIGNED.sub("", whole_text(path, "utf-8")).rstrip().rstrip(";")
        self._records = _listed(parsed(text) if text else [])
        self._recipe: Recipe | None = None

    def __len__(self) -> int:
        return len(self._records)

    def read_by(self, recipe: Recipe) -> list[str]:
        """Read the records by a recipe from now on; return the columns that they then have."""
        self._recipe = recipe
        dicts = [record for record in self._records if isinstance(record, dict)]
        return [*dict.fromkeys(key for record in dicts for key in recipe.flat(record))]

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Broken]:
        """Yield the records; a record's line is its number, from 1."""
        flat = self._recipe.flat if self._recipe else dict
        for number, record in enumerate(self._records, 1):
            if isinstance(record, dict):
                told = flat(record)
                yield Row(number, [told.get(column) for column in wanted], record)
            else:
                yield Broken(number, "is not a JSON object", as_json(record))

    def received(self, record: Any) -> str:
        """Return the record."""
        return as_json(record)


def _listed(document: Any) -> list[Any]:
    """Return the records of a document: its list, or the only list in it."""
    if isinstance(document, dict):
        lists = [value for value in document.values() if isinstance(value, list)]
        document = lists[0] if len(lists) == 1 else document
    if not isinstance(document, list):
        kinds = ", ".join(f"`{key}`" for key in document) if isinstance(document, dict) else ""
        raise Unreadable(f"is JSON, but no list of records{f'; it has {kinds}' if kinds else ''}")
    return document


def is_json(path: Path) -> bool:
    """Say whether a file is one of an archive: `.js` or `.json`."""
    return path.suffix.lower() in (".js", ".json")
