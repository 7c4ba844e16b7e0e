"""Messages of Telegram as posts: an export and the Bot API name the same post alike."""

from typing import Any

CHANNEL = "-100"
"""What the Bot API writes before the number of a channel or a large group."""


def words(said: Any) -> str:
    """Return a text that is written as such, or as a list of pieces, links and names among them."""
    if isinstance(said, str):
        return said
    if not isinstance(said, list):
        return ""
    return "".join(one if isinstance(one, str) else str(one.get("text") or "") for one in said)


def post_id(chat: str | int, number: int) -> str:
    """Return the id of a message, which counts anew in each chat."""
    return f"{str(chat).removeprefix(CHANNEL)}/{number}"


def link(handle: str | None, number: int) -> str | None:
    """Return the address of a message in a chat with a public name."""
    return f"https://t.me/{handle}/{number}" if handle else None
