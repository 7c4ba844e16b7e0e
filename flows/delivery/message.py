"""The e-mail: the executive summary as HTML and as text, with the PDF attached."""

import hashlib
import textwrap
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache

from jinja2 import Environment
from jinja2.exceptions import TemplateError

from flows.errors import RenderError
from flows.rendering import palette
from flows.rendering.html import section_values, templates
from flows.rendering.issue import Issue

_SUBJECT_LENGTH = 120
_LINE_LENGTH = 76
_NOT_IN_FILE_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', " "))


def build(issue: Issue, recipient: str, sender: str, at: datetime) -> EmailMessage:
    """Return the message about an issue for one recipient; the same issue has the same id.

    Raises:
        RenderError: a template reads what the context does not have, or the PDF is gone.

    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender, "Earwitness")
    message["To"] = _address(recipient)
    # Python 3.11 loses blanks where it folds a subject that is only partly ASCII; Header does not.
    message.set_raw("Subject", Header(subject(issue), "utf-8", header_name="Subject").encode())
    message["Date"] = format_datetime(at)
    message["Message-ID"] = _message_id(issue, recipient, sender)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_wrapped(_rendered("email.txt", issue)), cte="quoted-printable")
    message.add_alternative(_rendered("email.html", issue), subtype="html", cte="quoted-printable")
    if "pdf" in issue.paths:
        message.add_attachment(
            _pdf(issue), maintype="application", subtype="pdf", filename=attachment_name(issue)
        )
    return message


def subject(issue: Issue) -> str:
    """Return `Xbox in June 2013: <headline>`, cut at a word."""
    report = issue.context.report
    text = _printable(f"{report['brand_name']} {report['window_when']}: {issue.headline}")
    # A mail program would decode `=?...?=` into anything, line breaks included.
    text = text.replace("=?", "= ?")
    if len(text) <= _SUBJECT_LENGTH:
        return text
    return f"{text[:_SUBJECT_LENGTH].rsplit(' ', 1)[0]} …"


def attachment_name(issue: Issue) -> str:
    """Return a name that every system can save: `Xbox, June 2013.pdf`."""
    report = issue.context.report
    brand = _printable(report["brand_name"].translate(_NOT_IN_FILE_NAMES)).strip(". ")
    return f"{brand}, {report['window_label']}.pdf"


def _address(given: str, name: str = "") -> Address:
    user, _, domain = given.rpartition("@")
    return Address(name, user, domain)


def _message_id(issue: Issue, recipient: str, sender: str) -> str:
    named = f"{issue.report.id}\n{issue.window.slug}\n{recipient.casefold()}"
    token = hashlib.sha256(named.encode()).hexdigest()[:32]
    domain = sender.rpartition("@")[2]
    return f"<earwitness.{token}@{domain if domain.isascii() else 'earwitness.invalid'}>"


def _rendered(name: str, issue: Issue) -> str:
    environment = _plain_templates() if name.endswith(".txt") else templates()
    values = section_values(issue.context) | {
        "issue": issue,
        "palette": palette,
        "attachment": attachment_name(issue) if "pdf" in issue.paths else None,
    }
    try:
        return environment.get_template(name).render(values)
    except TemplateError as error:
        raise RenderError(
            f"The e-mail template `{name}` could not be filled: {error}. Check that it reads only "
            "keys of the context."
        ) from error


@lru_cache(maxsize=1)
def _plain_templates() -> Environment:
    """Return the report's environment for text, where a sign stands for itself."""
    return templates().overlay(autoescape=False)


def _wrapped(text: str) -> str:
    """Fold long lines; a line that begins with a mark goes on under its words."""
    folded = []
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip(" -")))
        folded += textwrap.wrap(
            line, _LINE_LENGTH, subsequent_indent=indent, break_long_words=False
        ) or [""]
    return "\n".join(folded) + "\n"


def _pdf(issue: Issue) -> bytes:
    path = issue.paths["pdf"]
    try:
        return path.read_bytes()
    except OSError as error:
        raise RenderError(
            f"`{path}` cannot be attached: {error.strerror}. Issue the report again."
        ) from None


def _printable(text: str) -> str:
    """Return text on one line, without control characters and marks that turn its direction."""
    kept = (letter for letter in " ".join(text.split()) if letter.isprintable())
    return " ".join("".join(kept).split())
