"""A mailbox on a real IMAP server."""

from pathlib import Path
from typing import Any

from tests.sources.dovecot import dovecot
from tests.sources.places import Place


def place(_server: Any, _folder: Path) -> Place:
    """Put messages into a mailbox."""
    server = dovecot()
    return Place(
        settings=server.settings,
        serve=server.serve,
        nothing=b"",
        mandatory="Message-ID",
        without=lambda body: body.replace(b"Message-ID:", b"Gone:"),
    )
