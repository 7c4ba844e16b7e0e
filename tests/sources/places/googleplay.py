"""Google Play's interface for one's own apps."""

from pathlib import Path
from typing import Any

from tests.sources.places import Place, at


def place(server: Any, _folder: Path) -> Place:
    """Serve the reviews of one app to whoever logs in."""
    server.says("/token", b'{"access_token": "a token of an hour", "expires_in": 3599}')
    return at(
        server,
        "/androidpublisher/v3/applications/com.example.home/reviews",
        "reviewId",
        b"{}",
        apps={"com.example.home": "Acme Home"},
        service_account="env:GOOGLE",
        login_url=f"{server.url}/token",
    )
