"""Asking over HTTP: polite, bounded, and closed to private addresses."""

import logging
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx
import stamina

from flows import __version__
from flows.errors import SourceRefused, SourceUnavailable
from flows.sources.address import PublicTransport, redacted
from flows.sources.body import Busy, body
from flows.sources.budget import BUDGETS, Budget, server_wait
from flows.sources.http import Patience
from flows.sources.request import Bounds, Reply, Request

# What became of a request is told once, by the caller; stamina would log each attempt as well.
stamina.instrumentation.set_on_retry_hooks(())

# They would log each address, and the keys that some services want in it.
for _library in ("httpx", "httpcore"):
    logging.getLogger(_library).setLevel(logging.WARNING)

USER_AGENT = f"earwitness/{__version__}"
MAX_REDIRECTS = 5

_BUSY = (408, 425, 429)
_REDIRECTS = (301, 302, 303, 307, 308)
_SPECIAL = {
    401: "Check the credentials.",
    403: "Check the credentials, and whether the site allows automated readers.",
    404: "Check its address.",
    410: "It was removed for good: remove it from the configuration, or find its new address.",
}


class Client:
    """What `Http` asks through: public addresses alone, unless another transport is given."""

    def __init__(self, transport: httpx.BaseTransport | None, patience: Patience) -> None:
        self._patience = patience
        self._client = httpx.Client(
            transport=transport or PublicTransport(),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"},
            # Kept cookies would mix the accounts of two sources that ask one host.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        )

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def ask(self, request: Request, bounds: Bounds) -> Reply:
        """Ask for a page; 304 is an answer like 200.

        Raises:
            SourceUnavailable: it did not answer in time, or is busy (429, 5xx), after retries.
            SourceRefused: it said no (4xx), is too big, or its address may not be asked.

        """
        here = _parsed(request.url, httpx.URL())
        if request.params:
            here = _with(here, request)
        budget = _budget(request)
        patience = self._patience
        longest = min(patience.longest_wait, bounds.longest_wait)
        try:
            for attempt in stamina.retry_context(
                on=lambda error: _wait(error, longest),
                attempts=patience.attempts,
                timeout=None,
                wait_initial=patience.first_wait,
                wait_max=patience.longest_wait,
                wait_jitter=patience.first_wait,
            ):
                with attempt:
                    _take_turn(budget, request.pause, longest)
                    return self._follow(here, request, bounds, budget)
        except Busy as busy:
            again = f" It asks to wait {busy.wait:,.0f} s." if busy.wait else ""
            raise SourceUnavailable(
                f"`{redacted(request.url)}` {busy}.{again} The next collection asks again."
            ) from None
        raise AssertionError("unreachable: the last attempt returns or raises")

    def rest(self, request: Request, seconds: float) -> None:
        """Let nobody ask this request's host with its credential for so many seconds."""
        _budget(request).rest(seconds)

    def _follow(self, here: httpx.URL, request: Request, bounds: Bounds, budget: Budget) -> Reply:
        deadline = time.monotonic() + bounds.timeout_seconds
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._once(here, request, bounds, deadline, budget)
            if isinstance(answer, Reply):
                return answer
            if request.method != "GET":
                raise SourceRefused(
                    f"`{redacted(str(here))}` redirects what is sent to it. Check its address."
                )
            there = _parsed(answer, here)
            if (there.scheme, there.netloc) != (here.scheme, here.netloc):
                # What one site said about its pages is nobody else's business.
                request = replace(request, headers={})
            here = there
        raise SourceRefused(
            f"`{redacted(request.url)}` redirects more than {MAX_REDIRECTS} times. Check its "
            "address."
        )

    def _once(
        self, url: httpx.URL, request: Request, bounds: Bounds, deadline: float, budget: Budget
    ) -> Reply | str:
        """Make one request; return its reply, or where it redirects to."""
        left = max(0.001, deadline - time.monotonic())
        try:
            with self._client.stream(
                request.method,
                url,
                headers=request.headers,
                json=request.json,
                data=request.form,
                content=request.content,
                timeout=left,
                extensions={"allow_private": bounds.allow_private},
            ) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return str(response.headers["location"])
                budget.learn(response.headers, datetime.now(UTC))
                _check(url, response, request, budget)
                said = b"".join(body(url, response, bounds, deadline))
        except httpx.TimeoutException:
            raise Busy(f"did not answer within {bounds.timeout_seconds:g} s") from None
        except httpx.InvalidURL:
            raise SourceRefused(
                f"`{redacted(str(url))}` redirects to an address that is none. Check its address."
            ) from None
        except (httpx.LocalProtocolError, UnicodeError):
            # What is wrong is in the request, and may be a secret: it is not shown.
            raise SourceRefused(
                f"`{redacted(str(url))}` cannot be asked: what is to be sent holds a character "
                "that no request may, such as a line break in a key. Look at the secrets."
            ) from None
        except httpx.TransportError as error:
            raise Busy(
                f"cannot be reached ({redacted(str(error)) or type(error).__name__})"
            ) from None
        return Reply(
            str(url), response.status_code, response.headers, response.charset_encoding, said
        )


def _budget(request: Request) -> Budget:
    return BUDGETS.of(_parsed(request.url, httpx.URL()).netloc.decode(), request.credential)


def _take_turn(budget: Budget, pause: float, longest: float) -> None:
    """Wait until the budget allows a request.

    Raises:
        Busy: that is longer than there is patience for.

    """
    if (wait := budget.wait_is_over_in()) > longest:
        raise Busy("has nothing left to give for now", wait)
    time.sleep(budget.reserve(pause))


def _with(url: httpx.URL, request: Request) -> httpx.URL:
    try:
        return url.copy_merge_params(dict(request.params))
    except (httpx.InvalidURL, UnicodeError):
        raise SourceRefused(
            f"`{redacted(str(url))}` cannot be asked: a word that is to be sent is no text, or is "
            "longer than an address may be."
        ) from None


def _parsed(url: str, base: httpx.URL) -> httpx.URL:
    try:
        parsed = base.join(url)
    except (httpx.InvalidURL, UnicodeError):
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


def _check(url: httpx.URL, response: httpx.Response, request: Request, budget: Budget) -> None:
    status = response.status_code
    if status in (200, 203):
        return
    if status == HTTPStatus.NOT_MODIFIED and _is_conditional(response):
        return
    wait = server_wait(response.headers, datetime.now(UTC))
    if status == HTTPStatus.FORBIDDEN and (wait or budget.wait_is_over_in()):
        # GitHub's way of saying 429.
        raise Busy("answered 403", wait or budget.wait_is_over_in())
    if status in request.answers:
        return
    if status in _BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        if wait:
            budget.rest(wait)
        # Some say 429 and name the instant of the next window instead of a time to wait.
        raise Busy(f"answered {status}", wait if wait is not None else budget.wait_is_over_in())
    advice = _SPECIAL.get(status, "Check its address.")
    raise SourceRefused(f"`{redacted(str(url))}` answered {status}. {advice}")


def _is_conditional(response: httpx.Response) -> bool:
    return any(name.startswith("if-") for name in response.request.headers)
