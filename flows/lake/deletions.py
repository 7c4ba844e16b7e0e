"""Posts that their platforms have deleted: erased here as well, once they are known to be gone."""

import secrets
import threading
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from flows.lake.erasure import erase
from flows.lake.ledger import run_name
from flows.lake.tombstones import Erasure
from flows.lake.wanted import kept

# Sources are collected side by side; two erasures at once would write the same segments.
_ONE_AT_A_TIME = threading.Lock()


def follow(
    lake: Path, gone: Collection[tuple[str, str]], platforms: Mapping[str, str], at: datetime
) -> int:
    """Erase the posts, by platform and id, of which something is kept; return how many those are.

    `platforms` are those of the sources, by id.

    Raises:
        ListeningError: a file of the lake cannot be read or written.

    """
    if not gone:
        return 0
    with _ONE_AT_A_TIME:
        found = kept(lake, gone)
        if found:
            begun = Erasure(
                run=run_name(at, secrets.token_hex(3)),
                at=at.replace(microsecond=0),
                reason="deleted where it was published",
            )
            erase(lake, found, platforms, begun)
        return len(found.posts) if found else 0
