"""The session of the account that asks: opened once, and again when it has run out."""

import base64
import binascii
import json
import time
from dataclasses import dataclass

from flows.sources.bluesky.settings import BlueskySettings
from flows.sources.http import Http
from flows.sources.records import inside
from flows.sources.request import Request

# Tokens live for two hours; one that does not say how long is taken for a shorter one.
_LIFETIME = 3_600.0
_MARGIN = 120.0


@dataclass
class Session:
    """Signs requests; logins are rare, as Bluesky allows 300 a day."""

    settings: BlueskySettings
    http: Http
    _token: str = ""
    _home: str = ""
    _ends_at: float = 0.0

    def signed(self, method: str, **params: str | int) -> Request:
        """Return a request to the account's own server."""
        if time.time() >= self._ends_at:
            self._open()
        return Request(
            f"{self._home}/xrpc/{method}",
            params,
            {"Authorization": f"Bearer {self._token}"},
            credential=str(self.settings.password),
        )

    def _open(self) -> None:
        """Log in.

        Raises:
            ConfigError: there is no such password.
            SourceRefused: it is wrong.
            SourceUnavailable: the server did not answer.
            SchemaDrift: what it answered is no session.

        """
        settings = self.settings
        said = {
            "identifier": str(settings.handle).removeprefix("@"),
            "password": self.http.key(str(settings.password)),
        }
        login = f"{settings.url}/xrpc/com.atproto.server.createSession"
        answer = self.http.ask(Request(login, method="POST", json=said), settings.bounds).json()
        for name in ("accessJwt", "refreshJwt"):
            self.http.conceal(str(inside(answer, name, place="login")))
        self._token = str(answer["accessJwt"])
        self._home = _home(answer) or settings.url
        self._ends_at = _ends_at(self._token) - _MARGIN


def _home(answer: dict[str, object]) -> str | None:
    """Return the address of the account's own server, which the document of its DID names."""
    document = answer.get("didDoc")
    services = document.get("service") if isinstance(document, dict) else None
    for service in services if isinstance(services, list) else []:
        if isinstance(service, dict) and service.get("id") == "#atproto_pds":
            return str(service.get("serviceEndpoint") or "").rstrip("/") or None
    return None


def _ends_at(token: str) -> float:
    """Return until when a token is good, in seconds since 1970."""
    try:
        claims = token.split(".")[1]
        padded = claims + "=" * (-len(claims) % 4)
        return float(json.loads(base64.urlsafe_b64decode(padded))["exp"])
    except (IndexError, KeyError, TypeError, ValueError, binascii.Error):
        return time.time() + _LIFETIME
