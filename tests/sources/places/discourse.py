"""A forum on Discourse."""

import json
from pathlib import Path
from typing import Any

from flows.sources import Http
from flows.sources.discourse import DiscourseSettings
from flows.sources.discourse.forum import Forum
from flows.sources.discourse.lists import Everything
from flows.sources.discourse.topic import Topic
from flows.sources.paging import Stream
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of all posts."""
    return at(server, "/posts.json", "post_number", b'{"latest_posts": []}', everything=True)


def recorded(payloads: Path) -> Recorded:
    """Read recorded lists of posts, and topics."""
    settings = DiscourseSettings(
        id="acme", kind="discourse", url="https://example.com", platform="x", everything=True
    )
    forum = Forum(settings, Http())
    streams: dict[str, Stream] = {
        "latest_posts": Everything(forum),
        "post_stream": Topic(forum, 57, "A topic", 1, AT),
    }
    for path in sorted((payloads / "discourse").glob("*/*.json")):
        answer = json.loads(body := path.read_bytes())
        for key in streams.keys() & (answer.keys() if isinstance(answer, dict) else ()):
            posts = answer[key]["posts"] if key == "post_stream" else answer[key]
            yield path.name, len(posts), streams[key].read(replied(body), AT)
