"""Public channels and groups of Telegram that a bot of yours is in, heard through its Bot API."""

from flows.sources.telegram.settings import TelegramSettings

__all__ = ["TelegramSettings"]
