"""The only door to the network; what is behind it is loaded when somebody goes through."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from flows.errors import ConfigError
from flows.sources.request import Bounds, Reply, Request

if TYPE_CHECKING:
    import httpx

    from flows.sources.client import Client

_LEAST_SECRET = 6
"""Characters of a secret that is blotted out wherever it stands; a shorter one is in every word."""


@dataclass(frozen=True)
class Patience:
    """How often a busy server is asked, and how long is waited between, in seconds."""

    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 900.0


class Door(Protocol):
    """What pages are asked through: `Http`, or what stands before it and looks at each request."""

    def ask(self, request: Request, bounds: Bounds | None = None) -> Reply:
        """Ask for a page; raises as `Http.ask` does."""
        ...

    def rest(self, request: Request, seconds: float) -> None:
        """Let nobody ask this request's host with its credential for so many seconds."""
        ...


def _no_keys(reference: str) -> str:
    raise ConfigError(f"The secret `{reference}` cannot be read here.")


class Http:
    """A client that names itself, waits when told to, and reads only so much.

    The transport is an argument, so that a test can answer in the network's place; `keys` turns a
    reference such as `env:NAME` into the secret. A run that reads files and asks for no page does
    not wait for the libraries that a page needs. Several threads may ask at once.
    """

    def __init__(
        self,
        transport: "httpx.BaseTransport | None" = None,
        patience: Patience | None = None,
        keys: Callable[[str], str] = _no_keys,
    ) -> None:
        self._transport = transport
        self._patience = patience or Patience()
        self._keys = keys
        self._secrets: set[str] = set()
        self._client: Client | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        if self._client is not None:
            self._client.close()

    def key(self, reference: str) -> str:
        """Return the secret that a reference names; from now on `blotted` knows it.

        Raises:
            ConfigError: there is none; the message names the place and never a value.

        """
        # A file or a clipboard that a key was taken from ends in a line break, a key does not.
        secret = self._keys(reference).strip()
        self.conceal(secret)
        return secret

    def conceal(self, secret: str) -> None:
        """Let a secret that a server gave, such as a session's token, be blotted out as well."""
        if len(secret) >= _LEAST_SECRET:
            self._secrets.add(secret)

    def blotted(self, text: str) -> str:
        """Return a text without the secrets that went through this door."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, "***")
        # What a server sent may hold halves of characters, which no file can.
        return text.encode("utf-8", "backslashreplace").decode()

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, bounds: Bounds | None = None
    ) -> Reply:
        """Ask for a page; see `ask`."""
        return self.ask(Request(url, headers=headers or {}), bounds)

    def ask(self, request: Request, bounds: Bounds | None = None) -> Reply:
        """Ask for a page; 304 is an answer like 200.

        Raises:
            SourceUnavailable: it did not answer in time, or is busy (429, 5xx), after retries.
            SourceRefused: it said no (4xx), is too big, or its address may not be asked.

        """
        return self._opened().ask(request, bounds or Bounds())

    def rest(self, request: Request, seconds: float) -> None:
        """Let nobody ask this request's host with its credential for so many seconds."""
        self._opened().rest(request, seconds)

    def _opened(self) -> "Client":
        with self._lock:
            if self._client is None:
                from flows.sources.client import Client  # noqa: PLC0415 - a quarter of a second

                self._client = Client(self._transport, self._patience)
        return self._client


class CountedHttp(Http):
    """Another door for one source, whose requests are counted apart; all else is that door's."""

    def __init__(self, door: Http) -> None:
        self.asked_count = 0
        self._door = door

    def close(self) -> None:
        """Leave the door to who opened it."""

    def key(self, reference: str) -> str:
        """Return the secret that a reference names; see `Http.key`."""
        return self._door.key(reference)

    def conceal(self, secret: str) -> None:
        """Let a secret be blotted out as well."""
        self._door.conceal(secret)

    def blotted(self, text: str) -> str:
        """Return a text without secrets."""
        return self._door.blotted(text)

    def ask(self, request: Request, bounds: Bounds | None = None) -> Reply:
        """Ask for a page; see `Http.ask`. What is asked again for want of an answer counts once."""
        self.asked_count += 1
        return self._door.ask(request, bounds)

    def rest(self, request: Request, seconds: float) -> None:
        """Let nobody ask; see `Http.rest`."""
        self._door.rest(request, seconds)
