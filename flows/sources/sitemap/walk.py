"""Which addresses of a site's sitemaps were told, and from when on the next walk must look."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flows.sources.contract import Asked
from flows.sources.sitemap.entries import Listed
from flows.sources.sitemap.settings import SitemapSettings


@dataclass
class Walk:
    """One walk through the sitemaps of a site, for addresses that changed since an instant.

    In the cursor, `until` is when the last whole walk began, `told` has a hash of each address
    that was told since its floor, with one of what its entry said, and `walk` is when a walk that
    was cut off began and what it had read by then.
    """

    since: datetime
    until: datetime
    asks_for: str
    is_window: bool
    left: Mapping[str, str]
    before: dict[str, str]
    told: dict[str, str] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    is_waiting: bool = False
    """Some pages wait for the next collection."""

    @classmethod
    def of(cls, settings: SitemapSettings, asked: Asked) -> "Walk":
        """Return the walk of this collection; one that was cut off goes on."""
        asks_for = settings.asks_for
        left = asked.cursor if asked.cursor.get("settings") == asks_for else {}
        if asked.window is not None:
            until = min(asked.window.end, asked.at)
            return cls(asked.window.start, until, asks_for, True, asked.cursor, {})
        last = _instant(left.get("until"))
        overlap, history = settings.overlap_hours, settings.history_days
        since = last - timedelta(hours=overlap) if last else asked.at - timedelta(days=history)
        before = json.loads(left.get("told", "{}"))
        walk = cls(since, asked.at, asks_for, False, left, before)
        if "walk" in left:
            began, *walk.read = json.loads(left["walk"])
            walk.until, walk.told = datetime.fromisoformat(began), dict(before)
        return walk

    @property
    def unheard_since(self) -> datetime:
        """Return since when nothing was heard: since the last walk, which looked back further."""
        return self.since if self.is_window else _instant(self.left.get("until")) or self.since

    def is_read(self, url: str) -> bool:
        """Say whether a sitemap was read in this walk."""
        return _hash(url) in self.read

    def was_told(self, entry: Listed) -> bool:
        """Say whether an address was told with what its entry says now."""
        key, said = _hash(entry.loc), _said(entry)
        known = self.told.get(key) == said or self.before.get(key) == said
        if known:
            self.told[key] = said
        return known

    def tell(self, entry: Listed) -> None:
        """Remember that an address was told."""
        self.told[_hash(entry.loc)] = _said(entry)

    def finish(self, url: str) -> dict[str, str]:
        """Remember that a sitemap was read; return a cursor from which to go on."""
        self.read.append(_hash(url))
        if self.is_window:
            return dict(self.left)
        kept = {key: self.left[key] for key in ("until",) if key in self.left}
        told = json.dumps({**self.before, **self.told})
        walk = json.dumps([self.until.isoformat(), *self.read])
        return {**kept, "settings": self.asks_for, "told": told, "walk": walk}

    def cursor(self) -> dict[str, str]:
        """Return what the next collection is to be given when all was read."""
        if self.is_window:
            return dict(self.left)
        until = self.left.get("until") if self.is_waiting else self.until.isoformat()
        return {
            "settings": self.asks_for,
            "told": json.dumps(self.told),
            **({"until": until} if until else {}),
        }


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _said(entry: Listed) -> str:
    return _hash(f"{entry.lastmod}\n{entry.published}\n{entry.title}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
