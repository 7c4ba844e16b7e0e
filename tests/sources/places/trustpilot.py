"""Trustpilot's reviews of one company."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place, at

_UNIT = "507f191e810c19729de860ea"


def place(server: Any, _folder: Path) -> Place:
    """Serve the first page of reviews; the second is empty."""
    path = f"/v1/business-units/{_UNIT}/reviews"
    rest = f"{path}?orderBy=createdat.desc&perPage=100&page=2"
    server.says(rest, b'{"links": [], "reviews": []}')
    asks = {"business_units": [_UNIT], "owned": [_UNIT], "key": "env:TRUSTPILOT"}
    return at(server, path, "id", b'{"links": [], "reviews": []}', **asks)
