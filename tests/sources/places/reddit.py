"""Reddit: a subreddit, and the token before it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.sources import Http
from flows.sources.paging import Stream
from flows.sources.reddit import RedditSettings
from flows.sources.reddit.comments import Branches, Tree
from flows.sources.reddit.lists import listing
from flows.sources.reddit.session import Session
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied

APPROVED: dict[str, Any] = {
    "approved": True,
    "client_id": "env:ID",
    "client_secret": "env:SECRET",
    "username": "listener",
    "subreddits": ["Kettles"],
}


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of submissions to who has a token."""
    server.says("/api/v1/access_token", b'{"access_token": "a token", "expires_in": 86400}')
    nothing = b'{"kind": "Listing", "data": {"after": null, "children": []}}'
    settings = {"login_url": server.url, "with_comments": False, **APPROVED}
    return at(server, "/r/Kettles/new", "name", nothing, **settings)


def recorded(payloads: Path) -> Recorded:
    """Read recorded lists, trees and branches; cut branches are no comments."""
    session = Session(RedditSettings(id="acme", kind="reddit", **APPROVED), Http())
    for path in sorted((payloads / "reddit").glob("*/*.json")):
        if (answer := _answer(body := path.read_bytes())) is None:
            continue
        stream: Stream = listing(session, "Kettles", "new")
        if isinstance(answer, list):
            stream, things = Tree(session, "1"), answer[1]["data"]["children"]
        elif "json" in answer:
            stream, things = Branches(session, "1", [], 0), answer["json"]["data"]["things"]
        else:
            things = answer["data"]["children"]
            if not all(one["kind"] == "t3" or "link_id" in one["data"] for one in things):
                continue
        yield path.name, sum(_counts(things)), stream.read(replied(body), AT)


def _answer(body: bytes) -> Any:
    """Return an answer that holds things, if it is one."""
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    if isinstance(answer, list):
        return answer if len(answer) == 2 and "data" in answer[1] else None
    is_list = isinstance(answer, dict) and answer.get("kind") == "Listing"
    is_more = isinstance(answer, dict) and "things" in (answer.get("json") or {}).get("data", {})
    return answer if is_list or is_more else None


def _counts(things: list[Any]) -> Iterator[int]:
    for thing in things:
        yield int(thing["kind"] != "more")
        if isinstance(replies := thing["data"].get("replies"), dict):
            yield from _counts(replies["data"]["children"])
