"""No kind of source can be led to an address that is not public, whoever names it.

A kind that is new in the registry is tried by itself; one that is asked page by page is played.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import httpx
import pytest

from examples.replay import PLATFORMS, Feed, Platform, Question, Said
from flows.errors import SourceRefused
from flows.sources import SOURCE_KINDS, Http, client
from flows.sources.address import PublicTransport, resolve
from flows.sources.budget import Budgets
from flows.sources.http import Patience
from tests.sources.conftest import SETTINGS
from tests.sources.places import place_of
from tests.sources.samples import AT, FIRST
from tests.sources.secrets import secret

ASKING = sorted(
    kind
    for kind, settings in SOURCE_KINDS.items()
    if {"allow_private", "url"} <= settings.model_fields.keys()
)
"""What asks over HTTP; a mailbox has a host, and test_mailbox.py."""
PLAYED: dict[str, type[Platform]] = {**PLATFORMS, "feed": Feed}
PUBLIC = "http://public.example"
_ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?")


class Public(httpx.BaseTransport):
    """Answers for the public site; all others are asked through the real door."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self.answer, self.count = answer, 0
        self.door = PublicTransport(lambda host, port: _INSIDE.get(host) or resolve(host, port))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer, or go through the door."""
        if request.url.host != "public.example":
            return self.door.handle_request(request)
        self.count += 1
        return self.answer(request)


_INSIDE = {"intranet.example": ["10.0.0.8"], "metadata.example": ["8.8.8.8", "169.254.169.254"]}


def moved(settings: Any, old: str, new: str) -> Any:
    """Return settings with another address wherever there is one."""
    if isinstance(settings, dict):
        return {key: moved(value, old, new) for key, value in settings.items()}
    return settings.replace(old, new) if isinstance(settings, str) else settings


def collect(transport: httpx.BaseTransport, folder: Any, **settings: Any) -> None:
    """Collect a source once, through a door that has a wall behind it."""
    given = {"id": "acme", "platform": "example", "channel": "forum", **settings}
    with Http(transport, Patience(1, 0, 0), keys=secret) as door:
        list(SETTINGS.validate_python(given).open(folder, door).fetch(FIRST))


@pytest.fixture(autouse=True)
def own_budgets(monkeypatch):
    """Give each test budgets of its own: all public sites here have one name."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())


@pytest.fixture(params=ASKING)
def kind(request):
    """Take each kind that asks a server in turn."""
    return request.param


@pytest.fixture
def settings(kind, server, tmp_path):
    """Return the settings of a source of a kind, that allows no private address."""
    place = place_of(kind, server, tmp_path).settings
    return {"kind": kind, **{key: said for key, said in place.items() if key != "allow_private"}}


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "169.254.169.254", "[::1]", "0x7f.1", "intranet.example", "metadata.example"],
)
def test_a_private_address_is_refused(host, settings, server, tmp_path):
    """However it is written, and whatever name leads to it."""
    port = server.url.rpartition(":")[2]
    away = moved(settings, server.url, f"http://{host}:{port}")

    with pytest.raises(SourceRefused, match=r"not a public address.*allow_private"):
        collect(Public(lambda _: httpx.Response(500)), tmp_path, **away)
    assert [] == server.asked


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_to_a_private_address_is_refused(status, settings, server, tmp_path):
    """A public site cannot send us into our own network."""
    elsewhere = {"Location": f"{server.url}/latest/meta-data"}
    public = Public(lambda _: httpx.Response(status, headers=elsewhere))

    with pytest.raises(SourceRefused, match=r"not a public address|redirects what is sent to it"):
        collect(public, tmp_path, **moved(settings, server.url, PUBLIC))
    assert [] == server.asked
    assert public.count


@pytest.mark.parametrize("name", sorted(PLAYED))
def test_an_address_in_an_answer_leads_nowhere_private(name, server, tmp_path):
    """Next pages, links and articles that an answer names are not asked for inside our network."""
    posts = [Said(str(1_000 + n), AT - timedelta(hours=n + 1), f"Words {n}.") for n in range(25)]
    platform = PLAYED[name](posts, 10)
    given = platform.settings(PUBLIC)

    def answer(request: httpx.Request) -> httpx.Response:
        query = request.url.query.decode()
        said = platform.answer(
            Question(
                request.url.path,
                dict(parse_qsl(query, keep_blank_values=True)),
                {key.title(): value for key, value in request.headers.items()},
                request.read(),
                parse_qs(query),
            )
        )
        headers = {key: _ADDRESS.sub(server.url, value) for key, value in said.headers.items()}
        body = _ADDRESS.sub(server.url, said.body.decode())
        return httpx.Response(said.status, headers=headers, stream=httpx.ByteStream(body.encode()))

    public = Public(answer)
    if "full_text" in SOURCE_KINDS[name].model_fields:
        given["full_text"] = True
    # Kinds that follow such an address are refused; most take no more than a token from it.
    with suppress(SourceRefused):
        collect(public, tmp_path, kind=name, **given)
    assert [] == server.asked
    assert public.count
