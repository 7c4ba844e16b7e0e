"""What a bot of Telegram was told since it was asked last."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flows.errors import SchemaDrift, SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources.contract import Asked, Checkpoint, Heard, Limit, shortened
from flows.sources.http import Http
from flows.sources.records import listed, told
from flows.sources.request import Request
from flows.sources.telegram.settings import TelegramSettings
from flows.sources.telegram.updates import KINDS, is_heard, message, post

_KEPT = timedelta(hours=24)
"""How long Telegram keeps an update for a bot."""
_ANSWERS = (400, 401, 403, 404, 409)
_ADVICE = {
    401: "Check `token`.",
    404: "Check `token`.",
    409: "Something else asks for this bot's updates, or they are sent to a webhook: let it stop, "
    "or use a bot of its own.",
}


class Updates:
    """The updates of one bot.

    To ask for what comes after an update confirms it: Telegram forgets it then. So what came is
    kept before more is asked for, and the last of it is confirmed by the next collection at the
    earliest. The cursor has the number of the next update, and when it was asked for.
    """

    def __init__(self, settings: TelegramSettings, http: Http) -> None:
        self._settings = settings
        self._http = http
        self._asked_for = self._others = 0
        self._oldest: datetime | None = None
        self.cursor: dict[str, str] = {}
        self.covered: tuple[datetime, datetime] | None = None
        self.limit: Limit | None = None
        self.notes: list[str] = []

    def fetch(self, asked: Asked) -> Iterator[Heard]:
        """Yield what the bot was told.

        Raises:
            SourceUnavailable: Telegram did not answer; the next collection goes on from there.
            SourceRefused: the token is none, somebody else asks, or days of the past are asked for.
            SchemaDrift: the answer has another shape.

        """
        self.cursor = dict(asked.cursor)
        if asked.window is not None:
            raise self._settings.refused(
                "a bot is told what is said now, and cannot be asked for days that have passed. "
                "An export brings them: see `telegram_archive`."
            )
        offset = asked.cursor.get("offset")
        while updates := self._updates(offset):
            yield from self._told(updates, asked)
            after = max(one["update_id"] for one in updates) + 1
            if offset is not None and after <= int(offset):
                raise self._drift("its updates go round in circles.")
            offset = str(after)
            cursor = {"offset": offset, "polled_at": asked.at.isoformat()}
            yield Checkpoint(cursor, must_keep=True)
        self._close(offset, asked)

    def _updates(self, offset: str | None) -> list[dict[str, Any]]:
        if self._asked_for >= self._settings.max_pages:
            raise SourceUnavailable(
                f"Source `{self._settings.id}`: stopped after {self._asked_for:,} pages, the most "
                "that `max_pages` allows. The next collection goes on from there."
            )
        self._asked_for += 1
        try:
            return self._ask({"offset": offset} if offset else {})
        except (SourceUnavailable, SourceRefused, SchemaDrift) as error:
            # The token is part of the address, and the address of what an error says.
            said = self._http.blotted(str(error))
            raise type(error)(f"Source `{self._settings.id}`: {said}") from None

    def _ask(self, params: dict[str, str]) -> list[dict[str, Any]]:
        settings = self._settings
        token = quote(self._http.key(settings.token), safe=":")
        self._http.conceal(token)
        request = Request(
            f"{settings.url}/bot{token}/getUpdates",
            {"limit": 100, "timeout": 0, "allowed_updates": json.dumps(KINDS), **params},
            credential=settings.token,
            answers=_ANSWERS,
        )
        reply = self._http.ask(request, settings.bounds)
        if reply.status != HTTPStatus.OK:
            advice = _ADVICE.get(reply.status, "")
            raise SourceRefused(f"Telegram answered {reply.status}: {_said(reply.body)} {advice}")
        updates = listed(reply.json(), "result", place="updates")
        if not all(isinstance(one, dict) and "update_id" in one for one in updates):
            raise SchemaDrift("updates: they have no `update_id` any more.")
        return updates

    def _drift(self, why: str) -> SchemaDrift:
        return SchemaDrift(f"Source `{self._settings.id}`: {why}")

    def _told(self, updates: list[dict[str, Any]], asked: Asked) -> Iterator[Heard]:
        place = f"update {updates[0]['update_id']}"
        for one in told(updates, partial(self._post, asked.at), place):
            if isinstance(one, Post):
                self._oldest = min(self._oldest or one.posted_at, one.posted_at)
            yield one

    def _post(self, at: datetime, update: dict[str, Any]) -> Post | None:
        if (said := message(update)) is None:
            return None
        if not is_heard(self._settings, said):
            self._others += 1
            return None
        return post(self._settings, at, said)

    def _close(self, offset: str | None, asked: Asked) -> None:
        """Say what this collection vouches for, and what the next is to be given."""
        if self._others:
            what = "message was" if self._others == 1 else "messages were"
            self.notes.append(
                f"{self._others:,} {what} left out, of chats that are private or not asked for."
            )
        self.cursor = {"polled_at": asked.at.isoformat()} | ({"offset": offset} if offset else {})
        if (before := asked.cursor.get("polled_at")) is None:
            self.covered = (self._oldest, asked.at) if self._oldest else None
            return
        last, kept_since = datetime.fromisoformat(before), asked.at - _KEPT
        self.covered = (max(last, kept_since), asked.at)
        if last < kept_since:
            why = "Telegram keeps what a bot is told for 24 hours: collect at least once a day."
            self.limit = Limit(why, last, kept_since)


def _said(body: bytes) -> str:
    try:
        return shortened(str(json.loads(body)["description"]), 200).rstrip(".") + "."
    except (ValueError, KeyError, TypeError):
        return "it does not say why."
