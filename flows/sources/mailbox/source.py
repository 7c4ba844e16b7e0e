"""Folders of a mailbox → posts; the next collection goes on behind the last message."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.errors import SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources.contract import Asked, Checkpoint, Limit, Rejected
from flows.sources.http import Http
from flows.sources.mail.message import heard, too_large
from flows.sources.mailbox.imap import Account, Folder, as_written, opened
from flows.sources.mailbox.settings import MailboxSettings

_TOGETHER = 50
_MEGABYTE = 1_000_000
_DAY = timedelta(days=1)


class Mailbox:
    """The folders of one mailbox.

    The cursor keeps, for each folder, the numbering of its messages (UIDVALIDITY) and the number of
    the last that was read (UID), and when that was. Asked for a window, its messages are looked for
    by the date that they were written, and the cursor stays as it was.
    """

    def __init__(self, settings: MailboxSettings, base: Path, http: Http) -> None:
        self._settings = settings
        self._base = base
        self._http = http
        self.cursor: dict[str, str] = {}
        self.covered: tuple[datetime, datetime] | None = None
        self.limit: Limit | None = None
        self.notes: list[str] = []
        self._is_done = True

    def fetch(self, asked: Asked) -> Iterator[Post | Rejected | Checkpoint]:
        """Yield the messages that are new, the oldest first.

        Raises:
            SourceUnavailable: the server did not answer.
            SourceRefused: it did not take the login, or lacks a folder.

        """
        self.cursor = dict(asked.cursor)
        since = self._since(asked)
        try:
            with opened(self._account()) as server:
                for name in self._settings.folders:
                    yield from self._folder(Folder(server, name), name, asked, since)
        except (SourceUnavailable, SourceRefused) as error:
            raise type(error)(f"Source `{self._settings.id}`: {error}") from None
        if self._is_done and asked.window is None:
            self.cursor["read_at"] = asked.at.isoformat()
        if self._is_done:
            self.covered = (since, min(asked.at, asked.window.end) if asked.window else asked.at)

    def count(self, first: datetime, last: datetime) -> int:
        """Return how many messages of these days the folders hold, those of other lists included.

        Raises:
            SourceUnavailable: the server did not answer.
            SourceRefused: it did not take the login, or lacks a folder.

        """
        days = ("SENTSINCE", as_written(first), "SENTBEFORE", as_written(last + _DAY))
        with opened(self._account()) as server:
            return sum(len(Folder(server, name).search(*days)) for name in self._settings.folders)

    def _account(self) -> Account:
        settings = self._settings
        return Account(
            settings.host,
            settings.user,
            self._http.key(settings.password),
            settings.port,
            settings.timeout_seconds,
            self._base / settings.ca_file if settings.ca_file else None,
            settings.allow_private,
        )

    def _since(self, asked: Asked) -> datetime:
        if asked.window is not None:
            return asked.window.start
        with suppress(KeyError, ValueError):  # as a slip of the hand left it
            read_at = datetime.fromisoformat(asked.cursor["read_at"])
            return read_at if read_at.tzinfo else read_at.replace(tzinfo=UTC)
        return asked.at - self._settings.history_days * _DAY

    def _folder(
        self, folder: Folder, name: str, asked: Asked, since: datetime
    ) -> Iterator[Post | Rejected | Checkpoint]:
        numbers = self._numbers(folder, name, asked, since)
        if len(numbers) > (most := self._settings.max_messages):
            numbers, self._is_done = numbers[:most], False
            self.notes.append(f"`{name}` holds more than {most:,} new messages; the next goes on")
        for first in range(0, len(numbers), _TOGETHER):
            batch = numbers[first : first + _TOGETHER]
            for one in self._messages(folder, name, batch, asked.at):
                if isinstance(one, Rejected) or asked.wants(one.posted_at):
                    yield one
            if asked.window is None:
                self.cursor[f"folder {name}"] = f"{folder.numbering}:{batch[-1]}"
                yield Checkpoint(dict(self.cursor))

    def _numbers(self, folder: Folder, name: str, asked: Asked, since: datetime) -> list[int]:
        """Return the numbers of the messages that are to be read."""
        if asked.window is not None:
            # The server compares days alone, and each in the zone of its message.
            first, end = since - _DAY, asked.window.end + _DAY
            return folder.search(
                "SENTSINCE", as_written(first), "SENTBEFORE", as_written(end + _DAY)
            )
        numbering, last = self._known(asked.cursor, name)
        if numbering == folder.numbering:
            # Where there is none behind it, `n:*` means the last message.
            return [one for one in folder.search("UID", f"{last + 1}:*") if one > last]
        if numbering:
            self.notes.append(
                f"the messages of `{name}` have new numbers: heard again since {since:%Y-%m-%d}"
            )
        return folder.search("SINCE", as_written(since - _DAY))

    def _known(self, cursor: Mapping[str, str], name: str) -> tuple[str, int]:
        numbering, _, last = cursor.get(f"folder {name}", "").partition(":")
        # Without a number that can be read the messages are known by none.
        return (numbering, int(last)) if last.isascii() and last.isdigit() else ("", 0)

    def _messages(
        self, folder: Folder, name: str, numbers: list[int], at: datetime
    ) -> Iterator[Post | Rejected]:
        sizes = folder.sizes(numbers)
        for number in numbers:
            place = f"{name}#{number}"
            megabytes = sizes.get(number, 0) / _MEGABYTE
            if megabytes > self._settings.max_megabytes:
                yield too_large(self._settings, megabytes, place)
            elif (content := folder.message(number)) is not None:
                yield heard(self._settings, content, at, place)
