"""A site of Stack Exchange."""

import json
from pathlib import Path
from typing import Any

from flows.sources import Http
from flows.sources.paging import Page
from flows.sources.stackexchange import StackExchangeSettings
from flows.sources.stackexchange.questions import Questions
from flows.sources.stackexchange.site import Site
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied

_ANSWERS = {
    "items": [
        {
            "owner": {"account_id": 911, "user_id": 73, "display_name": "plover"},
            "is_accepted": True,
            "score": 7,
            "creation_date": 1773826200,
            "answer_id": 601,
            "question_id": 501,
            "body": "<p>Update it: 2.1 learned it.</p>",
        }
    ],
    "has_more": False,
}
_COMMENTS = {
    "items": [
        {
            "owner": {"account_id": 910, "user_id": 71, "display_name": "Wren &amp; Co"},
            "edited": False,
            "score": 1,
            "creation_date": 1773826900,
            "post_id": 601,
            "comment_id": 701,
            "body": "Thanks, that was it &mdash; 2.1 works.",
        }
    ],
    "has_more": False,
}
_NOTHING = b'{"items": [], "has_more": false, "quota_max": 300, "quota_remaining": 280}'


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of questions, an answer to the first and a comment on it."""
    server.says("/2.3/questions/501/answers", json.dumps(_ANSWERS).encode())
    server.says("/2.3/questions/501;502;503/comments", _NOTHING)
    server.says("/2.3/answers/601/comments", json.dumps(_COMMENTS).encode())
    path, asks = "/2.3/search/advanced", {"site": "superuser", "searches": ["acme"]}
    return at(server, path, "question_id", _NOTHING, **asks)


def recorded(payloads: Path) -> Recorded:
    """Read recorded pages of questions; they were trimmed of words and links."""
    settings = StackExchangeSettings(id="acme", kind="stackexchange", searches=["acme"])
    stream = Questions(Site(settings, Http()), "search acme", {"q": "acme"})
    for path in sorted((payloads / "stackexchange").glob("*/stackexchange_question*")):
        answer = json.loads(path.read_bytes())
        if isinstance(answer, dict) and "has_more" in answer:
            for number, question in enumerate(answer["items"]):
                question["title"] = question["title"] or f"Title {number}"
                question["link"] = f"https://superuser.com/questions/{number}"
            page = stream.read(replied(json.dumps(answer).encode()), AT)
            yield path.name, len(answer["items"]), Page(page.items)
