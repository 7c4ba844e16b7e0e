"""Exports of Telegram Desktop → posts."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows.errors import SchemaDrift
from flows.post import Post
from flows.sources.contract import Asked, Gone, NoPost, Rejected, as_json, kind_of, shortened
from flows.sources.files.rows import Unreadable
from flows.sources.files.source import FileSource
from flows.sources.records import told
from flows.sources.telegram.messages import link, post_id, words
from flows.sources.telegram_archive.settings import TelegramArchiveSettings

MOST_BYTES = 256_000_000
"""Bytes of an export, which is held in memory as a whole."""

_PUBLIC = ("public_channel", "public_supergroup")


class Archive(FileSource):
    """The exports of one source: of one chat, or of all of an account."""

    _settings: TelegramArchiveSettings

    def _posts(self, name: str, path: Path, asked: Asked) -> Iterator[Post | Rejected]:
        for chat in self._public(name, _read(path)):
            place = f"{name}:{chat['id']}"
            for one in told(chat["messages"], partial(self._post, chat, asked.at), place):
                if not isinstance(one, Post) or asked.wants(one.posted_at):
                    yield from () if isinstance(one, Gone) else (one,)

    def _public(self, name: str, export: Any) -> Iterator[dict[str, Any]]:
        """Yield the chats of an export that anybody may read; say how many others there are."""
        chats = _chats(export)
        if chats is None:
            raise SchemaDrift(
                f"Source `{self._settings.id}`: `{name}` has no `messages`: it is no export of "
                "Telegram Desktop, or the form has changed."
            )
        private = [one for one in chats if one.get("type") not in _PUBLIC]
        if private:
            self.notes.append(
                f"`{name}`: {len(private):,} chats are not public, and were left out; the first "
                f"is a `{shortened(private[0].get('type'))}`"
            )
        yield from (one for one in chats if one not in private)

    def _post(self, chat: dict[str, Any], at: datetime, message: dict[str, Any]) -> Post | None:
        """Return a message as a post; None for what happened to the chat, and pictures alone."""
        settings = self._settings
        if message["type"] != "message":
            return None
        poll = message.get("poll") or {}
        text = words(message["text"]) or words(poll.get("question"))
        if not text:
            return None
        above = message.get("reply_to_message_id")
        elsewhere = str(message.get("reply_to_peer_id") or chat["id"])
        parent = post_id(elsewhere.removeprefix("channel"), above) if above else None
        return Post(
            source=settings.id,
            platform=settings.platform,
            channel=settings.channel,
            kind=kind_of(settings.channel, parent),
            collected_at=at,
            post_id=post_id(chat["id"], message["id"]),
            url=link(settings.handle, message["id"]),
            parent_id=parent,
            posted_at=self._instant(message),
            author=message.get("from_id"),
            author_name=message.get("author") or message.get("from"),
            text=text,
            raw=as_json(message) if settings.keep_raw else None,
        )

    def _instant(self, message: dict[str, Any]) -> datetime:
        if (seconds := message.get("date_unixtime")) is not None:
            return datetime.fromtimestamp(int(seconds), UTC)
        try:
            local = datetime.fromisoformat(message["date"])
        except ValueError:
            raise NoPost(f"`date` is `{shortened(message['date'])}`, which is no date") from None
        return local.replace(tzinfo=ZoneInfo(self._settings.timezone)).astimezone(UTC)


def _read(path: Path) -> Any:
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"is larger than {MOST_BYTES / 1e6:g} MB: export a shorter time")
    try:
        return json.loads(path.read_bytes() or b"{}")
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is no JSON that can be read: {error}") from None


def _chats(export: Any) -> list[dict[str, Any]] | None:
    """Return the chats of an export: itself, or those that are listed in it."""
    if export == {}:
        return []
    if not isinstance(export, dict):
        return None
    if isinstance(export.get("messages"), list) and "id" in export:
        return [export]
    listed = (export.get("chats") or {}).get("list")
    return [one for one in listed if "messages" in one] if isinstance(listed, list) else None
