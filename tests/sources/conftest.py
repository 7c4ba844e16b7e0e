"""What the tests of sources share: a real server on loopback, and one collection in a line."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from flows.post import Post
from flows.sources import Asked, Http, Rejected, Source, SourceSettings
from flows.sources.http import Patience
from flows.window import Window
from tests.sources.samples import AT
from tests.sources.secrets import secret

SETTINGS: TypeAdapter[Any] = TypeAdapter(SourceSettings)

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """An HTTP server on loopback; `answers` maps a path, without its query or with, to an act."""

    url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def says(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Let a path answer with a body; return its address."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer
        return self.url + path


@dataclass
class Heard:
    """What one collection brought."""

    posts: list[Post]
    rejects: list[Rejected]
    source: Source


@pytest.fixture
def server() -> Iterator[Server]:
    """Run a server for one test."""
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, dict(self.headers)))
            answer = told.answers.get(self.path) or told.answers.get(self.path.partition("?")[0])
            # A client that has read enough closes the door; that is not this server's failure.
            with suppress(BrokenPipeError, ConnectionResetError):
                (answer or (lambda handler: handler.send_error(404)))(self)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.do_GET()

        def do_PUT(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        told.url = f"http://127.0.0.1:{running.server_port}"
        thread = threading.Thread(
            daemon=True, target=running.serve_forever, kwargs={"poll_interval": 0.01}
        )
        thread.start()
        yield told
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def http() -> Iterator[Http]:
    """Open the door to the network, with waits of zero."""
    quick = Patience(attempts=3, first_wait=0, longest_wait=0)
    with Http(patience=quick, keys=secret) as door:
        yield door


@pytest.fixture
def open_source(tmp_path: Path, http: Http) -> Callable[..., Source]:
    """Open a source as the configuration would."""

    def run(base: Path = tmp_path, **settings: Any) -> Source:
        given = {"id": "acme", "platform": "example", "channel": "forum", **settings}
        source: Source = SETTINGS.validate_python(given).open(base, http)
        return source

    return run


@pytest.fixture
def collect(open_source: Callable[..., Source]) -> Callable[..., Heard]:
    """Collect a source once."""

    def run(
        cursor: dict[str, str] | None = None,
        window: Window | None = None,
        at: datetime = AT,
        **settings: Any,
    ) -> Heard:
        source = open_source(**settings)
        heard = list(source.fetch(Asked(window, cursor or {}, at)))
        posts = [one for one in heard if isinstance(one, Post)]
        return Heard(posts, [one for one in heard if isinstance(one, Rejected)], source)

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Write a file; return its name."""

    def run(content: str | bytes, name: str = "posts.csv") -> str:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    return run


@pytest.fixture
def read(collect: Callable[..., Heard], write: Callable[..., str]) -> Callable[..., Heard]:
    """Write a file and collect it as a source."""

    def run(content: str | bytes, name: str = "posts.csv", **settings: Any) -> Heard:
        return collect(kind="files", path=write(content, name), **settings)

    return run


@pytest.fixture
def poll(server: Server, collect: Callable[..., Heard]) -> Callable[..., Heard]:
    """Let the server say something, and collect it."""

    def run(
        body: bytes = b"",
        cursor: dict[str, str] | None = None,
        at: datetime = AT,
        window: Window | None = None,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
        **settings: Any,
    ) -> Heard:
        url = server.says("/feed", body, status, **(headers or {}))
        return collect(cursor, window, at, kind="feed", url=url, allow_private=True, **settings)

    return run
