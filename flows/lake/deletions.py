"""Posts that their platforms have deleted: erased here as well, once they are known to be gone."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from flows.lake.erasure import REWRITING, erase
from flows.lake.ledger import run_name
from flows.lake.tombstones import Erasure
from flows.lake.wanted import kept


def follow(
    lake: Path, gone: Collection[tuple[str, str]], platforms: Mapping[str, str], at: datetime
) -> Erasure | None:
    """Erase the posts, by platform and id, of which something is kept; return what was erased.

    `platforms` are those of the sources, by id.

    Raises:
        ListeningError: a file of the lake cannot be read or written.

    """
    if not gone:
        return None
    with REWRITING:
        found = kept(lake, gone)
        if found is None:
            return None
        begun = Erasure(
            run=run_name(at, secrets.token_hex(3)),
            at=at,
            reason="deleted where it was published",
        )
        return erase(lake, found, platforms, begun)
