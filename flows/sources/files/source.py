"""Which files there are, which of them are new, and what became of each."""

import glob
import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from flows.errors import SchemaDrift, SourceRefused
from flows.post import Post
from flows.sources.contract import Asked, Limit, NoPost, Rejected
from flows.sources.files.delimited import Delimited
from flows.sources.files.json_records import JsonArray, JsonLines
from flows.sources.files.mapping import MissingColumn, chosen, mapping
from flows.sources.files.rows import Broken, Layout, Reader, Unreadable
from flows.sources.files.settings import FilesSettings, PathSettings
from flows.sources.files.tables import Parquet, Workbook

READERS: dict[str, Callable[[Path, Layout], Reader]] = {
    ".csv": Delimited,
    ".tsv": Delimited,
    ".json": JsonArray,
    ".jsonl": JsonLines,
    ".ndjson": JsonLines,
    ".parquet": Parquet,
    ".xlsx": Workbook,
}
_PACKED = (".gz", ".zst")
_UNPACKABLE = (".parquet", ".xlsx")


class FileSource:
    """The files of one source; what is in one, `_posts` of each kind says.

    The cursor holds a fingerprint of each file (size, hash of its bytes, hash of the settings it
    was read with), so that an unchanged file is not read again. Asked for a window, every file is
    read and the cursor stays as it was.
    """

    def __init__(self, settings: PathSettings, base: Path) -> None:
        self._settings = settings
        self._base = base
        self.cursor: dict[str, str] = {}
        self.covered: tuple[datetime, datetime] | None = None
        self.limit: Limit | None = None
        self.notes: list[str] = []

    def fetch(self, asked: Asked) -> Iterator[Post | Rejected]:
        """Yield the posts of the new and changed files, in the order of the files' names.

        A file that cannot be read does not stop the others; it is raised when they are done.

        Raises:
            SourceRefused: there is no file, or one is not what its name says.
            SchemaDrift: a file lacks a column.

        """
        read_before = asked.cursor if asked.window is None else {}
        fingerprints: dict[str, str] = {}
        unchanged: list[str] = []
        failures: list[SourceRefused | SchemaDrift] = []
        for name, path in self._files():
            try:
                fingerprint = self._fingerprint(path)
                if read_before.get(name) == fingerprint:
                    unchanged.append(name)
                else:
                    yield from self._posts(name, path, asked)
                fingerprints[name] = fingerprint
            except OSError as error:
                failures.append(self._refused(name, f"cannot be read: {error.strerror or error}"))
            except Unreadable as error:
                failures.append(self._refused(name, str(error)))
            except SchemaDrift as error:
                failures.append(error)
        if unchanged:
            rest = f" and {len(unchanged) - 1} more" if unchanged[1:] else ""
            self.notes.append(f"unchanged: `{unchanged[0]}`{rest}")
        if failures:
            first, *others = failures
            self.notes += [f"failed too: {other}" for other in others]
            raise type(first)(f"{first}{f' {len(others)} more failed too.' if others else ''}")
        self.cursor = fingerprints if asked.window is None else dict(asked.cursor)

    def _files(self) -> list[tuple[str, Path]]:
        wanted = self._settings.path
        if (self._base / wanted).is_file():
            return [(wanted, self._base / wanted)]
        # Path.glob refuses patterns that begin at the root.
        found = sorted(glob.glob(wanted, root_dir=self._base, recursive=True))  # noqa: PTH207
        files = [(name, self._base / name) for name in found if (self._base / name).is_file()]
        if not files:
            what = "is a folder; write `/*.csv` behind it" if found else "is not there"
            raise self._refused(wanted, f"{what} (looked in `{self._base}`)")
        return files

    def _fingerprint(self, path: Path) -> str:
        with path.open("rb") as file:
            held = hashlib.file_digest(file, "sha256").hexdigest()
        return f"{path.stat().st_size}:{held}:{self._settings.fingerprint('path')}"

    def _posts(self, name: str, path: Path, asked: Asked) -> Iterator[Post | Rejected]:
        """Yield what is in one file.

        Raises:
            Unreadable: it is not what it was said to be.
            SchemaDrift: it lacks a column.

        """
        raise NotImplementedError

    def _refused(self, name: str, why: str) -> SourceRefused:
        return SourceRefused(f"Source `{self._settings.id}`: `{name}` {why}.")


class Files(FileSource):
    """Files whose columns the settings name, or that are named like the fields of a post."""

    _settings: FilesSettings

    def _posts(self, name: str, path: Path, asked: Asked) -> Iterator[Post | Rejected]:
        reader = reader_of(path, self._settings.layout)
        found = reader.columns()
        if found == []:
            self.notes.append(f"`{name}` is empty")
            return
        try:
            columns = chosen(self._settings, found)
        except MissingColumn as gap:
            raise SchemaDrift(
                f"Source `{self._settings.id}`: `{name}` {gap}. "
                f"Its columns are: {', '.join(found or [])}."
            ) from None
        rows = mapping(self._settings, columns, asked.at)
        unseen = set(columns) if found is None and self._settings.columns else set()
        line = 0
        for row in reader.rows(list(columns.values())):
            line = row.line
            if isinstance(row, Broken):
                yield Rejected(f"{name}:{line}", row.reason, row.record)
                continue
            if unseen:
                given = zip(columns, row.values, strict=True)
                unseen -= {field for field, value in given if value is not None}
            try:
                raw = reader.received(row.record) if self._settings.keep_raw else None
                post = rows.post(row.values, raw)
            except NoPost as error:
                yield Rejected(f"{name}:{line}", str(error), reader.received(row.record))
                continue
            if asked.wants(post.posted_at):
                yield post
        if not line:
            self.notes.append(f"`{name}` has no records")
        for field in sorted(unseen) if line else ():
            self.notes.append(f"no record of `{name}` has `{columns[field]}`, for `{field}`")


def reader_of(path: Path, layout: Layout) -> Reader:
    """Return what reads a file, by the end of its name; raises Unreadable for any other."""
    return READERS[ending(path)](path, layout)


def ending(path: Path) -> str:
    """Return the end of a name that says what kind of file it is; raises Unreadable."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = suffixes and suffixes[-1] in _PACKED
    kind = suffixes[-2 if packed else -1] if len(suffixes) > bool(packed) else ""
    if kind not in READERS or (packed and kind in _UNPACKABLE):
        known = ", ".join(READERS)
        raise Unreadable(f"is of no kind that can be read ({known}; text files also as .gz, .zst)")
    return kind
