"""Erase posts: the one thing that is allowed to write a segment anew.

A tombstone comes first, then the rejected records, the labels, the understood segments, and the raw
ones last: whatever moment a run is killed at, the next one still finds what is left to erase.
"""

import hashlib
import io
import json
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from flows.lake import tombstones
from flows.lake.privacy import author_key
from flows.lake.tombstones import Erasure, Rewritten
from flows.lake.wanted import KEY, Found, Key, all_segments, as_series, rows_of, unreadable
from flows.writing import whole

REWRITING = threading.Lock()
"""Held by who writes a file of the lake anew: sources are worked on side by side."""


def erase(
    lake: Path,
    found: Found,
    platforms: Mapping[str, str],
    begun: Erasure,
    progress: Callable[[str], None] = lambda _: None,
) -> Erasure:
    """Erase what was found, for good; return what is kept of it, which is `begun` and more.

    `platforms` are those of the sources, by id: in the rejected records of another one the id of a
    post is something else.

    Raises:
        ListeningError: a file cannot be read or written; run again, and it goes on from there.

    """
    key = author_key(lake)
    told = begun.model_copy(
        update={
            "posts": sorted(tombstones.post_hash(key, *post) for post in found.posts),
            "addresses": sorted(tombstones.address_hash(key, url) for url in found.urls),
            "authors": sorted(found.authors),
        }
    )
    tombstones.keep(lake, told)
    return _finish(lake, told, found, platforms, progress)


def resume(
    lake: Path, platforms: Mapping[str, str], progress: Callable[[str], None] = lambda _: None
) -> list[Erasure]:
    """Finish what was begun and cut off; return what that was.

    Raises:
        ListeningError: a file cannot be read or written.

    """
    done = []
    for begun in tombstones.erasures(lake):
        if not begun.is_done:
            found = Found(_named(lake, begun), frozenset(), frozenset(begun.authors))
            done.append(_finish(lake, begun, found, platforms, progress))
    return done


def is_cut_off(lake: Path) -> bool:
    """Say whether an erasure was begun and has not come to its end."""
    return any(not erasure.is_done for erasure in tombstones.erasures(lake))


def _finish(
    lake: Path,
    erasure: Erasure,
    found: Found,
    platforms: Mapping[str, str],
    progress: Callable[[str], None],
) -> Erasure:
    is_erased = pl.struct(KEY).is_in(as_series(found.posts))
    by_author = is_erased | pl.col("author").is_in(erasure.authors).fill_null(value=False)
    progress("erasing rejected records")
    for path in sorted((lake / "rejected").glob("*/*.jsonl")):
        platform = platforms.get(path.parent.name)
        ids = {post_id for on, post_id in found.posts if platform in (on, None)}
        erasure = _without_records(lake, path, erasure, {*ids, *found.urls, *found.handles})
    progress("erasing labels")
    for path in sorted((lake / "labels").glob("*/*.parquet")):
        erasure = _without_rows(lake, path, erasure, is_erased)
    for path in sorted((lake / "lookups").glob("*.parquet")):
        erasure = _without_rows(lake, path, erasure, is_erased)
    progress("erasing posts")
    for path in all_segments(lake):
        erasure = _without_rows(lake, path, erasure, by_author)
    done = erasure.model_copy(update={"is_done": True})
    tombstones.keep(lake, done)
    return done


def _named(lake: Path, erasure: Erasure) -> frozenset[Key]:
    """Return the posts that an erasure's hashes stand for, of those that are still somewhere."""
    key, hashes = author_key(lake), set(erasure.posts)
    labels = sorted((lake / "labels").glob("*/*.parquet"))
    everything = pl.lit(value=True)
    there = {
        row for path in [*all_segments(lake), *labels] for row in rows_of(path, KEY, everything)
    }
    return frozenset(
        (platform, post_id)
        for platform, post_id in there
        if tombstones.post_hash(key, platform, post_id) in hashes
    )


def _without_rows(lake: Path, path: Path, erasure: Erasure, is_erased: pl.Expr) -> Erasure:
    try:
        before = path.read_bytes()
        frame = pl.read_parquet(before)
        kept = frame.filter(~is_erased)
        if kept.height == frame.height:
            return erasure
        written = io.BytesIO()
        kept.write_parquet(written, compression="zstd", statistics=True)
    except (PolarsError, OSError) as error:
        raise unreadable(path, error) from error
    return _rewritten(lake, path, erasure, (before, written.getvalue()), frame.height - kept.height)


def _without_records(lake: Path, path: Path, erasure: Erasure, words: Iterable[str]) -> Erasure:
    """Leave out the records that hold one of the words, whole: `12` is not in `128`.

    Better one broken record too many is gone than one too few.
    """
    told = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)
    if not told:
        return erasure
    holds = re.compile(rf"(?<![\w-])(?:{told})(?![\w-])")
    before = path.read_bytes()
    lines = before.decode("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not holds.search(_record(line))]
    if len(kept) == len(lines):
        return erasure
    after = "".join(kept).encode()
    return _rewritten(lake, path, erasure, (before, after), len(lines) - len(kept))


def _record(line: str) -> str:
    try:
        told: Mapping[str, object] = json.loads(line)
    except ValueError:
        return line
    return f"{told.get('record')} {told.get('reason')}"


def _rewritten(
    lake: Path, path: Path, erasure: Erasure, bytes_: tuple[bytes, bytes], count: int
) -> Erasure:
    """Write a file anew; that it is so, and from what, is written down before."""
    before, after = (hashlib.sha256(one).hexdigest() for one in bytes_)
    name = str(path.relative_to(lake))
    told = Rewritten(name=name, before=before, after=after, count=count)
    if told not in erasure.rewritten:
        erasure = erasure.model_copy(update={"rewritten": [*erasure.rewritten, told]})
        tombstones.keep(lake, erasure)
    with whole(path) as temporary:
        temporary.write_bytes(bytes_[1])
    return erasure
