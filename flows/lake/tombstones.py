"""What was erased, as keyed hashes and nothing else: so that no collection brings it back."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from flows.errors import ListeningError
from flows.lake.privacy import author_hash, author_key
from flows.writing import whole


class Rewritten(BaseModel):
    """A file of the lake that was written anew without what was erased; the hashes of both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    before: str
    after: str
    count: int
    """Rows or records that went."""


class Erasure(BaseModel):
    """One erasure: when, why, and the hashes of what went.

    It is written before anything is erased, and again as `is_done` when all of it is gone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: str
    at: AwareDatetime
    reason: str = ""
    is_done: bool = False
    posts: list[str] = []
    addresses: list[str] = []
    authors: list[str] = []
    """As in the column `author`: what they post later is not taken either."""
    rewritten: list[Rewritten] = []


def post_hash(key: bytes, platform: str, post_id: str) -> str:
    """Return the name of a post as it is kept of one that is gone, or shown in an issue."""
    return _keyed(key, f"post\x1f{platform}\x1f{post_id}")


def address_hash(key: bytes, url: str) -> str:
    """Return the address of a post as it is kept of one that is gone, or shown in an issue."""
    return _keyed(key, f"url\x1f{url}")


def _keyed(key: bytes, text: str) -> str:
    return hashlib.blake2b(text.encode(), key=key, digest_size=16).hexdigest()


def erasures(lake: Path) -> list[Erasure]:
    """Return all erasures, oldest first; raises ListeningError when a file is damaged."""
    return [_read(path) for path in sorted(_folder(lake).glob("*.json"))]


def erased_between(erasures: Iterable[Erasure], name: str, before: str, now: str) -> int | None:
    """Return how many rows were erased from a file between two of its hashes.

    None when erasures do not lead from the one to the other: then something else changed it. What
    was written down and cut off before it was done leads nowhere.
    """
    steps = [one for erasure in erasures for one in erasure.rewritten if one.name == name]
    reached = {before: 0}
    while new := [one for one in steps if one.before in reached and one.after not in reached]:
        reached |= {one.after: reached[one.before] + one.count for one in new}
    return reached.get(now)


def keep(lake: Path, erasure: Erasure) -> None:
    """Write an erasure down; raises ListeningError if that cannot be done."""
    with whole(_folder(lake) / f"{erasure.run}.json") as temporary:
        temporary.write_text(erasure.model_dump_json(indent=1), encoding="utf-8")


def _folder(lake: Path) -> Path:
    return lake / "erased"


def _read(path: Path) -> Erasure:
    try:
        return Erasure.model_validate_json(path.read_bytes())
    except ValidationError:
        raise ListeningError(
            f"`{path}` is damaged: it says what must not be collected again. Restore it from a "
            "backup."
        ) from None


@dataclass(frozen=True)
class Tombstones:
    """All that was ever erased, to hold posts against as they come."""

    key: bytes
    posts: frozenset[str]
    authors: frozenset[str]

    @classmethod
    def of(cls, lake: Path) -> Self:
        """Read them; where nothing was erased there are none."""
        found = erasures(lake)
        return cls(
            author_key(lake) if found else b"",
            frozenset(one for erasure in found for one in erasure.posts),
            frozenset(one for erasure in found for one in erasure.authors),
        )

    def cover(self, platform: str, post_id: str, author: str | None) -> bool:
        """Say whether a post was erased, or is by somebody who was; the author as it came."""
        if not self.key:
            return False
        is_erased = post_hash(self.key, platform, post_id) in self.posts
        return is_erased or (
            author is not None and author_hash(self.key, platform, author) in self.authors
        )
