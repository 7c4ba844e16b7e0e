"""Lines of text files, packed or not, with what is wrong with each."""

import gzip
import io
import zlib
from collections import deque
from pathlib import Path
from typing import Self

import zstandard

from flows.sources.files.rows import Broken, Unreadable

MAX_LINE = 10_000_000
"""Characters of one line; a longer one is no record."""
MAX_RECORD_LINES = 2_000
"""Lines of one record; a quote that is still open then was never meant to be one."""

CUT = (EOFError, zlib.error, gzip.BadGzipFile, zstandard.ZstdError, UnicodeDecodeError)
"""What reading raises where a file is damaged; nothing after that place can be read."""

_PIECE = 16_384
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class TooLong(Exception):
    """A line or a record goes on for longer than any post does; says which in one clause."""


class Lines:
    """The lines of a file, numbered from 1; those of the current record can be handed back.

    `fault` says what is wrong with the bytes of the current record, None if nothing is.
    """

    def __init__(self, path: Path, encoding: str) -> None:
        self._encoding = encoding
        self._file = unpacked(path)
        # Bytes that are no text become lone surrogates, so that one bad line costs one line.
        self._text = io.TextIOWrapper(
            self._file,
            "utf-8-sig" if encoding == "utf-8" else encoding,
            errors="surrogateescape",
            newline="",
        )
        self._handed_back: deque[str] = deque()
        self._first = 0
        self.number = 0
        self.record: list[str] = []
        self.fault: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._text.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._handed_back.popleft() if self._handed_back else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self.record.append(line)
        if not line.isascii():
            self._look_for_bytes(line)
        if len(self.record) > MAX_RECORD_LINES:
            raise TooLong(f"a quote opened here is not closed within {MAX_RECORD_LINES:,} lines")
        return line

    def peek(self) -> str:
        """Return the first line that is not blank, without reading past it."""
        line = next((line for line in self if line.strip()), "")
        self.number -= len(self.record)
        self._handed_back.extendleft(reversed(self.record))
        self.record = []
        return line

    def start(self) -> int:
        """Begin a record; return the number of its first line."""
        self.record, self.fault = [], None
        return self.number + 1

    def hand_back(self) -> str:
        """Give up the current record, return its first line, and read the others again."""
        first, *others = self.record or [""]
        self._handed_back.extendleft(reversed(others))
        self.number -= len(others)
        return first

    def cut(self, error: Exception) -> Broken:
        """Return what stands where the file breaks off."""
        return Broken(
            self.number + 1,
            f"the file is damaged or cut off here ({error}); nothing after it can be read",
            "".join(self.record),
        )

    def unreadable(self) -> Unreadable:
        """Return what is raised then: how many posts are lost nobody knows, so the file fails."""
        return Unreadable(f"is damaged or cut off in line {self.number + 1:,}")

    def _read(self) -> str:
        line = self._text.readline(MAX_LINE)
        if len(line) < MAX_LINE or line.endswith("\n"):
            return line
        while (rest := self._text.readline(MAX_LINE)) and not rest.endswith("\n"):
            pass
        self.number += 1
        self.record.append(line)
        raise TooLong(f"the line is longer than {MAX_LINE:,} characters")

    def _look_for_bytes(self, line: str) -> None:
        try:
            line.encode()
        except UnicodeEncodeError as error:
            byte = ord(line[error.start]) - 0xDC00
            before = len(line[: error.start].encode(self._encoding, "surrogateescape"))
            self.fault = (
                f"byte {before + 1} of line {self.number} is 0x{byte & 0xFF:02x}, which is not "
                f"{self._encoding}; if all of the file is so, set `encoding`"
            )


def unpacked(path: Path) -> io.BufferedReader | gzip.GzipFile:
    """Open a file for reading, through gzip or Zstandard where its name ends so."""
    if path.suffix.lower() == ".gz":
        return gzip.GzipFile(path)
    if path.suffix.lower() == ".zst":
        return io.BufferedReader(_Zstandard(path))
    return path.open("rb")


class _Zstandard(io.RawIOBase):
    """A Zstandard file; unlike the library's own reader it raises EOFError where one is cut off."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._is_inside = False
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            if not (packed := self._file.read(_PIECE)):
                if self._is_inside:
                    raise EOFError("Compressed file ended before the end was marked")
                return 0
            self._ready = memoryview(self._unpack(packed))
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def close(self) -> None:
        self._file.close()
        super().close()

    def _unpack(self, packed: bytes) -> bytes:
        pieces = []
        while packed:
            pieces.append(self._frame.decompress(packed))
            self._is_inside = not self._frame.eof
            packed = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
        return b"".join(pieces)


def refuse_wide(path: Path, encoding: str) -> None:
    """Raise Unreadable when a file is marked as UTF-16 and is to be read as something else."""
    with unpacked(path) as file:
        try:
            mark = file.read(2)
        except CUT:
            return
    if mark in _WIDE_MARKS and not encoding.startswith("utf-16"):
        raise Unreadable(f'is UTF-16, not {encoding}; set `encoding = "utf-16"`')
