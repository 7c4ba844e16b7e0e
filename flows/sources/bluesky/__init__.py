"""Bluesky."""

from flows.sources.bluesky.settings import BlueskySettings

__all__ = ["BlueskySettings"]
