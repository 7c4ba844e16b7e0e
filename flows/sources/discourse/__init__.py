"""Forums that run on Discourse, through their interface."""

from flows.sources.discourse.settings import DiscourseSettings

__all__ = ["DiscourseSettings"]
