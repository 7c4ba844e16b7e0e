"""The ledger: what was asked of each source, what came, what failed. One file a collection."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from flows.errors import ListeningError
from flows.writing import whole

Status = Literal["complete", "limited", "partial", "failed"]
HEARD_OUT: tuple[Status, ...] = ("complete", "limited")
"""Nothing went wrong: all came that the source had, or all that its limit lets it give."""


class Entry(BaseModel):
    """One collection of one source.

    `covered_from` to `covered_to` is the span for which the collection vouches: every post the
    source had in it was heard. After a failure it is the span that was asked for and missed.
    `limited_from` to `limited_to` is the span of which the source may hold more than it gave,
    because it stopped at its own limit; `limit` says at which. `is_transient` says that the source
    did not answer, and may when it is asked again. `window_from` to `window_to` is what was asked
    for, if not just what is new. `request_count` is how often a server was asked, pages and logins;
    what was asked again for want of an answer counts once. `gone_count` posts had been deleted
    where they were published, and were erased here. `cursor` is what the next collection goes on
    from, also where this one was cut off.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: str
    source: str
    status: Status
    started_at: AwareDatetime
    finished_at: AwareDatetime
    covered_from: AwareDatetime | None = None
    covered_to: AwareDatetime | None = None
    limited_from: AwareDatetime | None = None
    limited_to: AwareDatetime | None = None
    limit: str | None = None
    window_from: AwareDatetime | None = None
    window_to: AwareDatetime | None = None
    post_count: int = 0
    rejected_count: int = 0
    request_count: int = 0
    gone_count: int = 0
    newest_at: AwareDatetime | None = None
    cursor: dict[str, str] = {}
    error: str | None = None
    is_transient: bool = False
    notes: list[str] = []


def write(lake: Path, entry: Entry) -> None:
    """Keep one entry."""
    path = lake / "ledger" / entry.source / f"{entry.run}.json"
    with whole(path) as temporary:
        temporary.write_text(entry.model_dump_json(indent=1))


def files(lake: Path, source: str = "*") -> list[Path]:
    """Return the files of the entries of a source, or of all, oldest first by run."""
    paths = (lake / "ledger").glob(f"{source}/*.json")
    return sorted(paths, key=lambda path: (path.name, path.parent.name))


def entries(lake: Path, source: str = "*", *, among: Collection[Path] | None = None) -> list[Entry]:
    """Return the entries of a source, or of all, oldest first by run; or only some of the files.

    Raises:
        ListeningError: an entry is damaged.

    """
    return [_read(path) for path in files(lake, source) if among is None or path in among]


def _read(path: Path) -> Entry:
    try:
        return Entry.model_validate_json(path.read_bytes())
    except ValidationError:
        raise ListeningError(
            f"The ledger's entry `{path}` is damaged. Restore it from a backup, or delete it and "
            "collect its source again."
        ) from None


def cursor(lake: Path, source: str) -> dict[str, str]:
    """Return what the last collection left for the next one.

    One that failed left what it was given itself or, where it could go on, how far it had come.
    """
    return next((one.cursor for one in reversed(entries(lake, source)) if one.cursor), {})


def run_name(at: datetime, token: str) -> str:
    """Name a run so that names sort by time: `20130611T060000Z-4f1c2a`."""
    return f"{at:%Y%m%dT%H%M%S}Z-{token}"
