"""Hacker News, through the search that Algolia keeps of it."""

from flows.sources.hackernews.settings import HackerNewsSettings

__all__ = ["HackerNewsSettings"]
