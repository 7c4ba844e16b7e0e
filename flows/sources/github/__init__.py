"""GitHub: issues, pull requests and discussions, with their comments."""

from flows.sources.github.settings import GitHubSettings

__all__ = ["GitHubSettings"]
