"""X."""

from flows.sources.x.settings import XSettings

__all__ = ["XSettings"]
