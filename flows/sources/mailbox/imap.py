"""The conversation with an IMAP server over TLS: it only reads, and marks nothing as read."""

import base64
import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from flows.errors import SourceRefused, SourceUnavailable
from flows.sources.address import Resolver, refuse_private, resolve

_SIZE = re.compile(rb"UID (\d+)[^)]*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+)[^)]*?UID (\d+)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LATER = re.compile(r"\[(UNAVAILABLE|LIMIT|OVERQUOTA|INUSE|SERVERBUG)\]")


@dataclass(frozen=True)
class Account:
    """Which mailbox, and how it is reached."""

    host: str
    user: str
    password: str
    port: int = 993
    timeout: float = 60.0
    ca_file: Path | None = None
    allow_private: bool = False


class _Pinned(imaplib.IMAP4_SSL):
    """A connection to an address that was checked, its certificate checked for the host's name."""

    def __init__(self, account: Account, resolver: Resolver, trust: ssl.SSLContext) -> None:
        self._account = account
        self._resolver = resolver
        super().__init__(account.host, account.port, ssl_context=trust, timeout=account.timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        account = self._account
        addresses = self._resolver(account.host, account.port)
        if not account.allow_private:
            refuse_private(account.host, addresses)
        failure = OSError(f"no address is known for {account.host}")
        for address in addresses:
            try:
                plain = socket.create_connection((address, account.port), timeout)
            except OSError as error:
                failure = error
                continue
            secure: socket.socket = self.ssl_context.wrap_socket(
                plain, server_hostname=account.host
            )
            return secure
        raise failure


class Folder:
    """A folder, opened for reading only; `numbering` changes when its messages get new numbers."""

    def __init__(self, server: imaplib.IMAP4, name: str) -> None:
        self._server = server
        quoted = encoded(name).replace("\\", "\\\\").replace('"', '\\"')
        status, told = server.select(f'"{quoted}"', readonly=True)
        if status != "OK":
            raise SourceRefused(f"has no folder `{name}`: {_said(told)}")
        self.numbering = _said(server.response("UIDVALIDITY")[1])

    def search(self, *criteria: str) -> list[int]:
        """Return the numbers of the messages that fit, in order."""
        status, told = self._server.uid("SEARCH", *criteria)
        if status != "OK":
            raise SourceUnavailable(f"did not search: {_said(told)}")
        return sorted(int(number) for number in (told[0] or b"").split())

    def sizes(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return how many bytes each of these messages has."""
        listed = ",".join(map(str, numbers))
        found = {}
        for part in self._fetched(listed, "(UID RFC822.SIZE)"):
            if match := _SIZE.search(part if isinstance(part, bytes) else part[0]):
                number, size = match[1] or match[4], match[2] or match[3]
                found[int(number)] = int(size)
        return found

    def message(self, number: int) -> bytes | None:
        """Return a message as it is; None for one that was taken away in between."""
        for part in self._fetched(str(number), "(BODY.PEEK[])"):
            if isinstance(part, tuple):
                return bytes(part[1])
        return None

    def _fetched(self, numbers: str, what: str) -> list[Any]:
        status, told = self._server.uid("FETCH", numbers, what)
        if status != "OK":
            raise SourceUnavailable(f"did not hand out messages: {_said(told)}")
        return [part for part in told if part is not None]


@contextmanager
def opened(account: Account, resolver: Resolver = resolve) -> Iterator[imaplib.IMAP4]:
    """Log in to a mailbox, and out again.

    Raises:
        SourceUnavailable: the server did not answer, or went away.
        SourceRefused: it did not take the login, is not whom it says, or may not be asked.

    """
    where = f"`{account.host}:{account.port}`"
    try:
        trust = _trust(account)
        server = _Pinned(account, resolver, trust)
        with server:
            _log_in(server, account)
            yield server
    except ssl.SSLCertVerificationError as error:
        raise SourceRefused(
            f"{where} shows a certificate that is not trusted: {error.verify_message}. If it is a "
            "server of your own, name the certificate it is signed with in `ca_file`."
        ) from None
    except SourceRefused as error:
        raise SourceRefused(f"{where}: {error}") from None
    except (SourceUnavailable, imaplib.IMAP4.error, httpx.ConnectError, OSError) as error:
        said = str(error) or type(error).__name__
        raise SourceUnavailable(f"{where} did not answer as it should: {said}") from None


def _trust(account: Account) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=account.ca_file)
    except OSError as error:
        raise SourceRefused(f"`ca_file` cannot be read: {error.strerror or error}") from None


def _log_in(server: imaplib.IMAP4, account: Account) -> None:
    secret = f"\0{account.user}\0{account.password}".encode()
    try:
        if "AUTH=PLAIN" in server.capabilities:
            server.authenticate("PLAIN", lambda _: secret)  # takes any letters; LOGIN does not
        else:
            server.login(account.user, account.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        said = _said([error.args[0] if error.args else b""])
        if _LATER.search(said):
            raise SourceUnavailable(f"takes no logins now: {said}") from None
        raise SourceRefused(f"did not take the login of `{account.user}`: {said}") from None


def _said(told: Any) -> str:
    """Return what a server said as text."""
    parts = [part for part in told or [] if part]
    return " ".join(
        part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part) for part in parts
    )


def as_written(day: date) -> str:
    """Return a day as IMAP writes it, whatever the machine's language is."""
    return f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year}"


def encoded(name: str) -> str:
    """Return the name of a folder as IMAP writes it: letters that are not ASCII in a UTF-7."""

    def run(found: re.Match[str]) -> str:
        packed = base64.b64encode(found[0].encode("utf-16-be")).decode().rstrip("=")
        return f"&{packed.replace('/', ',')}-"

    return re.sub(r"[^\x20-\x7e]+", run, name.replace("&", "&-"))
