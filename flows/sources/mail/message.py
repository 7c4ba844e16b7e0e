"""One message → a post: its words, what it answers, where it is archived."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.errors import MessageDefect
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from pydantic import ValidationError

from flows.post import Post, Precision
from flows.sources.contract import NoPost, Rejected, reason, shortened
from flows.sources.mail.settings import MailSettings
from flows.sources.mail.words import own_words, without_quotes
from flows.sources.markup import plain

_ID = re.compile(r"<([^<>\s]+)>")
_LINK = re.compile(r"https?://[^\s<>]+")
_LIST = re.compile(r"<([^<>\s]+)>\s*$")
_AGAIN = re.compile(
    r"^(?:\s*(?:\[[^\]]{1,40}\]|(?:re|aw|sv|antw|fwd?|wg|tr|rv)(?:\[\d+\])?\s*:))+\s*",
    re.IGNORECASE,
)
_AHEAD = timedelta(days=1)
_MEGABYTE = 1_000_000
# What the parser mends without losing a word.
_HARMLESS = ("InvalidHeaderDefect", "HeaderMissingRequiredValue", "NonASCIILocalPartDefect",
             "ObsoleteHeaderDefect", "InvalidDateDefect", "NonPrintableDefect",
             "UndecodableBytesDefect", "MissingHeaderBodySeparatorDefect")  # fmt: skip


class Unwanted(NoPost):
    """A message that is as it should be and is no post: of another list, or of a machine."""


def parsed(content: bytes) -> EmailMessage:
    """Return a message as it is kept in a file."""
    return message_from_bytes(content, policy=default)


def heard(settings: MailSettings, content: bytes, at: datetime, place: str) -> Post | Rejected:
    """Return a message as a post, or say why it is none; `place` is where it was."""
    size = len(content) / _MEGABYTE
    if size > settings.max_megabytes:
        return too_large(settings, size, place)
    try:
        return post_of(settings, content, at)
    except NoPost as error:
        record = content.decode("utf-8", "backslashreplace")
        return Rejected(place, str(error), record, is_broken=not isinstance(error, Unwanted))


def too_large(settings: MailSettings, megabytes: float, place: str) -> Rejected:
    """Return the word that a message is larger than the settings allow."""
    allowed = f"`max_megabytes` allows {settings.max_megabytes:g}"
    return Rejected(place, f"is {megabytes:,.1f} MB large; {allowed}", "", is_broken=False)


def post_of(settings: MailSettings, content: bytes, at: datetime) -> Post:
    """Return a message as a post, heard at this instant.

    Raises:
        NoPost: it has no id, no date or no words, or is damaged; Unwanted: it is none.

    """
    message = parsed(content)
    _want(settings, message)
    post_id = _first_id(_header(message, "Message-ID"))
    if post_id is None:
        raise NoPost("has no `Message-ID`, so it cannot be told from others")
    posted_at, precision = _dated(message, at)
    parent_id, thread_id = _above(message)
    name, address = parseaddr(_header(message, "From"))
    try:
        return Post(
            source=settings.id,
            platform=settings.platform,
            channel=settings.channel,
            kind="reply" if parent_id else "post",
            post_id=post_id,
            url=_archived(message),
            parent_id=parent_id,
            thread_id=thread_id or post_id,
            posted_at=posted_at,
            posted_precision=precision,
            collected_at=at,
            author=address.lower() or None,
            author_name=name or address or None,
            title=_AGAIN.sub("", _header(message, "Subject")),
            text=own_words(_text(message)),
            language_stated=_header(message, "Content-Language").partition(",")[0] or None,
            raw=content.decode("utf-8", "backslashreplace") if settings.keep_raw else None,
        )
    except ValidationError as error:
        raise NoPost(reason(error)) from None


def _want(settings: MailSettings, message: EmailMessage) -> None:
    listed = _LIST.search(_header(message, "List-Id")) or re.search(
        r"(\S+)", _header(message, "List-Id")
    )
    name = listed[1] if listed else None
    if settings.lists and name not in settings.lists:
        raise Unwanted(f"is of the list `{name}`" if name else "is of no mailing list")
    if message.get_content_type() == "multipart/report":
        raise Unwanted("is a notification of a mail server")


def _header(message: EmailMessage, name: str) -> str:
    """Return a header on one line; one that cannot be read is none."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""


def _first_id(header: str) -> str | None:
    found = _ID.search(header)
    return found[1] if found else header.strip() or None


def _above(message: EmailMessage) -> tuple[str | None, str | None]:
    """Return the ids of what a message answers and of what its thread began with."""
    named = _ID.findall(_header(message, "References"))
    answered = _ID.findall(_header(message, "In-Reply-To"))
    parent_id = answered[0] if answered else named[-1] if named else None
    return parent_id, named[0] if named else parent_id


def _archived(message: EmailMessage) -> str | None:
    """Return where an archive shows the message, as its list says."""
    found = _LINK.search(_header(message, "Archived-At"))
    return found[0] if found else None


def _dated(message: EmailMessage, at: datetime) -> tuple[datetime, Precision]:
    """Return when a message was written; what its author's clock says of the future is no date."""
    written = _instant(_header(message, "Date"))
    if written and written <= at + _AHEAD:
        return written, "exact"
    # The first of these headers is of the last server, which is the one nearest to us.
    received = _instant(_header(message, "Received").rpartition(";")[2])
    if received is None:
        raise NoPost(f"`Date` is `{shortened(_header(message, 'Date'))}`, which is no date")
    return received, "guessed"


def _instant(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _text(message: EmailMessage) -> str:
    """Return the words of a message: its plain text, else its HTML as a reader would see it."""
    if defects := [one for one in _defects(message) if type(one).__name__ not in _HARMLESS]:
        what = type(defects[0]).__name__.removesuffix("Defect")
        raise NoPost(f"is no MIME that can be read ({what})")
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    said = _decoded(body)
    return plain(without_quotes(said)) if body.get_content_subtype() == "html" else said


def _defects(message: EmailMessage) -> Iterator[MessageDefect]:
    for part in message.walk():
        if not part.is_multipart():
            part.get_payload(decode=True)  # finds what is wrong with base64
        yield from part.defects


def _decoded(part: MIMEPart) -> str:
    held = part.get_payload(decode=True)
    if not isinstance(held, bytes):
        return ""
    charset = part.get_content_charset("us-ascii")
    # Old programs say nothing, or ASCII, of what is UTF-8.
    charset = "utf-8" if charset in ("us-ascii", "ascii", "unknown-8bit") else charset
    try:
        return held.decode(charset)
    except LookupError:
        raise NoPost(f"is in `{shortened(charset)}`, a character set that is not known") from None
    except UnicodeDecodeError as error:
        raise NoPost(f"says that it is {charset}, and is not (byte {error.start + 1})") from None
