"""What the configuration says about mail in files."""

from pathlib import Path
from typing import ClassVar, Literal

from flows.sources.about import About
from flows.sources.contract import Source
from flows.sources.files import PathSettings
from flows.sources.http import Http
from flows.sources.mail.settings import MailSettings


class MboxSettings(MailSettings, PathSettings):
    """Messages of mailing lists from files: mbox, Maildir, or one message a file (`.eml`)."""

    kind: Literal["mbox"]
    """This kind of source."""

    about: ClassVar[About] = About(
        hears="messages of mailing lists, with what they answer, from mbox, Maildir and .eml files",
        needs="files: the archive that a list offers, or a copy of a mailbox",
        again="only files that are new or changed; of a Maildir only messages that are",
        limits="none",
        deaf_to="attachments; quoted text and signatures, which are cut; deletions in an archive",
        terms=(
            "A list's own rules say who may read and keep its archive. Addresses become keyed "
            "hashes; keep the files no longer than `[privacy]` keeps the posts."
        ),
        proof="Messages made by hand, and by Python's and Dovecot's own writers of these formats.",
        example="""
[[sources]]
id = "kettle-list"
kind = "mbox"
path = "lists/kettles/*.mbox"
""",
    )

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - files need no network
        """Return the files, ready for one collection."""
        from flows.sources.mbox.source import Mbox  # noqa: PLC0415 - needs these settings

        return Mbox(self, base)
