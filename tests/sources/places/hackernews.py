"""Hacker News' search."""

import json
from pathlib import Path
from typing import Any

from flows.sources.hackernews import HackerNewsSettings
from flows.sources.hackernews.search import Search
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of results."""
    nothing = b'{"hits": [], "nbHits": 0}'
    return at(server, "/api/v1/search_by_date", "objectID", nothing, searches=["acme"])


def recorded(payloads: Path) -> Recorded:
    """Read recorded searches."""
    settings = HackerNewsSettings(id="acme", kind="hackernews", searches=["acme"])
    for path in sorted((payloads / "hackernews").glob("*/*.json")):
        body = path.read_bytes()
        if "hits" in (answer := json.loads(body)):
            yield path.name, len(answer["hits"]), Search(settings, "acme").read(replied(body), AT)
