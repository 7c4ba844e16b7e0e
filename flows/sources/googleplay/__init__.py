"""Google Play: reviews of one's own apps, with their answers."""

from flows.sources.googleplay.settings import GooglePlaySettings

__all__ = ["GooglePlaySettings"]
