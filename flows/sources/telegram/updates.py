"""Updates that a bot is given → posts."""

from datetime import datetime
from typing import Any

from flows.post import Post
from flows.sources.contract import as_json
from flows.sources.records import instant
from flows.sources.telegram.messages import CHANNEL, link, post_id, words
from flows.sources.telegram.settings import TelegramSettings

KINDS = ("message", "edited_message", "channel_post", "edited_channel_post")
"""The updates that bring messages; an edit brings the whole of it again."""


def message(update: dict[str, Any]) -> dict[str, Any] | None:
    """Return the message that an update brings, if it brings one."""
    return next((update[kind] for kind in KINDS if kind in update), None)


def is_heard(settings: TelegramSettings, told: dict[str, Any]) -> bool:
    """Say whether a message is of a chat that is public and asked for."""
    handle = told["chat"].get("username")
    if told["chat"].get("type") == "private" or not handle:
        return False
    wanted = {one.casefold() for one in settings.channels}
    return not wanted or handle.casefold() in wanted


def post(settings: TelegramSettings, at: datetime, told: dict[str, Any]) -> Post | None:
    """Return a message as a post; None where nothing is said: a picture, somebody who joined."""
    chat, number = told["chat"], told["message_id"]
    poll = told.get("poll") or {}
    text = words(told.get("text") or told.get("caption") or poll.get("question"))
    if not text:
        return None
    above, thread = told.get("reply_to_message"), told.get("message_thread_id")
    author, name = _author(told)
    return settings.post(
        at,
        post_id=post_id(chat["id"], number),
        url=link(chat["username"], number),
        kind="reply" if above else "post",
        parent_id=post_id((above.get("chat") or chat)["id"], above["message_id"])
        if above
        else None,
        thread_id=post_id(chat["id"], thread) if thread else None,
        posted_at=instant(told["date"]),
        author=author,
        author_name=name,
        text=text,
        raw=as_json(told),
    )


def _author(told: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return who says it: a person, or the channel or group in whose name it is said."""
    if sender := told.get("sender_chat"):
        number = str(sender["id"]).removeprefix(CHANNEL)
        return f"channel{number}", told.get("author_signature") or sender.get("title")
    if person := told.get("from"):
        names = (person.get("first_name"), person.get("last_name"))
        return f"user{person['id']}", " ".join(one for one in names if one) or None
    return None, told.get("author_signature")
