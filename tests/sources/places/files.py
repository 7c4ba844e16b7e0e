"""A file in a folder."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place


def place(_server: Any, folder: Path) -> Place:
    """Put a file into a folder."""
    return Place(
        settings={"path": "reply.csv"},
        serve=(folder / "reply.csv").write_bytes,
        nothing=b"post_id,posted_at,text\n",
        mandatory="post_id",
        without=lambda body: body.replace(b"post_id", b"gone"),
    )
