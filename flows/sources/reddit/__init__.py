"""Reddit, for those whom it has allowed to ask."""

from flows.sources.reddit.settings import RedditSettings

__all__ = ["RedditSettings"]
