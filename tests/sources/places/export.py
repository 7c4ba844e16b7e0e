"""An export in a folder."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place


def place(_server: Any, folder: Path) -> Place:
    """Put an export of Brandwatch into a folder."""
    return Place(
        settings={"path": "reply.csv"},
        serve=(folder / "reply.csv").write_bytes,
        nothing=b"Query Id,Query Name,Date,Url,Page Type,Full Text\n",
        mandatory="Page Type",
        without=lambda body: body.replace(b"Page Type", b"gone"),
    )
