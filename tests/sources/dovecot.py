"""Dovecot, a real IMAP server, on loopback and over TLS with a certificate of its own."""

import atexit
import base64
import datetime as dt
import imaplib
import ipaddress
import mailbox
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "ann@lists.example", "the secret of env:IMAP"

_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/key.pem
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail
first_valid_uid = 1
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
"""


class Dovecot:
    """The running server; `settings` are those of a source that reads it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port

    @property
    def settings(self) -> dict[str, Any]:
        """Return the settings of a source that reads the mailbox."""
        return {
            "host": "localhost",
            "port": self.port,
            "user": USER,
            "password": "env:IMAP",
            "ca_file": str(self.folder / "server.pem"),
            "allow_private": True,
            "history_days": 60,
        }

    def client(self) -> imaplib.IMAP4_SSL:
        """Return a client that may write."""
        trust = ssl.create_default_context(cafile=str(self.folder / "server.pem"))
        client = imaplib.IMAP4_SSL("localhost", self.port, ssl_context=trust)
        client.login(USER, PASSWORD)
        return client

    def empty(self, folder: str = "INBOX") -> None:
        """Take every message out of a folder."""
        with self.client() as client:
            client.select(folder)
            client.uid("STORE", "1:*", "+FLAGS", r"(\Deleted)")
            client.expunge()

    def put(self, *messages: bytes, folder: str = "INBOX") -> None:
        """Put messages into a folder, as a mail program would."""
        with self.client() as client:
            for message in messages:
                at = imaplib.Time2Internaldate(dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC))
                lines = b"\r\n".join(message.splitlines()) + b"\r\n"
                status, said = client.append(folder, "", at, lines)
                assert status == "OK", said

    def serve(self, mbox: bytes) -> None:
        """Let the inbox hold what an mbox file holds."""
        self.empty()
        self.put(*held(mbox))


def held(mbox: bytes) -> list[bytes]:
    """Return the messages of an mbox file."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(mbox)
        file.flush()
        with closing(mailbox.mbox(file.name, create=False)) as box:
            return [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118 - no mapping


def dovecot() -> Dovecot:
    """Return the server, started once; without it skip, or fail where it was to be installed."""
    if not shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"):
        reason = "no Dovecot here: install dovecot-imapd"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return _started()


@cache
def _started() -> Dovecot:
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    folder.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _certify(folder)
    # A password with a colon in it would end there.
    packed = base64.b64encode(PASSWORD.encode()).decode()
    (folder / "users").write_text(f"{USER}:{{PLAIN.b64}}{packed}\n", encoding="utf-8")
    (folder / "mail").mkdir()
    # Mail may not belong to root; anybody else runs all of it as themselves.
    is_root = os.getuid() == 0
    owner = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.getuid())
    if is_root:
        os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    told = _CONFIGURATION.format(
        folder=folder,
        port=port,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        internal="dovecot" if is_root else owner.pw_name,
        login="dovenull" if is_root else owner.pw_name,
        group="dovecot" if is_root else str(owner.pw_gid),
    )
    (folder / "dovecot.conf").write_text(told, encoding="utf-8")
    command = shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    process = subprocess.Popen([str(command), "-F", "-c", str(folder / "dovecot.conf")])
    atexit.register(_end, process, folder)
    _wait(port, folder)
    return Dovecot(folder, port)


def _end(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    process.terminate()
    process.wait(10)
    shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, folder: Path) -> None:
    for _ in range(200):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    log = folder / "log"
    pytest.fail(f"Dovecot did not start: {log.read_text() if log.exists() else 'no log'}")


def _certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "server.pem").write_bytes(certificate.public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(secret)
    (folder / "key.pem").chmod(0o600)
