"""Mailing lists from files: mbox, Maildir, one message a file."""

from flows.sources.mbox.settings import MboxSettings

__all__ = ["MboxSettings"]
"""The settings of this kind."""
