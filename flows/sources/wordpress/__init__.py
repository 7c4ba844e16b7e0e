"""A site that runs WordPress: its articles, and what readers say below them."""

from flows.sources.wordpress.settings import WordPressSettings

__all__ = ["WordPressSettings"]
