"""What the configuration says about a mailbox."""

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, StrictBool

from flows.sources.about import About
from flows.sources.contract import Name, Reference, Source
from flows.sources.http import Http
from flows.sources.mail.settings import MailSettings


class MailboxSettings(MailSettings):
    """Messages of mailing lists from a mailbox, by IMAP over TLS; nothing is marked as read."""

    kind: Literal["mailbox"]
    """This kind of source."""
    host: str = Field(min_length=1, pattern=r"^[^\s/:@]+$")
    """Name of the IMAP server, such as `imap.example.com`."""
    port: int = Field(default=993, ge=1, le=65_535)
    """Port, on which the server speaks TLS from the start."""
    user: Name
    """Name of the login."""
    password: Reference
    """Where the password stands: `env:NAME` or `block:name`."""
    folders: list[Name] = Field(default=["INBOX"], min_length=1)
    """Folders that are read, named as the server names them."""
    history_days: int = Field(default=30, ge=1, le=36_500)
    """How many days back the first collection reaches; `collect --since` reaches further."""
    max_messages: int = Field(default=20_000, ge=1)
    """Messages of one collection of a folder; the next goes on from there."""
    timeout_seconds: float = Field(default=60.0, gt=0, le=600)
    """Seconds in which the server must answer."""
    ca_file: str | None = None
    """File with the certificate that a server of your own is signed with, relative to the
    configuration file; the public ones when it is not given."""
    allow_private: StrictBool = False
    """Allow addresses that are not public, such as 127.0.0.1 or a server of your own network."""

    about: ClassVar[About] = About(
        hears="messages of mailing lists that a mailbox is subscribed to, with what they answer",
        needs="a mailbox with IMAP over TLS, its name and its password or app password",
        again="the number of the last message of each folder, while the server keeps its numbers",
        limits="those of the mail provider; 50 messages are fetched at a time",
        deaf_to=(
            "attachments; quoted text and signatures, which are cut; what was moved out of the "
            "folders; providers that want OAuth instead of a password"
        ),
        terms=(
            "A list's own rules say who may read and keep its messages. Use a mailbox that is "
            "subscribed for this: everything in its folders is read unless `lists` names the "
            "lists. Addresses become keyed hashes."
        ),
        proof="Dovecot on loopback, over TLS with a certificate of our own; no provider was asked.",
        example="""
[[sources]]
id = "kettle-list"
kind = "mailbox"
host = "imap.example.com"
user = "lists@example.com"
password = "env:LISTS_PASSWORD"
lists = ["kettles.lists.example"]
""",
        posts_per_call=50,
    )

    def open(self, base: Path, http: Http) -> Source:
        """Return the folders, ready for one collection."""
        from flows.sources.mailbox.source import Mailbox  # noqa: PLC0415 - needs these settings

        return Mailbox(self, base, http)
