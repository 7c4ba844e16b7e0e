"""Public channels and groups of Telegram, from an export of Telegram Desktop."""

from flows.sources.telegram_archive.settings import TelegramArchiveSettings

__all__ = ["TelegramArchiveSettings"]
