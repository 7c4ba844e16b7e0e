"""A ZIP whose bytes hang on nothing but what is in it."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from flows.writing import whole

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first that the format knows: files in it are of no time."""
_UNIX, _READABLE = 3, 0o100644 << 16


def write_archive(files: Mapping[str, bytes], path: Path) -> None:
    """Write files in their order, each with the same time and rights.

    Raises:
        ListeningError: the file cannot be written.

    """
    with whole(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
