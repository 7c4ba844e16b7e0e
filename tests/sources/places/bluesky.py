"""Bluesky: a search, and the login before it."""

import json
from pathlib import Path
from typing import Any

from flows.sources import Http
from flows.sources.bluesky import BlueskySettings
from flows.sources.bluesky.lists import Author, Search
from flows.sources.bluesky.session import Session
from flows.sources.paging import Stream
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied

LOGIN: dict[str, Any] = {"handle": "listener.example", "password": "env:BLUESKY"}


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of results to who has logged in."""
    server.says("/xrpc/com.atproto.server.createSession", b'{"accessJwt": "a", "refreshJwt": "r"}')
    path = "/xrpc/app.bsky.feed.searchPosts"
    return at(server, path, "uri", b'{"posts": []}', searches=["acme"], **LOGIN)


def recorded(payloads: Path) -> Recorded:
    """Read recorded posts and feeds; reposts are no posts, and a feed names what is gone."""
    settings = BlueskySettings(
        id="acme", kind="bluesky", searches=["acme"], members_only=True, **LOGIN
    )
    lists: dict[str, Stream] = {
        "posts": Search(settings, Session(settings, Http()), "acme"),
        "feed": Author(settings, "acme.example"),
    }
    for path in sorted((payloads / "bluesky" / "bskyr").glob("*.json")):
        answer = json.loads(body := path.read_bytes())
        name = next((name for name in lists if isinstance(answer.get(name), list)), None)
        if name is None:
            continue
        answered = [one for item in answer[name] for one in (item.get("reply") or {}).values()]
        count = sum("reason" not in item for item in answer[name])
        count += sum(isinstance(one, dict) and one.get("notFound", False) for one in answered)
        yield path.name, count, lists[name].read(replied(body), AT)
