"""Stack Overflow, Super User and the other sites of Stack Exchange, through their interface."""

from flows.sources.stackexchange.settings import StackExchangeSettings

__all__ = ["StackExchangeSettings"]
