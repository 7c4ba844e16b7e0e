"""The search of X."""

import json
from pathlib import Path
from typing import Any

from flows.sources import Http
from flows.sources.x import XSettings
from flows.sources.x.lists import Search
from flows.sources.x.spending import Spent
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of results."""
    nothing = b'{"meta": {"result_count": 0}}'
    given = {"token": "env:X", "searches": ["acme"]}
    return at(server, "/2/tweets/search/recent", "id", nothing, **given)


def recorded(payloads: Path) -> Recorded:
    """Read recorded lists of posts: searches, mentions, timelines."""
    settings = XSettings(id="acme", kind="x", token="env:X", searches=["acme"])
    search = Search(settings, Http(), Spent(10), "acme")
    for path in sorted((payloads / "x_twitter" / "tweepy").glob("*.json")):
        answer = json.loads(body := path.read_bytes())
        posts = answer.get("data") if isinstance(answer, dict) and "meta" in answer else None
        if isinstance(posts, list) and posts and "edit_history_tweet_ids" in posts[0]:
            yield path.name, len(posts), search.read(replied(body), AT)
