"""A bot of Telegram: it is told each message once, and forgets what was confirmed."""

from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_CHAT = {"id": -1001234567890, "title": "Acme", "username": "acme_kettles", "type": "channel"}
_TOLD_SINCE = 500


class Telegram(Platform):
    """Gives all messages that were not confirmed, oldest first, so many at a time."""

    kind = "telegram"
    has_past = False

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        # What was told once is told no second time, so there is nothing to overlap.
        return {"url": url, "token": "env:TELEGRAM_BOT_TOKEN", "overlap_hours": 0}

    def answer(self, question: Question) -> Answer:
        """Answer for updates, as the Bot API does."""
        if not question.path.endswith("/getUpdates"):
            told = {"ok": False, "error_code": 404, "description": "Not Found"}
            return Answer.json(told, 404)
        first = int(question.query.get("offset", _TOLD_SINCE))
        updates = [
            {"update_id": number, "channel_post": _post(said)}
            for number, said in enumerate(self.posts, _TOLD_SINCE)
            if number >= first
        ]
        return Answer.json({"ok": True, "result": updates[: self.per_page]})

    def post_id(self, said: Said) -> str:
        """Return the id that a message has in the lake."""
        return f"1234567890/{said.id}"


def _post(said: Said) -> dict[str, Any]:
    return {
        "message_id": int(said.id),
        "sender_chat": _CHAT,
        "chat": _CHAT,
        "date": int(said.at.timestamp()),
        "text": said.text,
    }
