"""Asking over HTTP: polite, bounded, and closed to private addresses."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx
import stamina

from flows import __version__
from flows.errors import SourceRefused, SourceUnavailable
from flows.sources.address import PublicTransport, redacted
from flows.sources.body import Bounds, Busy, body
from flows.sources.http import Patience

# What became of a request is told once, by the caller; stamina would log each attempt as well.
stamina.instrumentation.set_on_retry_hooks(())

USER_AGENT = f"earwitness/{__version__}"
MAX_REDIRECTS = 5

_BUSY = (408, 425, 429)
_REDIRECTS = (301, 302, 303, 307, 308)
_SPECIAL = {
    401: "Check the credentials in its address.",
    403: "Check the credentials in its address, and whether the site allows automated readers.",
    404: "Check its address.",
    410: "It was removed for good: remove it from the configuration, or find its new address.",
}


@dataclass(frozen=True)
class Reply:
    """An answer: where it came from after redirects, and its body, unpacked.

    `charset` is the encoding that the server states, None if it states none.
    """

    url: str
    status: int
    headers: httpx.Headers
    charset: str | None
    body: bytes


class Client:
    """What `Http` asks through: public addresses alone, unless another transport is given."""

    def __init__(self, transport: httpx.BaseTransport | None, patience: Patience) -> None:
        self._patience = patience
        self._client = httpx.Client(
            transport=transport or PublicTransport(),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"},
        )

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, bounds: Bounds | None = None
    ) -> Reply:
        """Ask for a page; 304 is an answer like 200.

        Raises:
            SourceUnavailable: it did not answer in time, or is busy (429, 5xx), after retries.
            SourceRefused: it said no (4xx), is too big, or its address may not be asked.

        """
        bounds = bounds or Bounds()
        patience = self._patience
        try:
            for attempt in stamina.retry_context(
                on=lambda error: _wait(error, patience.longest_wait),
                attempts=patience.attempts,
                timeout=None,
                wait_initial=patience.first_wait,
                wait_max=patience.longest_wait,
                wait_jitter=patience.first_wait,
            ):
                with attempt:
                    return self._follow(url, dict(headers or {}), bounds)
        except Busy as busy:
            again = f" It asks to wait {busy.wait:,.0f} s." if busy.wait else ""
            raise SourceUnavailable(
                f"`{redacted(url)}` {busy}.{again} The next collection asks again."
            ) from None
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _follow(self, url: str, headers: dict[str, str], bounds: Bounds) -> Reply:
        deadline = time.monotonic() + bounds.timeout_seconds
        here = _parsed(url, httpx.URL())
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask(here, headers, bounds, deadline)
            if isinstance(answer, Reply):
                return answer
            there = _parsed(answer, here)
            if (there.scheme, there.netloc) != (here.scheme, here.netloc):
                # What one site said about its pages is nobody else's business.
                headers = {}
            here = there
        raise SourceRefused(
            f"`{redacted(url)}` redirects more than {MAX_REDIRECTS} times. Check its address."
        )

    def _ask(
        self, url: httpx.URL, headers: dict[str, str], bounds: Bounds, deadline: float
    ) -> Reply | str:
        """Make one request; return its reply, or where it redirects to."""
        asked = {"allow_private": bounds.allow_private}
        left = max(0.001, deadline - time.monotonic())
        try:
            with self._client.stream(
                "GET", url, headers=headers, timeout=left, extensions=asked
            ) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return str(response.headers["location"])
                _check(url, response)
                said = b"".join(body(url, response, bounds, deadline))
        except httpx.TimeoutException:
            raise Busy(f"did not answer within {bounds.timeout_seconds:g} s") from None
        except httpx.InvalidURL:
            raise SourceRefused(
                f"`{redacted(str(url))}` redirects to an address that is none. Check its address."
            ) from None
        except httpx.TransportError as error:
            raise Busy(
                f"cannot be reached ({redacted(str(error)) or type(error).__name__})"
            ) from None
        return Reply(
            str(url), response.status_code, response.headers, response.charset_encoding, said
        )


def _parsed(url: str, base: httpx.URL) -> httpx.URL:
    try:
        parsed = base.join(url)
    except httpx.InvalidURL:
        parsed = httpx.URL()
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise SourceRefused(
            f"`{redacted(url)}` is not an address that can be asked. Only http and https are."
        )
    return parsed


def _wait(error: Exception, longest: float) -> bool | timedelta:
    """Say whether to ask again, and after how long when the server named a time."""
    if not isinstance(error, Busy):
        return False
    if error.wait is None:
        return True
    return timedelta(seconds=error.wait) if error.wait <= longest else False


def _check(url: httpx.URL, response: httpx.Response) -> None:
    status = response.status_code
    if status in (200, 203) or (status == HTTPStatus.NOT_MODIFIED and _is_conditional(response)):
        return
    if status in _BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Busy(f"answered {status}", server_wait(response.headers, datetime.now(UTC)))
    advice = _SPECIAL.get(status, "Check its address.")
    raise SourceRefused(f"`{redacted(str(url))}` answered {status}. {advice}")


def _is_conditional(response: httpx.Response) -> bool:
    return any(name.startswith("if-") for name in response.request.headers)


def server_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, given as seconds or as a date."""
    given = headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return float(given)
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
