"""Lemmy."""

from flows.sources.lemmy.settings import LemmySettings

__all__ = ["LemmySettings"]
