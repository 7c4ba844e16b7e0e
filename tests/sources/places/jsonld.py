"""A page that states its reviews in JSON-LD."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place

_NOTHING = b"""<html><script type="application/ld+json">{"@type": "Product"}</script></html>"""


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of a product."""
    return Place(
        settings={"url": server.says("/acme-one"), "allow_private": True},
        serve=lambda body: server.says("/acme-one", body),
        nothing=_NOTHING,
        mandatory="datePublished",
        without=lambda body: body.replace(b'"datePublished"', b'"gone"').replace(b"oops", b'""'),
        fail=lambda status: server.says("/acme-one", status=status),
    )
