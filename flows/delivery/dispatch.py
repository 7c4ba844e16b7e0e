"""Send an issue to each of its recipients, once, whatever happened before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from flows.config import Config, Recipient, ReportSettings
from flows.delivery import bounces, ledger, message
from flows.delivery.ledger import Record
from flows.delivery.mail import Mailbox, NoSession, Unanswered
from flows.delivery.parcel import Parcel
from flows.errors import ConfigError, ListeningError
from flows.lake.lock import workspace_lock


@dataclass(frozen=True)
class Delivery:
    """What became of an issue on its way to one recipient; the note says what a person can do.

    `unsure` means that it may have arrived: it is not sent again until a person says so.
    """

    recipient: str
    status: Literal["sent", "already sent", "unsure", "failed"]
    note: str = ""

    def __str__(self) -> str:
        return f"{self.recipient}: {self.status}. {self.note}".rstrip()


def mailbox_for(
    config: Config,
    report: ReportSettings,
    block: Callable[[str], str] | None = None,
    recipients: Sequence[str] | None = None,
) -> Mailbox:
    """Return where a report's mail goes out, not yet opened.

    Call it before the work to hear early of what would stop the delivery after it.

    Raises:
        ConfigError: there is no mail server, no recipient or no password to send it with.

    """
    if config.mail is None:
        raise ConfigError(
            f"`{report.id}` cannot be sent: the configuration has no `[mail]`. Add one with "
            "`host`, `sender` and, if the server asks for a login, `username` and `password`."
        )
    if not (report.recipients if recipients is None else recipients):
        raise ConfigError(
            f"`{report.id}` cannot be sent: `reports.{report.id}.recipients` is empty. "
            "List the addresses there."
        )
    return Mailbox(config.mail, block)


def deliver(
    parcel: Parcel,
    config: Config,
    *,
    recipients: Sequence[str] | None = None,
    block: Callable[[str], str] | None = None,
) -> list[Delivery]:
    """Send an issue to its recipients; one who is refused does not stop the others.

    `recipients` are addresses in place of those of the configuration; who stands there too reads
    the language that is given there. `block` resolves secrets written as `block:name`. It holds
    the workspace, so that two runs never send the same issue; a run that holds it already, and
    chose how long to wait for it, goes on.

    Raises:
        ConfigError: there is no mail server, no recipient or no password to send it with.
        WorkspaceBusy: another run did not end in time.

    """
    report = config.report(parcel.report)
    readers = report.readers if recipients is None else _named(recipients, report)
    with (
        mailbox_for(config, report, block, recipients) as mailbox,
        workspace_lock(config.lake, f"send {report.id}"),
    ):
        round_ = _Round(parcel, config, mailbox)
        return [round_.delivery(reader) for reader in readers]


def send_test(
    parcel: Parcel, config: Config, address: str, *, block: Callable[[str], str] | None = None
) -> None:
    """Send an issue to one address to see how it looks; it counts as sent to nobody.

    Raises:
        ConfigError: there is no mail server, or no password to send it with.
        DeliveryError: it was not taken.

    """
    now = datetime.now(UTC)
    with mailbox_for(config, config.report(parcel.report), block, [address]) as mailbox:
        about = f"test\n{parcel.report}\n{parcel.period}\n{now.isoformat()}"
        envelope = message.Envelope(mailbox.sender, address, now, about)
        mailbox.send(message.build(parcel.test, envelope, parcel.path("pdf", config)), address)


def _named(addresses: Sequence[str], report: ReportSettings) -> list[Recipient]:
    known = {reader.address.casefold(): reader for reader in report.readers}
    named = {one.casefold(): known.get(one.casefold(), Recipient(address=one)) for one in addresses}
    return list(named.values())


class _Round:
    """One round with the mail; where the door is shut once, it is not knocked at again."""

    def __init__(self, parcel: Parcel, config: Config, mailbox: Mailbox) -> None:
        self._parcel, self._lake, self._mailbox = parcel, config.lake, mailbox
        self._pdf = parcel.path("pdf", config)
        self._shut: str | None = None

    def delivery(self, reader: Recipient) -> Delivery:
        """Send to one recipient unless it was done, or may have been; say what happened."""
        recipient = reader.address
        about = self._parcel
        path = ledger.path_of(self._lake, about.report, about.period, about.number, recipient)
        try:
            known = ledger.read(path)
        except ListeningError as error:
            return Delivery(recipient, "unsure", str(error))
        if known is not None and known.status == "sent":
            return Delivery(recipient, "already sent", self._told(known))
        if known is not None and known.status == "sending":
            return Delivery(recipient, "unsure", _unsure(known, path))
        if self._shut is not None:
            return Delivery(recipient, "failed", self._shut)
        return self._sent(reader, path)

    def _told(self, known: Record) -> str:
        """Say when it was sent, and if it came back."""
        sent = f"Sent on {known.at:%Y-%m-%d at %H:%M} UTC."
        back = bounces.last(self._lake, known.recipient)
        is_back = back is not None and back.message_id == known.message_id
        return f"{sent} {back.told()}" if back is not None and is_back else sent

    def _sent(self, reader: Recipient, path: Path) -> Delivery:
        recipient, about, now = reader.address, self._parcel, datetime.now(UTC)
        try:
            envelope = message.Envelope(
                sender=self._mailbox.sender,
                recipient=recipient,
                at=now,
                about=f"{about.report}\n{about.period}\n{about.number}",
                after=ledger.last_message(self._lake, about.report, recipient),
            )
            mail = message.build(about.letter(reader.language), envelope, self._pdf)
            record = Record(
                report=about.report,
                period=about.period,
                number=about.number,
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
        back = bounces.last(self._lake, recipient)
        note = f"{back.told()} Ask whether this one has come." if back else ""
        return _kept(path, record, Delivery(recipient, "sent", note))


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
