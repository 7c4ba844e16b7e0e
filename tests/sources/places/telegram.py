"""A bot of Telegram."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flows.sources.paging import Page
from flows.sources.records import told
from flows.sources.telegram import TelegramSettings
from flows.sources.telegram.updates import message, post
from tests.sources.places import Place, Recorded
from tests.sources.samples import AT

PATH = "/botthe secret of env:BOT/getUpdates".replace(" ", "%20")


def place(server: Any, _folder: Path) -> Place:
    """Serve updates, each until it is confirmed."""
    server.says(PATH)
    return Place(
        settings={"url": server.url, "allow_private": True, "token": "env:BOT"},
        serve=lambda body: server.answers.update({PATH: _giving(body)}),
        nothing=b'{"ok": true, "result": []}',
        mandatory="message_id",
        without=lambda body: body.replace(b'"message_id"', b'"gone"'),
        fail=lambda status: server.says(PATH, status=status),
    )


def _giving(body: bytes) -> Any:
    def answer(handler: Any) -> None:
        query = parse_qs(urlsplit(handler.path).query)
        given = body
        with suppress(ValueError):
            said = json.loads(body)
            first = int(query.get("offset", ["0"])[0])
            said["result"] = [one for one in said["result"] if one["update_id"] >= first]
            given = json.dumps(said).encode()
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(given)

    return answer


def recorded(payloads: Path) -> Recorded:
    """Read recorded updates; their groups have no public name, and are given one."""
    settings = TelegramSettings(id="acme", kind="telegram", token="env:BOT")
    for path in sorted((payloads / "telegram/perceval").rglob("*.json")):
        updates = json.loads(path.read_bytes())["result"]
        messages = [said for one in updates if (said := message(one)) and "text" in said]
        for said in messages:
            said["chat"]["username"] = "a_group"
        posts = told(messages, lambda said: post(settings, AT, said), path.name)
        yield path.name, len(messages), Page(posts)
