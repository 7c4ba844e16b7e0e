"""The only door to the network; what is behind it is loaded when somebody goes through."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import httpx

    from flows.sources.body import Bounds
    from flows.sources.client import Client, Reply


@dataclass(frozen=True)
class Patience:
    """How often a busy server is asked, and how long is waited between, in seconds."""

    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 60.0


class Http:
    """A client that names itself, waits when told to, and reads only so much.

    The transport is an argument, so that a test can answer in the network's place. A run that
    reads files and asks for no page does not wait for the libraries that a page needs.
    """

    def __init__(
        self, transport: "httpx.BaseTransport | None" = None, patience: Patience | None = None
    ) -> None:
        self._transport = transport
        self._patience = patience or Patience()
        self._client: Client | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        if self._client is not None:
            self._client.close()

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        bounds: "Bounds | None" = None,
    ) -> "Reply":
        """Ask for a page; 304 is an answer like 200.

        Raises:
            SourceUnavailable: it did not answer in time, or is busy (429, 5xx), after retries.
            SourceRefused: it said no (4xx), is too big, or its address may not be asked.

        """
        if self._client is None:
            from flows.sources.client import Client  # noqa: PLC0415 - a quarter of a second

            self._client = Client(self._transport, self._patience)
        return self._client.get(url, headers, bounds)
