"""Send an issue to each of its recipients, once, whatever happened before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from flows.config import Config, Recipient, ReportSettings
from flows.delivery import ledger, letter, message
from flows.delivery.ledger import Record
from flows.delivery.letter import Letter
from flows.delivery.mail import Mailbox, NoSession, Unanswered
from flows.errors import ConfigError, ListeningError
from flows.lake.lock import workspace_lock
from flows.rendering.issue import Issue

_TEST = "This is a test: nobody else got this message."


@dataclass(frozen=True)
class Delivery:
    """What became of an issue on its way to one recipient; the note says what a person can do.

    `unsure` means that it may have arrived: it is not sent again until a person says so.
    """

    recipient: str
    status: Literal["sent", "already sent", "unsure", "failed"]
    note: str = ""


def mailbox_for(
    config: Config, report: ReportSettings, block: Callable[[str], str] | None = None
) -> Mailbox:
    """Return where a report's mail goes out, not yet opened.

    Call it before the work to hear early of what would stop the delivery after it.

    Raises:
        ConfigError: there is no mail server, no recipient or no password to send it with.

    """
    mailbox = _mailbox(config, report, block)
    if not report.recipients:
        raise ConfigError(
            f"`{report.id}` cannot be sent: `reports.{report.id}.recipients` is empty. "
            "List the addresses there."
        )
    return mailbox


def _mailbox(config: Config, report: ReportSettings, block: Callable[[str], str] | None) -> Mailbox:
    if config.mail is None:
        raise ConfigError(
            f"`{report.id}` cannot be sent: the configuration has no `[mail]`. Add one with "
            "`host`, `sender` and, if the server asks for a login, `username` and `password`."
        )
    return Mailbox(config.mail, block)


def deliver(
    issue: Issue,
    config: Config,
    *,
    block: Callable[[str], str] | None = None,
) -> list[Delivery]:
    """Send an issue to its recipients; one who is refused does not stop the others.

    `block` resolves secrets written as `block:name`. It holds the workspace, so that two runs
    never send the same issue; a run that holds it already, and chose how long to wait for it, goes
    on.

    Raises:
        ConfigError: there is no mail server, no recipient or no password to send it with.
        WorkspaceBusy: another run did not end in time.

    """
    with (
        mailbox_for(config, issue.report, block) as mailbox,
        workspace_lock(config.lake, f"send {issue.report.id}"),
    ):
        round_ = _Round(issue, config.lake, mailbox, letter.write(issue, config))
        return [round_.delivery(recipient) for recipient in issue.report.readers]


def send_test(
    issue: Issue,
    config: Config,
    address: str,
    *,
    block: Callable[[str], str] | None = None,
) -> None:
    """Send an issue to one address to see how it looks; it counts as sent to nobody.

    Raises:
        ConfigError: there is no mail server, or no password to send it with.
        DeliveryError: it was not taken.

    """
    written = letter.write(issue, config, notice=_TEST)
    written = written.model_copy(update={"subject": f"[Test] {written.subject}"})
    now = datetime.now(UTC)
    with _mailbox(config, issue.report, block) as mailbox:
        about = f"test\n{issue.report.id}\n{issue.window.slug}\n{now.isoformat()}"
        envelope = message.Envelope(mailbox.sender, address, now, about)
        mailbox.send(message.build(written, envelope, issue.paths.get("pdf")), address)


class _Round:
    """One round with the mail; where the door is shut once, it is not knocked at again."""

    def __init__(self, issue: Issue, lake: Path, mailbox: Mailbox, written: Letter) -> None:
        self._issue, self._lake = issue, lake
        self._mailbox, self._letter = mailbox, written
        self._shut: str | None = None

    def delivery(self, reader: Recipient) -> Delivery:
        """Send to one recipient unless it was done, or may have been; say what happened."""
        recipient = reader.address
        path = ledger.path_of(self._lake, self._issue.report.id, self._issue.window, recipient)
        try:
            known = ledger.read(path)
        except ListeningError as error:
            return Delivery(recipient, "unsure", str(error))
        if known is not None and known.status == "sent":
            return Delivery(recipient, "already sent", f"Sent on {known.at:%Y-%m-%d at %H:%M} UTC.")
        if known is not None and known.status == "sending":
            return Delivery(recipient, "unsure", _unsure(known, path))
        if self._shut is not None:
            return Delivery(recipient, "failed", self._shut)
        return self._sent(recipient, path)

    def _sent(self, recipient: str, path: Path) -> Delivery:
        now = datetime.now(UTC)
        try:
            envelope = message.Envelope(
                sender=self._mailbox.sender,
                recipient=recipient,
                at=now,
                about=f"{self._issue.report.id}\n{self._issue.window.slug}",
                after=ledger.last_message(self._lake, self._issue.report.id, recipient),
            )
            mail = message.build(self._letter, envelope, self._issue.paths.get("pdf"))
            record = Record(
                report=self._issue.report.id,
                window=self._issue.window.slug,
                recipient=recipient,
                status="sending",
                at=now,
                message_id=envelope.message_id,
            )
            ledger.write(path, record)
        except ListeningError as error:
            return Delivery(recipient, "failed", str(error))
        try:
            self._mailbox.send(mail, recipient)
        except Unanswered as error:
            return Delivery(recipient, "unsure", f"{error} {_ask(path)}")
        except ListeningError as error:
            self._shut = str(error) if isinstance(error, NoSession) else None
            return _kept(path, record, Delivery(recipient, "failed", str(error)))
        return _kept(path, record, Delivery(recipient, "sent"))


def _kept(path: Path, record: Record, delivery: Delivery) -> Delivery:
    """Write down what happened; where that fails, say what the next run will believe."""
    told = {"status": delivery.status, "note": delivery.note, "at": datetime.now(UTC)}
    try:
        ledger.write(path, record.model_copy(update=told))
    except ListeningError as error:
        note = f"{delivery.note} It could not be noted: {error} {_ask(path)}".strip()
        return Delivery(delivery.recipient, delivery.status, note)
    return delivery


def _unsure(record: Record, path: Path) -> str:
    return (
        f"A delivery begun on {record.at:%Y-%m-%d at %H:%M} UTC was cut off before the server "
        f"answered: it may have arrived or not, so it was not repeated. {_ask(path)}"
    )


def _ask(path: Path) -> str:
    return f"Ask the recipient; if nothing came, delete `{path}` and send again."
