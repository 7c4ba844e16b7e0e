"""Hacker News' search."""

import json
from pathlib import Path
from typing import Any

from flows.sources.hackernews import HackerNewsSettings
from flows.sources.hackernews.search import Search
from flows.sources.hackernews.threads import Thread
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of results."""
    nothing = b'{"hits": [], "nbHits": 0}'
    return at(server, "/api/v1/search_by_date", "objectID", nothing, searches=["acme"])


def recorded(payloads: Path) -> Recorded:
    """Read recorded searches, and a recorded tree of comments."""
    settings = HackerNewsSettings(id="acme", kind="hackernews", searches=["acme"])
    for path in sorted((payloads / "hackernews").glob("*/*.json")):
        body = path.read_bytes()
        if "hits" in (answer := json.loads(body)):
            yield path.name, len(answer["hits"]), Search(settings, "acme").read(replied(body), AT)
        elif "children" in answer:
            page = Thread(settings, str(answer["id"])).read(replied(body), AT)
            yield path.name, _count(answer) - 1, page


def _count(item: dict[str, Any]) -> int:
    return 1 + sum(map(_count, item["children"]))
