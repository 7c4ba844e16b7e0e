"""Mail in files → posts."""

import glob
from collections.abc import Iterator
from pathlib import Path

from flows.post import Post
from flows.sources.contract import Asked, Rejected
from flows.sources.files.source import FileSource
from flows.sources.mail.kept import is_maildir, maildir_files, messages
from flows.sources.mail.message import heard
from flows.sources.mbox.settings import MboxSettings


class Mbox(FileSource):
    """Files of messages, and Maildirs.

    The cursor holds, of a Maildir, when the last of its messages was put there: a name changes when
    somebody reads the message, and that is none that is new.
    """

    _settings: MboxSettings

    def _files(self) -> list[tuple[str, Path]]:
        # Path.glob refuses patterns that begin at the root.
        named = sorted(glob.glob(self._settings.path, root_dir=self._base, recursive=True))  # noqa: PTH207
        files = [file for name in named for file in self._inside(name)]
        if not files:
            raise self._refused(self._settings.path, f"holds no mail (looked in `{self._base}`)")
        return files

    def _inside(self, name: str) -> Iterator[tuple[str, Path]]:
        path = self._base / name
        if path.is_file() or is_maildir(path):
            yield name, path
        elif path.is_dir():
            for file in sorted(one for one in path.rglob("*") if one.is_file()):
                yield f"{name}/{file.relative_to(path)}", file

    def _fingerprint(self, path: Path) -> str:
        if not path.is_dir():
            return super()._fingerprint(path)
        latest = max((file.stat().st_ctime_ns for file in maildir_files(path)), default=0)
        return f"{latest}:{self._settings.fingerprint('path')}"

    def _posts(self, name: str, path: Path, asked: Asked) -> Iterator[Post | Rejected]:
        for place, content in self._contents(name, path, asked):
            one = heard(self._settings, content, asked.at, place)
            if isinstance(one, Rejected) or asked.wants(one.posted_at):
                yield one

    def _contents(self, name: str, path: Path, asked: Asked) -> Iterator[tuple[str, bytes]]:
        if not path.is_dir():
            yield from ((f"{name}#{place}", content) for place, content in messages(path))
            return
        until, _, settings = asked.cursor.get(name, "0:").partition(":")
        is_known = (
            asked.window is None
            and settings == self._settings.fingerprint("path")
            and until.isascii()
            and until.isdigit()
        )
        for file in maildir_files(path):
            if not is_known or file.stat().st_ctime_ns > int(until):
                yield f"{name}/{file.name.partition(':')[0]}", file.read_bytes()
