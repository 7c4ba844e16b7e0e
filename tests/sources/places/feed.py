"""A feed over HTTP."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place


def place(server: Any, _folder: Path) -> Place:
    """Serve a feed."""
    return Place(
        settings={"url": server.says("/feed"), "allow_private": True},
        serve=lambda body: server.says("/feed", body),
        nothing=b"<rss><channel><title>x</title></channel></rss>",
        mandatory="id",
        without=lambda body: body.replace(b"guid", b"gone").replace(b"link", b"gone"),
        fail=lambda status: server.says("/feed", status=status),
    )
