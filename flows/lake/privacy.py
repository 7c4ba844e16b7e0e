"""Authors become keyed hashes before anything is written; only owned accounts keep their name."""

import hashlib
import os
import secrets
import threading
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from flows.writing import whole

_MAKING = threading.Lock()
"""Sources may be collected side by side; they share one key."""


def author_key(lake: Path) -> bytes:
    """Return the workspace's key, made on first use; without it no hash leads to a name."""
    path = lake / "author.key"
    with _MAKING:
        if not path.exists():
            with whole(path) as temporary:
                temporary.write_text(secrets.token_hex(32))
                os.chmod(temporary, 0o600)  # noqa: PTH101 - the path is open to this user alone
    return bytes.fromhex(path.read_text().strip())


def private(
    frame: pl.DataFrame, key: bytes, owned: Iterable[str], *, keep_names: bool
) -> pl.DataFrame:
    """Return raw posts with owned accounts marked and everybody else's name taken away.

    `author` becomes 16 hexadecimal digits of BLAKE2b over platform and author, keyed; equal
    authors stay equal, so distinct authors can still be counted.
    """
    handles = {handle.lstrip("@").casefold() for handle in owned}
    author = pl.coalesce("author", "author_name")
    named = pl.col("author_name").str.strip_chars_start("@").str.to_lowercase().is_in(handles)
    known = pl.col("author").str.strip_chars_start("@").str.to_lowercase().is_in(handles)
    is_owned = pl.col("is_owned") | named.fill_null(value=False) | known.fill_null(value=False)
    hashed = pl.concat_str("platform", pl.lit("\x1f"), author)
    names = pl.col("author_name") if keep_names else pl.lit(None, pl.String)
    return frame.with_columns(
        is_owned=is_owned,
        author=hashed.map_elements(lambda text: _hash(key, text), return_dtype=pl.String),
        author_name=pl.when(is_owned).then(pl.coalesce("author_name", "author")).otherwise(names),
    )


def author_hash(key: bytes, platform: str, author: str) -> str:
    """Return what stands in the column `author` for somebody on a platform."""
    return _hash(key, f"{platform}\x1f{author}")


def _hash(key: bytes, text: str) -> str:
    return hashlib.blake2b(text.encode(), key=key, digest_size=8).hexdigest()
