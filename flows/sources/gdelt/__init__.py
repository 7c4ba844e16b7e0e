"""The news of the world, through GDELT's index of articles."""

from flows.sources.gdelt.settings import GdeltSettings

__all__ = ["GdeltSettings"]
