"""YouTube: videos that a search finds or a channel publishes, and the comments below them."""

from flows.sources.youtube.settings import YouTubeSettings

__all__ = ["YouTubeSettings"]
