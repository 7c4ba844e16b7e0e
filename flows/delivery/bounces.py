"""What came back: delivery status notifications (RFC 3464), read from files or a mailbox.

A mail server may take a message and find out later that nobody can get it. Its notification goes to
the sender's address; what it says is kept in `data/bounced`, and told when the address is next sent
to.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from flows.delivery import ledger
from flows.errors import ConfigError
from flows.sources.mail.kept import messages
from flows.sources.mail.message import parsed
from flows.writing import whole

if TYPE_CHECKING:
    from flows.sources.mailbox.imap import Account

_MOST_WORDS = 300


class Bounce(BaseModel):
    """What a server said about one message to one recipient."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    recipient: str
    action: Literal["failed", "delayed"]
    status: str
    """The server's code: 5.x.x is for good, 4.x.x for now."""
    reason: str
    at: AwareDatetime
    message_id: str | None
    """The message it is about; None where the notification does not say."""
    report: str | None = None
    period: str | None = None
    number: int | None = None

    def told(self) -> str:
        """Say in a sentence what came back and why."""
        how = "came back" if self.action == "failed" else "is delayed"
        issue = f"Issue {self.number} of `{self.report}` for {self.period}"
        said = f"{self.status} {self.reason}".strip()
        return f"{issue} to `{self.recipient}` {how} on {self.at:%Y-%m-%d}: `{said}`."


def read(path: Path) -> list[Bounce]:
    """Return what the notifications in a file or folder say; other messages say nothing.

    A file is one message (`.eml`) or many (`mbox`), a folder holds such files or is a Maildir.

    Raises:
        ConfigError: there is nothing at this path, or it is no mail.

    """
    if not path.exists():
        raise ConfigError(f"There is no `{path}`. Name a file of mail, or a folder of such files.")
    return _said(content for _, content in messages(path))


def fetched(account: "Account", folder: str, since: date) -> list[Bounce]:
    """Return what the notifications in a folder of a mailbox say that came since a day, by IMAP.

    They are left as they are, unread ones unread.

    Raises:
        SourceUnavailable: the server did not answer.
        SourceRefused: it did not take the login, or has no such folder.

    """
    # Imported here, because sending needs none of the libraries behind it.
    from flows.sources.mailbox.imap import Folder, as_written, opened  # noqa: PLC0415

    with opened(account) as server:
        inbox = Folder(server, folder)
        numbers = inbox.search("SINCE", as_written(since))
        return _said(filter(None, map(inbox.message, numbers)))


def _said(contents: Iterable[bytes]) -> list[Bounce]:
    return [bounce for content in contents for bounce in notified(parsed(content))]


def notified(message: Message) -> Iterator[Bounce]:
    """Yield what a notification says of each recipient that was not reached."""
    if message.get_content_type() != "multipart/report":
        return
    parts = list(message.walk())
    about = next(filter(None, map(_message_id, parts)), None)
    for part in parts:
        if part.get_content_type() != "message/delivery-status":
            continue
        for group in part.get_payload():
            bounce = _bounce(group, about, _date(message)) if isinstance(group, Message) else None
            if bounce is not None:
                yield bounce


def keep(lake: Path, bounces: Iterable[Bounce]) -> list[Bounce]:
    """Keep what is about messages of ours and was not known; return that, with the issue's name."""
    sent = {record.message_id: record for record in ledger.records(lake)}
    fresh = []
    for bounce in bounces:
        record = sent.get(bounce.message_id or "")
        if record is None:
            continue
        told = {name: getattr(record, name) for name in ("report", "period", "number")}
        # The address the report was sent to; a forwarding server names the one behind it.
        named = bounce.model_copy(update={**told, "recipient": record.recipient})
        known = of(lake, named.recipient)
        if named not in known:
            _write(lake, named.recipient, [*known, named])
            fresh.append(named)
    return fresh


def of(lake: Path, recipient: str) -> list[Bounce]:
    """Return what came back from an address; what is damaged can be read again from the mail."""
    try:
        return _Kept.model_validate_json(path_of(lake, recipient).read_bytes()).bounces
    except (OSError, ValidationError):
        return []


def last(lake: Path, recipient: str) -> Bounce | None:
    """Return what came back last from an address."""
    return max(of(lake, recipient), key=lambda one: one.at, default=None)


def path_of(lake: Path, recipient: str) -> Path:
    """Return where is kept what came back from an address."""
    name = hashlib.sha256(recipient.casefold().encode()).hexdigest()[:16]
    return lake / "bounced" / f"{name}.json"


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    bounces: list[Bounce]


def _write(lake: Path, recipient: str, bounces: list[Bounce]) -> None:
    with whole(path_of(lake, recipient)) as temporary:
        text = _Kept(bounces=bounces).model_dump_json(indent=1)
        temporary.write_text(text, encoding="utf-8")


def _bounce(group: Message, about: str | None, at: datetime) -> Bounce | None:
    action = str(group.get("Action", "")).strip().lower()
    recipient = group.get("Original-Recipient") or group.get("Final-Recipient")
    if action not in ("failed", "delayed") or not recipient:
        return None
    return Bounce(
        recipient=_value(recipient),
        action="failed" if action == "failed" else "delayed",
        status=str(group.get("Status", "")).strip(),
        reason=_value(group.get("Diagnostic-Code", ""))[:_MOST_WORDS],
        at=at,
        message_id=about,
    )


def _message_id(part: Message) -> str | None:
    """Return the id of a message that a notification gives back, whole or its headers."""
    if part.get_content_type() == "text/rfc822-headers":
        headers = part.get_payload(decode=True)
        return parsed(headers).get("Message-ID") if isinstance(headers, bytes) else None
    if part.get_content_type() == "message/rfc822":
        inner = next(iter(part.get_payload()), None)
        return inner.get("Message-ID") if isinstance(inner, Message) else None
    return None


def _value(given: str) -> str:
    """Return what follows the type in `rfc822; anna@example.com`, on one line."""
    words = " ".join(str(given).partition(";")[2].split() or str(given).split())
    return "".join(letter for letter in words if letter.isprintable())


def _date(message: Message) -> datetime:
    try:
        at = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        at = datetime.now(UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
