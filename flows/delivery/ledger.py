"""What was sent: one file for each issue and recipient, written before and after."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from flows.errors import DeliveryError
from flows.writing import whole

Status = Literal["sending", "sent", "failed"]


class Record(BaseModel):
    """One issue to one recipient.

    `sending` is written before the server is asked. Where it stays, a crash or a broken connection
    came between the message and the server's answer, and only a person can find out which.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: str
    period: str
    number: int
    recipient: str
    status: Status
    at: AwareDatetime
    message_id: str
    note: str = ""


def path_of(lake: Path, report: str, period: str, number: int, recipient: str) -> Path:
    """Return where the record of a delivery lies; upper and lower case are one recipient."""
    return lake / "sent" / report / period / str(number) / _name(recipient)


def last_message(lake: Path, report: str, recipient: str) -> str | None:
    """Return the id of the last message that a recipient got about a report; None for the first."""
    sent = [
        record
        for record in records(lake, f"{report}/*/*/{_name(recipient)}")
        if record.status == "sent"
    ]
    return max(sent, key=lambda record: record.at).message_id if sent else None


def records(lake: Path, pattern: str = "*/*/*/*.json") -> Iterator[Record]:
    """Yield what can be read of what was sent; what is damaged is told where it counts."""
    for path in sorted((lake / "sent").glob(pattern)):
        with suppress(DeliveryError):
            record = read(path)
            if record is not None:
                yield record


def _name(recipient: str) -> str:
    return f"{hashlib.sha256(recipient.casefold().encode()).hexdigest()[:16]}.json"


def read(path: Path) -> Record | None:
    """Return what is known of a delivery; None if it was never begun.

    Raises:
        DeliveryError: the record is there and cannot be read, so nobody knows.

    """
    try:
        return Record.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError):
        raise DeliveryError(
            f"The record `{path}` cannot be read, so it is not known whether the report was sent. "
            "Ask the recipient; delete that file to send it again."
        ) from None


def write(path: Path, record: Record) -> None:
    """Keep what is known; raises ListeningError if it cannot be kept."""
    with whole(path) as temporary:
        temporary.write_text(record.model_dump_json(indent=1), encoding="utf-8")
