"""Puts platforms behind a port of this machine, and lets them fail on purpose."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

from examples.replay.platform import Answer, Platform, Question

Fault = Callable[[BaseHTTPRequestHandler, Answer], None]
"""Says something else than the answer, or says it badly."""


@dataclass
class Replay:
    """Platforms, each below a path of its own, and what goes wrong with which request.

    `faults` maps the number of a request, from 1, to what becomes of it; `always` happens to all.
    """

    url: str
    platforms: Mapping[str, Platform]
    faults: dict[int, Fault] = field(default_factory=dict)
    always: Fault | None = None
    asked: list[Question] = field(default_factory=list)

    def place(self, name: str) -> str:
        """Return the address of a platform."""
        return f"{self.url}/{name}"

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        address = urlsplit(handler.path)
        _, name, *rest = address.path.split("/")
        length = int(handler.headers.get("Content-Length") or 0)
        question = Question(
            "/" + "/".join(rest),
            dict(parse_qsl(address.query, keep_blank_values=True)),
            dict(handler.headers),
            handler.rfile.read(length),
            parse_qs(address.query),
        )
        self.asked.append(question)
        platform = self.platforms.get(name)
        answer = platform.answer(question) if platform else Answer(b"nobody is here", 404)
        fault = self.faults.get(len(self.asked), self.always) or say
        # A client that has read enough closes the door; that is not this server's failure.
        with suppress(BrokenPipeError, ConnectionResetError):
            fault(handler, answer)


def say(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Say an answer as it is."""
    handler.send_response(answer.status)
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(answer.body)))
    handler.end_headers()
    handler.wfile.write(answer.body)


@contextmanager
def replay(platforms: Mapping[str, Platform]) -> Iterator[Replay]:
    """Run a server for as long as the block runs; each platform is below `/<name>`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            played.handle(self)

        def do_POST(self) -> None:
            played.handle(self)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        played = Replay(f"http://127.0.0.1:{running.server_port}", platforms)
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield played
        finally:
            running.shutdown()
            thread.join()
