"""JSON: one record a line, or one array of records."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from flows.sources.contract import as_json
from flows.sources.files.lines import CUT, Lines, TooLong, refuse_wide, unpacked
from flows.sources.files.rows import Broken, Layout, Row, Unreadable

MAX_ARRAY = 256_000_000
"""Bytes of an array, which is held in memory as a whole; JSONL has no such limit."""

Pick = Callable[[dict[str, Any]], list[Any]]

_FAULTS = (ValueError, RecursionError)


class JsonLines:
    """One JSON object a line; `user.name` as a column is the `name` inside `user`."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self._path = path
        self._encoding = layout.encoding

    def columns(self) -> None:
        """Return None: each record names its own."""
        refuse_wide(self._path, self._encoding)

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Broken]:
        """Yield the records; blank lines are none."""
        pick = _picker(wanted)
        with Lines(self._path, self._encoding) as lines:
            while True:
                start = lines.start()
                try:
                    line = next(lines, "")
                except TooLong as error:
                    yield Broken(start, str(error), lines.hand_back())
                    continue
                except CUT as error:
                    yield lines.cut(error)
                    raise lines.unreadable() from None
                if not line:
                    return
                if lines.fault:
                    yield Broken(start, lines.fault, line)
                elif line.strip():
                    yield _row(start, line, pick)

    def received(self, record: Any) -> str:
        """Return the record; its line was JSON already."""
        return as_json(record)


class JsonArray:
    """One array of JSON objects; a record's line is its number, from 1."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self._path = path
        self._encoding = layout.encoding

    def columns(self) -> None:
        """Return None: each record names its own."""
        refuse_wide(self._path, self._encoding)

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Broken]:
        """Yield the records of the array."""
        pick = _picker(wanted)
        for number, record in enumerate(self._records(), 1):
            if isinstance(record, dict):
                yield Row(number, pick(record), record)
            else:
                yield Broken(number, "is not a JSON object", as_json(record))

    def received(self, record: Any) -> str:
        """Return the record."""
        return as_json(record)

    def _records(self) -> list[Any]:
        text = whole_text(self._path, self._encoding)
        records = parsed(text) if text.strip() else []
        if not isinstance(records, list):
            raise Unreadable("is not an array of records: it does not begin with `[`")
        return records


def whole_text(path: Path, encoding: str) -> str:
    """Return what a file holds; raises Unreadable where it is too large, or is no such text."""
    try:
        with unpacked(path) as file:
            held = file.read(MAX_ARRAY + 1)
        if len(held) <= MAX_ARRAY:
            return held.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except CUT as error:
        raise Unreadable(f"cannot be read: {error}") from None
    raise Unreadable(
        f"is larger than {MAX_ARRAY // 1_000_000} MB, too much for one array; "
        "write one object a line and name it `.jsonl`"
    )


def parsed(text: str) -> Any:
    """Return what JSON says; raises Unreadable where it is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        hint = "; name it `.jsonl` if it has one object a line"
        said = f"{error}{hint if error.msg == 'Extra data' else ''}"
        raise Unreadable(f"is not JSON: {said}") from None
    except _FAULTS as error:
        raise Unreadable(f"cannot be read: {error}") from None


def _row(number: int, line: str, pick: Pick) -> Row | Broken:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return Broken(number, f"is not JSON: {error.msg} at character {error.pos + 1}", line)
    except _FAULTS as error:
        return Broken(number, f"is not JSON that can be read: {error}", line)
    if not isinstance(record, dict):
        return Broken(number, "is not a JSON object", line)
    return Row(number, pick(record), record)


def _picker(wanted: Sequence[str]) -> Pick:
    """Return a function that takes these values out of a record."""
    if any("." in column for column in wanted):
        return lambda record: [_value(record, column) for column in wanted]
    return lambda record: [record.get(column) for column in wanted]


def _value(record: dict[str, Any], column: str) -> Any:
    """Return a value by its key, or by the keys that lead to it, joined with points."""
    if column in record or "." not in column:
        return record.get(column)
    found: Any = record
    for key in column.split("."):
        if not isinstance(found, dict):
            return None
        found = found.get(key)
    return found
