"""Write a file whole or not at all."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import ListeningError

SUFFIX = ".partial"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet would run."""


def harmless(text: str) -> str:
    """Return a text as a CSV may hold it: a quote stands before what would be run."""
    return f"'{text}" if text.startswith(FORMULA) else text


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`; on leaving, it takes the place of `path`.

    A reader sees the old file or the new one, whatever happens in between. After an error the
    temporary file is gone and the old file is as it was; after a kill it stays behind under a
    name that no reader looks for, until `sweep` takes it away.

    Raises:
        ListeningError: the disk is full or refuses.

    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}{SUFFIX}")
    with told_plainly(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            yield temporary
            with temporary.open("rb") as written:
                os.fsync(written.fileno())
            temporary.replace(path)
            _keep(path.parent)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


@contextmanager
def staged_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder beside `path` that no reader looks at; on leaving it is gone.

    What is to stay is given to `publish` before. After a kill it stays until `sweep`.

    Raises:
        ListeningError: the disk is full or refuses.

    """
    staged = path.with_name(f".{path.name}.{os.getpid()}{SUFFIX}")
    with told_plainly(path):
        try:
            staged.mkdir(parents=True)
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def publish(staged: Path, path: Path) -> None:
    """Make a staged folder `path`, whole and for reading only; raises OSError if that is there."""
    for file in staged.iterdir():
        file.chmod(0o444)
    _keep(staged)
    staged.rename(path)
    _keep(path.parent)


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Say what a person can do when the system refuses to write `path`.

    Raises:
        ListeningError: the disk is full or refuses.

    """
    try:
        yield
    except OSError as error:
        raise ListeningError(_refusal(path, error)) from error


def _keep(folder: Path) -> None:
    """Have the disk remember a folder's names, so that a power cut takes none of them back."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sweep(folder: Path, *, below: bool = True) -> None:
    """Remove what killed runs left behind, also in the folders `below`.

    Call it while no other run writes there.
    """
    found = folder.rglob if below else folder.glob
    for left in list(found(f".*{SUFFIX}")):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _refusal(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"The disk is full: `{path}` could not be written; what was there is unchanged. "
            "Make room and run again."
        )
    return f"`{path}` could not be written: {error.strerror or error}. Check the folder's rights."
