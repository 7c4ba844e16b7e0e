"""A real SMTP server on loopback with a certificate of its own authority, and an issue to send."""

import datetime as dt
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from flows.config import Config, read
from flows.delivery.parcel import Parcel
from flows.rendering.issue import Issue
from flows.window import parse
from tests.rendering.sample import a_context

PASSWORD = "correct horse"
PDF = bytes(range(256)) * 40 + b"\r\n.\r\n..\n"


@dataclass
class Post:
    """What the server does and what it got."""

    port: int = 0
    got: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    logins: list[str] = field(default_factory=list)
    on_data: Callable[[SMTP], str | None] = lambda _: None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse whom the test said."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the message, then do what the test said."""
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.got += [(recipient, message) for recipient in envelope.rcpt_tos]
        return self.on_data(server) or "250 OK"

    def recipients(self) -> list[str]:
        """Return who got a message, in order."""
        return [recipient for recipient, _ in self.got]


@dataclass(frozen=True)
class Authority:
    """Certificates for the test's server: the server's own and its authority's."""

    chain: Path
    trusted: Path


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Make an authority and a certificate for localhost."""
    folder = tmp_path_factory.mktemp("certificates")
    root_key, root = _certificate("test authority", None)
    key, leaf = _certificate("localhost", (root_key, root))
    plain = serialization.NoEncryption()
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    chain, trusted = folder / "server.pem", folder / "authority.pem"
    chain.write_bytes(key.private_bytes(pem, form, plain) + leaf.public_bytes(pem))
    trusted.write_bytes(root.public_bytes(pem))
    return Authority(chain, trusted)


def _certificate(
    name: str, issuer: tuple[ec.EllipticCurvePrivateKey, x509.Certificate] | None
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[1].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
    )
    return key, builder.sign(issuer[0] if issuer else key, hashes.SHA256())


@pytest.fixture
def trust(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process trust the test's authority, as docs/operate.md says."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trusted))


@pytest.fixture
def post(authority: Authority) -> Iterator[Post]:
    """Run a server that wants STARTTLS and a login."""
    post = Post()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.chain)
    controller = Controller(
        post,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=context,
        enable_SMTPUTF8=False,
        require_starttls=True,
        auth_required=True,
        authenticator=lambda *given: _login(post, *given),
    )
    yield from _running(controller, post)


@pytest.fixture
def tls_post(authority: Authority) -> Iterator[Post]:
    """Run a server that encrypts from the start and asks for no login."""
    post = Post()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.chain)
    yield from _running(
        Controller(post, hostname="127.0.0.1", port=free_port(), ssl_context=context), post
    )


@pytest.fixture
def plain_post() -> Iterator[Post]:
    """Run a server that knows neither encryption nor logins."""
    post = Post()
    yield from _running(Controller(post, hostname="127.0.0.1", port=free_port()), post)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _login(
    post: Post, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    post.logins.append(mechanism)
    is_right = (data.login, data.password) == (b"reports", PASSWORD.encode())
    return AuthResult(success=is_right, handled=is_right)


def _running(controller: Controller, post: Post) -> Iterator[Post]:
    controller.start()
    post.port = controller.port
    yield post
    controller.stop()


def a_config(folder: Path, port: int, *, recipients: list[str], **mail: Any) -> Config:
    """Return a configuration that sends through a port of this machine."""
    settings = {
        "host": "localhost",
        "port": port,
        "username": "reports",
        "password": "env:MAIL_PASSWORD",
        "sender": "reports@example.com",
    } | mail
    report = {"id": "monthly", "brand": "norrsken", "recipients": recipients}
    source = {"id": "export", "kind": "files", "path": "*.csv", "platform": "x", "channel": "forum"}
    return read(
        {
            "brands": [{"id": "norrsken", "name": "Norrsken", "query": "norrsken"}],
            "sources": [source | {"columns": {"post_id": "id", "text": "text", "posted_at": "at"}}],
            "reports": [report],
            "mail": {key: value for key, value in settings.items() if value is not None},
        },
        folder / "listening.toml",
    )


def an_issue(config: Config, folder: Path, *, period: str = "2026-06", **changed: Any) -> Issue:
    """Return an issued report whose PDF is no PDF but every possible byte."""
    pdf = folder / "monthly.pdf"
    pdf.write_bytes(PDF)
    context = a_context(**changed.pop("report", {}))
    given: dict[str, Any] = {
        "report": config.reports[0],
        "window": parse(period, "UTC", dt.date(2026, 7, 1)),
        "context": context,
        "paths": {"pdf": pdf},
        "headline": context.findings["answer"][0].text,
        "gaps": ["`audio-forum` did not answer on 18 June."],
        "number": 1,
    }
    return Issue(**given | changed)


def a_parcel(config: Config, folder: Path, **changed: Any) -> Parcel:
    """Return the sample issue as it goes out."""
    issue = an_issue(config, folder, **changed)
    assert issue.number is not None
    return Parcel.of(issue, issue.number, config)
