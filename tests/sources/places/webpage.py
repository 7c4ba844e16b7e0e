"""A web page."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place


def place(server: Any, _folder: Path) -> Place:
    """Serve a page."""
    return Place(
        settings={"url": server.says("/page"), "allow_private": True},
        serve=lambda body: server.says("/page", body),
        nothing=b"",
        mandatory="text",
        without=lambda body: body.partition(b"<main>")[0] + body.partition(b"</main>")[2],
        fail=lambda status: server.says("/page", status=status),
    )
