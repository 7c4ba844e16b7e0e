"""Messages kept in files: mbox, Maildir, one message a file."""

import mailbox
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any


def messages(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each message of a file or folder with its place in it, as the bytes that it is.

    A file is one message (`.eml`) or many (mbox), a folder holds such files or is a Maildir.
    """
    if is_maildir(path):
        for file in maildir_files(path):
            yield file.name, file.read_bytes()
    elif path.is_dir():
        for file in sorted(one for one in path.rglob("*") if one.is_file()):
            yield from messages(file)
    elif is_mbox(path):
        with closing(mailbox.mbox(path, create=False)) as box:
            yield from ((str(number), box.get_bytes(key)) for number, key in _numbered(box))
    elif content := path.read_bytes().strip():
        yield "1", content


def is_maildir(path: Path) -> bool:
    """Say whether a folder is a Maildir."""
    return (path / "new").is_dir() and (path / "cur").is_dir()


def maildir_files(path: Path) -> list[Path]:
    """Return the files of a Maildir, the oldest first."""
    found = (one for folder in ("cur", "new") for one in (path / folder).iterdir())
    return sorted((one for one in found if one.is_file()), key=lambda one: one.name)


def is_mbox(path: Path) -> bool:
    """Say whether a file holds messages one after the other."""
    with path.open("rb") as file:
        return file.read(5) == b"From "


def _numbered(box: "mailbox.mbox") -> Iterator[tuple[int, Any]]:
    return enumerate(box.keys(), 1)
