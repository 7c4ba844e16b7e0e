"""A timeline of Mastodon."""

import json
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from flows.sources import Http
from flows.sources.mastodon import MastodonSettings
from flows.sources.mastodon.search import Search
from flows.sources.mastodon.timelines import Timeline
from flows.sources.paging import Page, Stream
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied

_PUBLIC = ("public", "unlisted")


def place(server: Any, _folder: Path) -> Place:
    """Serve a timeline."""
    return at(server, "/api/v1/timelines/tag/acme", "uri", b"[]", tags=["acme"])


def recorded(payloads: Path) -> Recorded:
    """Read recorded lists of statuses, and searches; boosts and what is not public are no posts."""
    settings = MastodonSettings(id="acme", kind="mastodon", tags=["acme"])
    http = Http()
    lists: dict[type, Stream] = {
        list: Timeline(settings, http, "timeline", "/"),
        dict: Search(settings, http, "acme"),
    }
    for path in sorted((payloads / "mastodon").glob("*/*.json")):
        if (statuses := _statuses(body := path.read_bytes())) is None:
            continue
        said = replace(replied(body), url="https://example.com/?min_id=1")
        page = lists[list if body.lstrip()[:1] == b"[" else dict].read(said, AT)
        # No parent was recorded.
        replies = [child.read(replied(b"[]"), AT).items for child in page.more]
        posts = [one for one in statuses if not one["reblog"] and one["visibility"] in _PUBLIC]
        yield path.name, len(posts), Page(chain(page.items, *replies))


def _statuses(body: bytes) -> list[Any] | None:
    """Return the statuses of an answer that is a list of them, or a search."""
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    found = answer.get("statuses") if isinstance(answer, dict) else answer
    is_list = isinstance(found, list) and all("uri" in one and "content" in one for one in found)
    return found if is_list else None
