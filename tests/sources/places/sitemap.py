"""The sitemaps of a site."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place


def place(server: Any, _folder: Path) -> Place:
    """Serve a sitemap."""
    return Place(
        settings={"url": server.says("/sitemap.xml"), "allow_private": True},
        serve=lambda body: server.says("/sitemap.xml", body),
        nothing=b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>',
        mandatory="loc",
        without=lambda body: body.replace(b"loc>", b"gone>"),
        fail=lambda status: server.says("/sitemap.xml", status=status),
    )
