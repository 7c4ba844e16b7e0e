"""The access token of the application: got once, and again before it runs out."""

import base64
import time
from dataclasses import dataclass

from flows import __version__
from flows.errors import SourceRefused
from flows.sources.http import Http
from flows.sources.records import inside
from flows.sources.reddit.settings import RedditSettings
from flows.sources.request import Request

_MARGIN = 120.0


@dataclass
class Session:
    """Signs requests."""

    settings: RedditSettings
    http: Http
    _token: str = ""
    _ends_at: float = 0.0

    def signed(self, path: str, **params: str | int) -> Request:
        """Return a request that bears the token."""
        if time.time() >= self._ends_at:
            self._open()
        return Request(
            f"{self.settings.url}/{path}",
            {"raw_json": 1, **params},
            {"Authorization": f"Bearer {self._token}", "User-Agent": self._agent},
            credential=self.settings.client_id,
        )

    @property
    def _agent(self) -> str:
        return f"python:earwitness:v{__version__} (by /u/{self.settings.username})"

    def _open(self) -> None:
        """Get a token.

        Raises:
            ConfigError: a secret is not there.
            SourceRefused: the application, its secret or the password is wrong.
            SourceUnavailable: the server did not answer.
            SchemaDrift: what it answered is no token.

        """
        settings, http = self.settings, self.http
        pair = f"{http.key(settings.client_id)}:{http.key(settings.client_secret)}"
        grant = {"grant_type": "client_credentials"}
        if settings.password:
            grant = {
                "grant_type": "password",
                "username": settings.username,
                "password": http.key(settings.password),
            }
        basic = base64.b64encode(pair.encode()).decode()
        http.conceal(basic)
        request = Request(
            f"{settings.login_url}/api/v1/access_token",
            headers={"Authorization": f"Basic {basic}", "User-Agent": self._agent},
            method="POST",
            form=grant,
            credential=settings.client_id,
        )
        answer = http.ask(request, settings.bounds).json()
        if isinstance(answer, dict) and "error" in answer:
            # The status is 200 all the same.
            raise SourceRefused(
                f"login: Reddit answered {answer['error']!r}. Check the id and the secret of the "
                "application, the username and the password."
            )
        self._token = str(inside(answer, "access_token", place="login"))
        http.conceal(self._token)
        self._ends_at = time.time() + float(answer.get("expires_in") or 0) - _MARGIN
