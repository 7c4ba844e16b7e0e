"""Reading the body of an answer, within bounds."""

import time
import zlib
from collections.abc import Iterator
from http import HTTPStatus

import httpx

from flows.errors import SourceRefused
from flows.sources.address import redacted
from flows.sources.request import Bounds

_MEGABYTE = 1_000_000
_ANY_HEADER = 32 + zlib.MAX_WBITS
_GZIP = b"\x1f\x8b"


class Busy(Exception):
    """A failure that may pass; `wait` is how many seconds the server asks for."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


def body(
    url: httpx.URL, response: httpx.Response, bounds: Bounds, deadline: float
) -> Iterator[bytes]:
    """Yield the unpacked body, stopping where it is too big or too slow."""
    size, limit = 0, int(bounds.max_megabytes * _MEGABYTE)
    for piece in _unpacked(url, response, limit):
        size += len(piece)
        if size > limit:
            raise SourceRefused(
                f"`{redacted(str(url))}` is larger than {bounds.max_megabytes:g} MB, the limit. "
                "Raise `max_megabytes` if that is right."
            )
        if time.monotonic() > deadline:
            raise Busy(f"was not done within {bounds.timeout_seconds:g} s")
        yield piece


def _unpacked(url: httpx.URL, response: httpx.Response, limit: int) -> Iterator[bytes]:
    """Unpack with a limit on each step: a few bytes can claim to be gigabytes."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        yield from response.iter_raw()
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise SourceRefused(
            f"`{redacted(str(url))}` is packed as `{encoding}`, which was not asked for."
        )
    unpacker = zlib.decompressobj(wbits=_ANY_HEADER)
    try:
        for packed in response.iter_raw():
            rest = packed
            while rest:
                if unpacker.eof:
                    # What is packed in pieces comes as one archive after the other.
                    if not rest.startswith(_GZIP):
                        break
                    unpacker = zlib.decompressobj(wbits=_ANY_HEADER)
                yield unpacker.decompress(rest, limit + 1)
                rest = unpacker.unused_data
    except zlib.error:
        raise Busy("sent a damaged answer") from None
    if not unpacker.eof and response.status_code != HTTPStatus.NOT_MODIFIED:
        raise Busy("was cut off in the middle of its answer")
