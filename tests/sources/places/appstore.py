"""The public feed of an app's reviews."""

import json
from pathlib import Path
from typing import Any

from flows.sources.appstore import AppStoreSettings
from flows.sources.appstore.feed import PublicReviews
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied

_APP = "1234567890"
_NOTHING = b'{"feed": {"author": {}}}'


def place(server: Any, _folder: Path) -> Place:
    """Serve the first page of one country; the second is empty."""
    second = f"/de/rss/customerreviews/page=2/id={_APP}/sortby=mostrecent/json"
    server.says(second, _NOTHING)
    first = second.replace("page=2", "page=1")
    asks = {"apps": {_APP: "Acme Home"}, "countries": ["de"]}
    return at(server, first, "im:rating", _NOTHING, **asks)


def recorded(payloads: Path) -> Recorded:
    """Read recorded pages; their reviews bear no date, so the feed's own stands in for it."""
    settings = AppStoreSettings(
        id="acme", kind="appstore", apps={_APP: "Acme Home"}, countries=["us"]
    )
    for path in sorted((payloads / "appstore").glob("*/customerreviews_*.json")):
        answer = json.loads(path.read_bytes())
        if "feed" not in answer:
            continue
        feed = answer["feed"]
        for entry in feed["entry"]:
            entry.setdefault("updated", feed["updated"])
        stream = PublicReviews(settings, _APP, "us")
        yield path.name, len(feed["entry"]), stream.read(replied(json.dumps(answer).encode()), AT)
