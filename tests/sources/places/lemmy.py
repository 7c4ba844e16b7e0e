"""A community of Lemmy."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place, at


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of posts."""
    nothing = b'{"posts": []}'
    given = {"communities": ["kettles"], "comments": False}
    return at(server, "/api/v3/post/list", "ap_id", nothing, **given)
