"""An export of Telegram Desktop."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place


def place(_server: Any, folder: Path) -> Place:
    """Put an export into a folder."""
    return Place(
        settings={"path": "result.json", "handle": "acme_kettles"},
        serve=(folder / "result.json").write_bytes,
        nothing=b'{"name": "A", "type": "public_channel", "id": 1, "messages": []}',
        mandatory="messages",
        without=lambda body: body.replace(b'"messages"', b'"gone"'),
    )
