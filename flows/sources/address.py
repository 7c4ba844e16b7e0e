"""Which addresses may be asked: public ones, checked where the connection is made."""

import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Callable
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import httpx

from flows.errors import SourceRefused

Resolver = Callable[[str, int], list[str]]

_URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*://)(?P<user>[^/\s@]*@)?(?P<rest>[^\s?#`]*)"
    r"(?P<query>\?[^\s#`]*)?",
    re.IGNORECASE,
)


def redacted(text: str) -> str:
    """Return the text with the logins and the query values of its URLs blotted out."""
    return _URL.sub(_blotted, text).encode("utf-8", "backslashreplace").decode()


def _blotted(url: re.Match[str]) -> str:
    query = re.sub(r"=[^&]*", "=***", url["query"] or "")
    return f"{url['scheme']}{'***@' if url['user'] else ''}{url['rest']}{query}"


def absolute(base: str, link: object) -> str | None:
    """Return a link as a reader can follow it, None where it is not one of http or https."""
    try:
        joined = urljoin(base, link.strip()) if isinstance(link, str) and link.strip() else ""
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.hostname else None


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, best first.

    Raises:
        httpx.ConnectError: it has none.

    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise httpx.ConnectError(f"no address is known for {host}") from None
    return list(dict.fromkeys(str(address[4][0]) for address in found))


class PublicTransport(httpx.BaseTransport):
    """A transport that connects to public addresses only, unless a request allows private ones.

    It resolves the name itself, checks every address and connects to one it has checked, so a
    name that answers differently the second time gains nothing. Redirects pass here as well.
    """

    def __init__(self, resolver: Resolver = resolve) -> None:
        self._resolver = resolver
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, bytes], httpx.HTTPTransport] = {}

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Made for the first request: reading whom TLS trusts takes longer than most requests."""
        return httpx.create_ssl_context()

    def _to(self, url: httpx.URL) -> httpx.HTTPTransport:
        """Return the connections to a name, and to that name alone.

        They are found again by their address; shared, one would serve another name at that
        address without its certificate being checked for that name.
        """
        place = (url.scheme, url.netloc)
        with self._lock:
            if place not in self._kept:
                self._kept[place] = httpx.HTTPTransport(verify=self._trust)
            return self._kept[place]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Connect to an address of the host that was checked."""
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        addresses = self._resolver(host, port)
        if not request.extensions.get("allow_private", False):
            refuse_private(host, addresses)
        failure: httpx.TransportError = httpx.ConnectError(f"no address is known for {host}")
        for address in addresses:
            try:
                return self._to(request.url).handle_request(_pinned(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    def close(self) -> None:
        """Give the connections back."""
        with self._lock:
            for kept in self._kept.values():
                kept.close()


def refuse_private(host: str, addresses: list[str]) -> None:
    """Raise SourceRefused where an address of a host is not a public one."""
    for address in addresses:
        if not is_public(address):
            raise SourceRefused(
                f"`{host}` is at `{address}`, which is not a public address. "
                "Set `allow_private = true` for this source if that is meant."
            )


def is_public(address: str) -> bool:
    """Say whether an IP address is on the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        # Addresses that carry an IPv4 address inside reach whatever that one reaches.
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if inner or found in ipaddress.ip_network("64:ff9b::/96"):
            found = inner or ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.is_global and not found.is_multicast


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """Return the request aimed at an address; the name stays in the header and in TLS."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
