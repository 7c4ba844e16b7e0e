"""A session with the SMTP server: verified encryption, a login, one message after another."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTPUTF8
from typing import Self

from flows.config import Mail, secret
from flows.errors import ConfigError, DeliveryError

_TIMEOUT_SECONDS = 30.0
_VERDICT_SECONDS = 300.0
"""How long a server may look at a message before it says yes or no; virus scanners take a while."""

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_BROKEN = (OSError, smtplib.SMTPException)


class NoSession(DeliveryError):
    """The server cannot be talked to at all: no message goes out through it now."""


class Unanswered(DeliveryError):
    """The server had the message and did not say what became of it: it may have been delivered."""


class Mailbox:
    """Sends messages in one session, opened for the first of them and anew if it broke.

    Certificates are checked against the system's authorities, or against those in the file that
    the environment variable SSL_CERT_FILE names.
    """

    def __init__(self, mail: Mail, block: Callable[[str], str] | None = None) -> None:
        """Resolve the password; raises ConfigError if it is missing or would travel in the open."""
        self._mail = mail
        self._password = _password(mail, block)
        self._server = f"{mail.host}:{mail.port}"
        self._session: smtplib.SMTP | None = None

    @property
    def sender(self) -> str:
        """The address the messages come from."""
        return self._mail.sender

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Take leave of the server."""
        if self._session is not None:
            with suppress(*_BROKEN):
                self._session.quit()
            self._session.close()
            self._session = None

    def send(self, message: EmailMessage, recipient: str) -> None:
        """Send a message to one address, once: nothing is tried again.

        Raises:
            NoSession: no connection, no encryption, a wrong certificate, a refused login.
            Unanswered: the connection broke while the server had the message.
            DeliveryError: the server refused the sender, the address or the message.

        """
        session = self._opened()
        options, content = self._written(message, session, recipient)
        try:
            sender = session.mail(self._mail.sender, options)
            self._check(sender, f"the sender `{self._mail.sender}`", "Check `mail.sender`.")
            self._check(session.rcpt(recipient), "the address", "Check the report's `recipients`.")
        except _BROKEN as error:
            self.close()
            raise DeliveryError(
                f"The connection to `{self._server}` broke before it had the message: "
                f"{_said(error)}. Send the report again."
            ) from None
        verdict = self._handed_over(session, content)
        self._check(verdict, "the message", "Ask who runs the server what it objects to.")

    def _opened(self) -> smtplib.SMTP:
        """Return a session with no message under way."""
        if self._session is not None:
            with suppress(*_BROKEN):
                if self._session.rset()[0] == _DONE:
                    return self._session
            self.close()
        try:
            self._session = self._connected()
        except _BROKEN as error:
            raise NoSession(self._why_not_connected(error)) from None
        try:
            self._log_in(self._session)
        except _BROKEN as error:
            self.close()
            raise NoSession(self._why_not_logged_in(error)) from None
        return self._session

    def _connected(self) -> smtplib.SMTP:
        mail, context = self._mail, ssl.create_default_context()
        if mail.security == "tls":
            return smtplib.SMTP_SSL(mail.host, mail.port, timeout=_TIMEOUT_SECONDS, context=context)
        session = smtplib.SMTP(mail.host, mail.port, timeout=_TIMEOUT_SECONDS)
        if mail.security == "starttls":
            try:
                session.starttls(context=context)
            except _BROKEN:
                session.close()
                raise
        return session

    def _log_in(self, session: smtplib.SMTP) -> None:
        session.ehlo_or_helo_if_needed()
        if self._mail.username is not None:
            session.login(self._mail.username, self._password)

    def _written(
        self, message: EmailMessage, session: smtplib.SMTP, recipient: str
    ) -> tuple[list[str], bytes]:
        """Return the options and the bytes for this server; addresses may be beyond ASCII."""
        if (recipient + self._mail.sender).isascii():
            return [], message.as_bytes()
        if not session.has_extn("smtputf8"):
            raise DeliveryError(
                f"`{self._server}` knows only addresses in ASCII. Use an address without accents, "
                "or a server with SMTPUTF8."
            )
        return ["SMTPUTF8", "BODY=8BITMIME"], message.as_bytes(policy=SMTPUTF8)

    def _handed_over(self, session: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
        """Hand the message over and return the server's verdict."""
        try:
            if session.sock is not None:
                session.sock.settimeout(_VERDICT_SECONDS)
            verdict = session.data(content)
            if session.sock is not None:
                session.sock.settimeout(_TIMEOUT_SECONDS)
        except smtplib.SMTPDataError as refused:
            return refused.smtp_code, _bytes(refused.smtp_error)
        except _BROKEN as error:
            self.close()
            raise Unanswered(
                f"`{self._server}` did not say what became of the message ({_said(error)}): it "
                "may have arrived or not."
            ) from None
        return verdict

    def _check(self, reply: tuple[int, bytes], what: str, advice: str) -> None:
        code, said = reply
        if code in _ACCEPTED:
            return
        if code in _LATER:
            advice = "Send the report again later; who has it does not get it twice."
        raise DeliveryError(f"`{self._server}` refused {what}: `{code} {_text(said)}`. {advice}")

    def _why_not_connected(self, error: Exception) -> str:
        said = _said(error)
        if isinstance(error, ssl.SSLCertVerificationError):
            return (
                f"`{self._server}` shows a certificate that cannot be trusted: "
                f"{error.verify_message}. Check `mail.host`; if the server has a certificate of "
                "your own authority, name that authority's file in SSL_CERT_FILE."
            )
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return (
                f"`{self._server}` offers no STARTTLS, so nothing was sent. Check `mail.port`, or "
                'set `mail.security = "tls"` if the server encrypts from the start.'
            )
        if isinstance(error, ssl.SSLError | smtplib.SMTPServerDisconnected):
            return (
                f"No encrypted session with `{self._server}`: {said}. Check that `mail.port` and "
                f'`mail.security` (now `{self._mail.security}`) go together: 587 with "starttls", '
                '465 with "tls".'
            )
        return f"`{self._server}` cannot be reached: {said}. Check `mail.host` and `mail.port`."

    def _why_not_logged_in(self, error: Exception) -> str:
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return (
                f"`{self._server}` refused the login of `{self._mail.username}` "
                f"(`{error.smtp_code} {_text(error.smtp_error)}`). Check `mail.username` and the "
                f"password in `{self._mail.password}`."
            )
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return (
                f"`{self._server}` takes no login. Remove `mail.username` and `mail.password`, or "
                "check `mail.port`."
            )
        return f"`{self._server}` broke off at the login: {_said(error)}. Try again later."


_DONE = 250
_ACCEPTED = (_DONE, 251)
_LATER = range(400, 500)


def _password(mail: Mail, block: Callable[[str], str] | None) -> str:
    if mail.username is None:
        return ""
    if mail.password is None:
        raise ConfigError(
            "`mail.username` is given without a password. Add `mail.password`, a reference such "
            "as `env:MAIL_PASSWORD`."
        )
    if mail.security == "none" and mail.host not in _LOOPBACK:
        raise ConfigError(
            f"The password in `{mail.password}` would travel unencrypted to `{mail.host}`. Set "
            '`mail.security` to "starttls" or "tls".'
        )
    return secret(mail.password, block)


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    said = error.strerror if isinstance(error, OSError) else None
    return (said or str(error)).rstrip(".")


def _text(said: bytes | str) -> str:
    """Return a server's words on one line, cut: they come from outside."""
    words = _bytes(said).decode("utf-8", "replace").split()
    return "".join(letter for letter in " ".join(words) if letter.isprintable())[:300]


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
