"""The e-mail: a letter addressed to one recipient, with the PDF attached."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from flows.delivery.letter import Letter
from flows.errors import RenderError


@dataclass(frozen=True)
class Envelope:
    """From whom, to whom, when, and in which thread; `subject` of the same issue has one id."""

    sender: str
    recipient: str
    at: datetime
    about: str
    """What the message is about: the same to the same recipient is the same message."""
    after: str | None = None
    """Id of the message about the issue before: mail programs show both as one conversation."""

    @property
    def message_id(self) -> str:
        """The message's id, stable for the same issue and recipient."""
        named = f"{self.about}\n{self.recipient.casefold()}"
        token = hashlib.sha256(named.encode()).hexdigest()[:32]
        domain = self.sender.rpartition("@")[2]
        return f"<earwitness.{token}@{domain if domain.isascii() else 'earwitness.invalid'}>"


def build(letter: Letter, envelope: Envelope, pdf: Path | None) -> EmailMessage:
    """Return the message for one recipient; raises RenderError if the PDF is gone."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(envelope.sender, "Earwitness")
    message["To"] = _address(envelope.recipient)
    # Python 3.11 loses blanks where it folds a subject that is only partly ASCII; Header does not.
    message.set_raw("Subject", Header(letter.subject, "utf-8", header_name="Subject").encode())
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = envelope.message_id
    if envelope.after:
        message["References"] = message["In-Reply-To"] = envelope.after
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.logo is not None:
        _, html = message.iter_parts()
        html.add_related(
            letter.logo.png, "image", "png", cid=f"<{letter.logo.cid}>", disposition="inline"
        )
    if pdf is not None and letter.attachment:
        message.add_attachment(
            _bytes(pdf), maintype="application", subtype="pdf", filename=letter.attachment
        )
    return message


def _address(given: str, name: str = "") -> Address:
    user, _, domain = given.rpartition("@")
    return Address(name, user, domain)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RenderError(
            f"`{path}` cannot be attached: {error.strerror}. Issue the report again."
        ) from None
