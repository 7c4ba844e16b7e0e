"""The service account that asks: a signed claim gets it a token for an hour."""

import json
import time
from dataclasses import dataclass

from flows.errors import ConfigError
from flows.sources.googleplay.settings import GooglePlaySettings
from flows.sources.http import Http
from flows.sources.records import inside
from flows.sources.request import Request
from flows.sources.signing import signed

_SCOPE = "https://www.googleapis.com/auth/androidpublisher"
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_LIFETIME = 3_600
_MARGIN = 120


@dataclass
class Account:
    """Signs requests with the token of a service account."""

    settings: GooglePlaySettings
    http: Http
    _token: str = ""
    _ends_at: float = 0.0

    def request(self, path: str, **params: str | int) -> Request:
        """Return a question to the service."""
        if time.time() >= self._ends_at - _MARGIN:
            self._open()
        return Request(
            f"{self.settings.url}/androidpublisher/v3/{path}",
            params,
            {"Authorization": f"Bearer {self._token}"},
            credential=self.settings.service_account,
        )

    def _open(self) -> None:
        """Change a signed claim for a token.

        Raises:
            ConfigError: the key is none of a service account.
            SourceRefused: Google does not know it.
            SourceUnavailable: Google did not answer.
            SchemaDrift: what it answered is no token.

        """
        email, key = self._key()
        self.http.conceal(key)
        now = int(time.time())
        claims = {
            "iss": email,
            "scope": _SCOPE,
            "aud": self.settings.login_url,
            "iat": now,
            "exp": now + _LIFETIME,
        }
        claim = signed(claims, key, "RS256")
        self.http.conceal(claim)
        asked = Request(
            self.settings.login_url,
            method="POST",
            form={"grant_type": _GRANT, "assertion": claim},
            credential=self.settings.service_account,
        )
        answer = self.http.ask(asked, self.settings.bounds).json()
        self._token = str(inside(answer, "access_token", place="login"))
        self.http.conceal(self._token)
        self._ends_at = now + float(answer.get("expires_in") or _LIFETIME)

    def _key(self) -> tuple[str, str]:
        """Return the account's address and its private key."""
        reference = self.settings.service_account
        try:
            told = json.loads(self.http.key(reference))
            return told["client_email"], told["private_key"]
        except (ValueError, KeyError, TypeError):
            raise ConfigError(
                f"The secret `{reference}` is no key of a service account. Put the whole text of "
                "the JSON file there that Google Cloud gave for it."
            ) from None
