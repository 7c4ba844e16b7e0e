"""An mbox file in a folder."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place


def place(_server: Any, folder: Path) -> Place:
    """Put messages into a folder, in one file."""
    return Place(
        settings={"path": "reply.mbox"},
        serve=(folder / "reply.mbox").write_bytes,
        nothing=b"",
        mandatory="Message-ID",
        without=lambda body: body.replace(b"Message-ID:", b"Gone:"),
    )
