"""Mailing lists from a mailbox, by IMAP over TLS.

settings   what the configuration says about it
source     folders → posts, and on from there the next time
imap       the conversation with the server: it only reads, and marks nothing as read
"""

from flows.sources.mailbox.settings import MailboxSettings

__all__ = ["MailboxSettings"]
"""The settings of this kind."""
