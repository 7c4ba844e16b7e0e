"""GDELT's index of articles."""

import json
from pathlib import Path
from typing import Any

from flows.sources.gdelt import GdeltSettings
from flows.sources.gdelt.search import Search
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied


def place(server: Any, _folder: Path) -> Place:
    """Serve the articles of a search."""
    return at(server, "/api/v2/doc/doc", "url", b"{}", searches=["acme"], pause_seconds=0)


def recorded(payloads: Path) -> Recorded:
    """Read recorded searches."""
    settings = GdeltSettings(id="acme", kind="gdelt", searches=["acme"])
    for path in sorted((payloads / "gdelt").glob("*/artlist*.json")):
        body = path.read_bytes()
        count = len(json.loads(body)["articles"])
        yield path.name, count, Search(settings, "acme").read(replied(body), AT)
