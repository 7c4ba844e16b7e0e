"""What is to be erased: what a person names, and what the lake has of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from flows.errors import ConfigError, ListeningError
from flows.lake import tombstones
from flows.lake.privacy import author_hash, author_key
from flows.lake.tombstones import Erasure

Key = tuple[str, str]
KEY = ["platform", "post_id"]
_HASHED = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Wanted:
    """What a person asks to erase: posts by platform and id, by address, or all of an author."""

    posts: Sequence[Key] = ()
    urls: Sequence[str] = ()
    authors: Sequence[str] = ()
    """Names, handles or ids as the platform has them, or hashes as the tables have them."""
    author_of: Sequence[str] = ()
    """Addresses of posts: all of who wrote one."""
    platforms: Sequence[str] = ()
    """The platforms that authors are looked for on."""


@dataclass(frozen=True)
class Found:
    """What there is of it."""

    posts: frozenset[Key]
    urls: frozenset[str]
    authors: frozenset[str]
    """Hashes, as in the column `author`."""
    handles: frozenset[str] = frozenset()
    """What authors are called, for the rejected records."""


def find(lake: Path, wanted: Wanted) -> Found:
    """Look for what is to be erased; posts that are named by id count also when there are none.

    Raises:
        ConfigError: the author of a post is asked for, and not known.
        ListeningError: a segment is damaged.

    """
    authors = _authors(lake, wanted)
    urls = {form for url in wanted.urls for form in _addresses(url)}
    named = pl.struct(KEY).is_in(as_series(wanted.posts)) if wanted.posts else pl.lit(value=False)
    is_by = pl.col("author").is_in(list(authors)) | _is_called(wanted)
    is_wanted = (named | pl.col("url").is_in(list(urls)) | is_by).fill_null(value=False)
    rows = _rows(lake, [*KEY, "url", "author", "author_name"], is_wanted)
    posts = {(platform, post_id) for platform, post_id, *_ in rows} | set(wanted.posts)
    held = {url for _, _, url, *_ in rows if url} | urls
    handles = {form for name in wanted.authors for form in _forms(name)}
    return Found(frozenset(posts), frozenset(held), authors, frozenset(handles))


def kept(lake: Path, posts: Iterable[Key]) -> Found | None:
    """Return those of some posts of which a segment holds something, with their addresses.

    Raises:
        ListeningError: a segment is damaged.

    """
    is_named = pl.struct(KEY).is_in(as_series(posts))
    rows = _rows(lake, [*KEY, "url"], is_named)
    if not rows:
        return None
    named = frozenset((platform, post_id) for platform, post_id, _ in rows)
    return Found(named, frozenset(url for *_, url in rows if url), frozenset())


def erased_before(lake: Path, wanted: Wanted) -> dict[str, Erasure]:
    """Return what of it was erased before, as a person names it, with the first such erasure."""
    key = author_key(lake)
    hashes = {
        f"{platform} {post_id}": {tombstones.post_hash(key, platform, post_id)}
        for platform, post_id in wanted.posts
    }
    for url in (*wanted.urls, *wanted.author_of):
        hashes[url] = {tombstones.address_hash(key, form) for form in _addresses(url)}
    for name in wanted.authors:
        hashes[name] = _hashes(key, name, wanted.platforms)
    before: dict[str, Erasure] = {}
    # Those of one second have names in no order.
    for erasure in sorted(tombstones.erasures(lake), key=lambda one: one.at):
        gone = {*erasure.posts, *erasure.addresses, *erasure.authors}
        for name in hashes.keys() - before.keys():
            if erasure.is_done and not gone.isdisjoint(hashes[name]):
                before[name] = erasure
    return {name: before[name] for name in hashes if name in before}


def _authors(lake: Path, wanted: Wanted) -> frozenset[str]:
    """Return the hashes of authors: of their names, of who is called so, of who wrote a post."""
    key = author_key(lake)
    known = {one for name in wanted.authors for one in _hashes(key, name, wanted.platforms)}
    if wanted.authors:
        known |= {author for (author,) in _rows(lake, ["author"], _is_called(wanted)) if author}
    for url in wanted.author_of:
        rows = _rows(lake, ["author"], pl.col("url").is_in(_addresses(url)))
        if not rows:
            gone = erased_before(lake, Wanted(author_of=[url])).get(url)
            why = f" It was erased on {gone.at:%Y-%m-%d}." if gone else ""
            raise ConfigError(
                f"No post at `{url}` is kept, so it is not known who wrote it.{why} Give the "
                "address of another post of theirs, or what the source gives as `author`."
            )
        if not (wrote := {author for (author,) in rows if author}):
            raise ConfigError(
                f"The source says of the post at `{url}` not who wrote it: erase the post, with "
                "`--url`."
            )
        known |= wrote
    return frozenset(known)


def _hashes(key: bytes, name: str, platforms: Iterable[str]) -> set[str]:
    """Return the hashes that stand for a name; one that is a hash itself is one more."""
    told = {author_hash(key, platform, form) for platform in platforms for form in _forms(name)}
    return told | {name} if _HASHED.fullmatch(name) else told


def _is_called(wanted: Wanted) -> pl.Expr:
    """Say of whom the name is kept whether they are called so."""
    name = pl.col("author_name").str.strip_chars_start("@").str.to_lowercase()
    return name.is_in([one.lstrip("@").lower() for one in wanted.authors]) & pl.col(
        "platform"
    ).is_in(list(wanted.platforms))


def _forms(name: str) -> list[str]:
    """Return a name as platforms may have written it."""
    bare = name.lstrip("@")
    return list(dict.fromkeys([name, bare, f"@{bare}"]))


def _addresses(url: str) -> list[str]:
    """Return an address as sources may have written it."""
    bare = url.rstrip("/")
    return list(dict.fromkeys([url, bare, f"{bare}/"]))


def _rows(lake: Path, columns: list[str], which: pl.Expr) -> list[tuple[str, ...]]:
    return [row for path in all_segments(lake) for row in rows_of(path, columns, which)]


def all_segments(lake: Path) -> list[Path]:
    """Return the segments of all understandings, then the raw ones."""
    understood = sorted((lake / "posts").glob("*/*/*/*.parquet"))
    return [*understood, *sorted((lake / "raw").glob("*/*/*.parquet"))]


def as_series(posts: Iterable[Key]) -> pl.Series:
    """Return posts as the one list that a struct of their keys may be in."""
    schema = {name: pl.String() for name in KEY}
    return pl.DataFrame(sorted(posts), schema=schema, orient="row").to_struct().implode()


def rows_of(path: Path, columns: list[str], which: pl.Expr) -> list[tuple[str, ...]]:
    """Return columns of the rows of a file that fulfil a condition.

    Raises:
        ListeningError: the file is damaged.

    """
    try:
        return pl.scan_parquet(path).filter(which).select(columns).collect().rows()
    except (PolarsError, OSError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> ListeningError:
    """Return the error of a file of which it is not known what it holds."""
    return ListeningError(
        f"`{path}` cannot be read, so it is not known whether it holds what is to be erased: "
        f"{str(error).splitlines()[0]}. Restore it from a backup, or delete it, and run again."
    )
