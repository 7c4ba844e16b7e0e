"""How a platform fails: each takes an answer and says something else, or says it badly."""

import json
import time
import zlib
from functools import cache
from http.server import BaseHTTPRequestHandler

from examples.replay.platform import Answer
from examples.replay.server import Fault, say

_CHUNK = 1_000_000


def says(status: int, **headers: str) -> Fault:
    """Answer with a status and nothing else."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: say(handler, Answer(b'{"error": "no"}', status, told))


def truncated(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Say half of the answer as if it were all."""
    say(handler, Answer(answer.body[: len(answer.body) // 2], answer.status, answer.headers))


def cut_off(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Promise the whole answer and hang up in the middle of it."""
    handler.send_response(answer.status)
    handler.send_header("Content-Length", str(len(answer.body)))
    handler.end_headers()
    handler.wfile.write(answer.body[: len(answer.body) // 2])
    handler.close_connection = True


def drips(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Say the answer byte by byte, so slowly that it never ends."""
    handler.send_response(answer.status)
    handler.send_header("Content-Length", str(len(answer.body)))
    handler.end_headers()
    for byte in answer.body:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.2)


def redirects_to_itself(handler: BaseHTTPRequestHandler, _: Answer) -> None:
    """Send whoever asks back to where they came from."""
    say(handler, Answer(b"", 302, {"Location": handler.path}))


def another_shape(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Say something else in JSON, as after a change of the interface."""
    say(handler, Answer(json.dumps({"version": 9}).encode(), 200, answer.headers))


def no_json(handler: BaseHTTPRequestHandler, _: Answer) -> None:
    """Say a web page, as a gateway does."""
    say(handler, Answer(b"<html><h1>Sorry</h1></html>", 200, {"Content-Type": "text/html"}))


@cache
def _bomb() -> tuple[bytes, bytes, bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = packer.compress(b"[") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * _CHUNK) + packer.flush(zlib.Z_FULL_FLUSH)
    return head, block, packer.flush()


def gzip_bomb(handler: BaseHTTPRequestHandler, _: Answer) -> None:
    """Say two gigabytes of blanks in two megabytes."""
    head, block, end = _bomb()
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(head)
    for _number in range(2_000):
        handler.wfile.write(block)
    handler.wfile.write(end)
    handler.close_connection = True
