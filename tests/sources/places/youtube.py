"""YouTube's comments below a video."""

import json
from pathlib import Path
from typing import Any

from flows.sources import Http
from flows.sources.paging import Stream
from flows.sources.youtube import YouTubeSettings
from flows.sources.youtube.api import Api
from flows.sources.youtube.comments import Answers, OfVideo
from flows.sources.youtube.videos import Search, Uploads
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied

PATH = "/youtube/v3/commentThreads"


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of comments."""
    nothing = b'{"kind": "youtube#commentThreadListResponse", "items": []}'
    given = {"videos": ["kettle00001"], "api_key": "env:KEY"}
    return at(server, PATH, "publishedAt", nothing, **given)


def recorded(payloads: Path) -> Recorded:
    """Read recorded comments and videos; a page of a search names videos, and tells none."""
    settings = YouTubeSettings(id="acme", kind="youtube", api_key="env:KEY", videos=["x"])
    api = Api(settings, Http())
    streams: dict[str, Stream] = {
        "youtube#commentThreadListResponse": OfVideo(api, "x"),
        "youtube#commentListResponse": Answers(api, "x", None),
        "youtube#videoListResponse": Uploads(api, "@acme"),
        "youtube#searchListResponse": Search(api, "acme"),
    }
    for path in sorted((payloads / "youtube").glob("*/apidata/**/*.json")):
        answer = json.loads(body := path.read_bytes())
        if (stream := streams.get(answer.get("kind"))) is None:
            continue
        items = answer["items"]
        if isinstance(stream, Search):
            count = 0
        else:
            threads = [one.get("replies", {}).get("comments", []) for one in items]
            wholes = [
                len(came)
                for one, came in zip(items, threads, strict=True)
                if one.get("snippet", {}).get("totalReplyCount", 0) <= len(came)
            ]
            count = len(items) + sum(wholes)
        yield path.name, count, stream.read(replied(body), AT)
