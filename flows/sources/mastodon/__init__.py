"""Mastodon, and other software of the Fediverse that speaks its interface."""

from flows.sources.mastodon.settings import MastodonSettings

__all__ = ["MastodonSettings"]
