"""Where each kind of source finds its reply in a test: one module a kind.

`place(server, folder)` prepares it. `recorded(payloads)`, where real answers of the platform are at
hand, yields for each the name of its file, how many records are in it, and the page it is read as.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from flows.sources.paging import Page


@dataclass
class Place:
    """Where a kind of source finds its reply in a test."""

    settings: dict[str, Any]
    serve: Callable[[bytes], object]
    nothing: bytes
    """A reply without a single post."""
    mandatory: str
    """What no post can be without; `without` takes it out of a reply."""
    without: Callable[[bytes], bytes]
    fail: Callable[[int], object] | None = None
    """Let the server answer with a status; None for a source without a server."""


Recorded = Iterator[tuple[str, int, Page]]


def at(server: Any, path: str, mandatory: str, nothing: bytes, **settings: Any) -> Place:
    """Return the place of an interface over HTTP that is asked at one path."""
    server.says(path)
    return Place(
        settings={"url": server.url, "allow_private": True, **settings},
        serve=lambda body: server.says(path, body),
        nothing=nothing,
        mandatory=mandatory,
        without=lambda body: body.replace(f'"{mandatory}"'.encode(), b'"gone"'),
        fail=lambda status: server.says(path, status=status),
    )


def place_of(kind: str, server: Any, folder: Path) -> Place:
    """Prepare the place of a kind."""
    prepared: Place = import_module(f"{__name__}.{kind}").place(server, folder)
    return prepared


def kinds_recorded() -> list[str]:
    """Return the kinds of which real answers may be at hand."""
    names = [module.name for module in iter_modules(__path__)]
    return [name for name in names if hasattr(import_module(f"{__name__}.{name}"), "recorded")]


def recorded(kind: str, payloads: Path) -> Recorded:
    """Yield the real answers of a kind, read."""
    pages: Recorded = import_module(f"{__name__}.{kind}").recorded(payloads)
    return pages
