"""A site that runs WordPress."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place, at


def place(server: Any, _folder: Path) -> Place:
    """Serve the articles; nobody has said anything below them."""
    server.says("/wp-json/wp/v2/comments", b"[]")
    return at(server, "/wp-json/wp/v2/posts", "id", b"[]")
