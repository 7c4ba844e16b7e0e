"""Which addresses may be asked, and what is said of them."""

import shutil
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import SourceRefused, SourceUnavailable
from flows.sources.address import PublicTransport, is_public, redacted
from flows.sources.http import Http, Patience
from flows.sources.request import Bounds


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",  # noqa: S104
        "[::ffff:127.0.0.1]",
    ],
)
def test_private_address(http, host):
    """A private address is refused, however it is written."""
    with pytest.raises(SourceRefused, match=r"not a public address.*allow_private"):
        http.get(f"http://{host}:9/")


def test_redirect_to_a_private_address(server):
    """A public site cannot send us to a private address."""

    class First(httpx.BaseTransport):
        """Answers for the public site, and lets the real door answer for all others."""

        def handle_request(self, request):
            if request.url.host == "public.example":
                return httpx.Response(302, headers={"Location": f"{server.url}/admin"})
            return PublicTransport().handle_request(request)

    with Http(First()) as door, pytest.raises(SourceRefused, match="not a public address"):
        door.get("http://public.example/feed")
    assert [] == server.asked


def test_name_with_a_private_address(server):
    """One private address among those of a name is enough to refuse it."""
    with (
        Http(PublicTransport(lambda _host, _port: ["93.184.215.14", "10.0.0.1"])) as door,
        pytest.raises(SourceRefused, match=r"`example.com` is at `10.0.0.1`"),
    ):
        door.get("http://example.com/")


def test_connects_to_the_address_it_checked(server):
    """The connection goes to the address that was checked, under the name that was asked for."""
    port = server.url.rpartition(":")[2]
    server.says("/feed", b"hello")
    with Http(PublicTransport(lambda _host, _port: ["127.0.0.2", "127.0.0.1"])) as door:
        assert (
            b"hello"
            == door.get(f"http://example.com:{port}/feed", bounds=Bounds(allow_private=True)).body
        )
    assert f"example.com:{port}" == server.asked[0][1]["Host"]


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate with openssl")
def test_certificate_is_of_the_name(tmp_path, monkeypatch):
    """The certificate is checked for the name that was asked for, not for the address."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt"),
            *("ec_paramgen_curve:prime256v1", "-keyout", "key.pem", "-out", "cert.pem"),
            *("-subj", "/CN=good.example", "-addext", "subjectAltName=DNS:good.example"),
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    bounds = Bounds(allow_private=True)
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Greeting) as secure,
        Http(PublicTransport(lambda _host, _port: ["127.0.0.1"]), Patience(1)) as door,
    ):
        secure.socket = context.wrap_socket(secure.socket, server_side=True)
        threading.Thread(target=secure.serve_forever, args=(0.01,)).start()
        good = door.get(f"https://good.example:{secure.server_port}/", bounds=bounds)
        with pytest.raises(SourceUnavailable, match=r"not valid for 'evil.example'"):
            door.get(f"https://evil.example:{secure.server_port}/", bounds=bounds)
        secure.shutdown()
    assert b"hello" == good.body


class Greeting(BaseHTTPRequestHandler):
    """Says hello."""

    def do_GET(self):
        """Answer."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_):
        """Say nothing about it."""


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_private_in_ipv6(address):
    """An IPv6 address that carries a private IPv4 address is as private."""
    assert not is_public(f"::ffff:{address}")
    assert not is_public(f"64:ff9b::{address}")


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_public(address):
    """Ordinary addresses are public."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "100.64.0.1", "224.0.0.1", "fe80::1%eth0", "fd00::1", "2002:a00:1::"],
)
def test_not_public(address):
    """Link-local, shared, multicast and unique local addresses are not public."""
    assert not is_public(address)


def test_redacted():
    """Logins and query values are blotted out of a message."""
    expected = "at https://***@example.com/a?key=***&b=*** and http://x/"
    assert expected == redacted("at https://u:pass@example.com/a?key=s3cret&b=1 and http://x/")
