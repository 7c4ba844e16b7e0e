"""A landing: the posts of one collection on their way into raw segments, unseen until published."""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TextIO

import polars as pl

from flows.lake import segments
from flows.lake.privacy import author_key, private
from flows.lake.spans import Timeline
from flows.lake.tombstones import Tombstones
from flows.post import SCHEMA, Post
from flows.sources import Gone, Rejected
from flows.writing import told_plainly

SEGMENT_POSTS = 50_000
"""Most posts of one segment: what one worker holds in memory while it understands them."""


class Landing:
    """Takes posts and rejects one by one, in memory that stays flat however many come."""

    def __init__(
        self, lake: Path, source: str, run: str, owned: Iterable[str], *, keep_names: bool
    ) -> None:
        self.post_count = 0
        self.rejected_count = 0
        self.broken_count = 0
        self.cut_count = 0
        self.erased_count = 0
        self.gone: set[tuple[str, str]] = set()
        self.newest_at: datetime | None = None
        self.timeline = Timeline()
        self.first_rejected: Rejected | None = None
        self.first_broken: Rejected | None = None
        self._lake, self._source, self._run = lake, source, run
        self._owned, self._keep_names = list(owned), keep_names
        self._months: defaultdict[str, list[Post]] = defaultdict(list)
        self._held = 0
        self._staged: list[tuple[Path, Path]] = []
        self._segment_count = 0
        self._rejects: TextIO | None = None
        self._erased = Tombstones.of(lake)

    def take(self, heard: Post | Rejected | Gone) -> None:
        """Take one post, put one broken record aside, or remember one post that is gone."""
        if isinstance(heard, Rejected):
            self._reject(heard)
            return
        if isinstance(heard, Gone):
            self.gone.add((heard.platform, heard.post_id))
            return
        author = heard.author_name if heard.author is None else heard.author
        if self._erased.cover(heard.platform, heard.post_id, author):
            self.erased_count += 1
            return
        self._months[f"{heard.posted_at:%Y-%m}"].append(heard)
        self._held += 1
        self.post_count += 1
        self.cut_count += heard.is_cut
        self.timeline.add(heard.posted_at)
        self.newest_at = max(self.newest_at or heard.posted_at, heard.posted_at)
        if self._held >= SEGMENT_POSTS:
            self._stage(max(self._months, key=lambda month: len(self._months[month])))

    def publish(self) -> None:
        """Make everything taken so far visible in data/raw."""
        for month in sorted(self._months):
            self._stage(month)
        for staged, target in self._staged:
            with told_plainly(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(target)
        self._staged.clear()

    def close(self) -> None:
        """Let go of what was not published."""
        shutil.rmtree(staging_folder(self._lake) / self._run, ignore_errors=True)
        if self._rejects is not None:
            with told_plainly(self._rejected_path):
                self._rejects.close()

    def _stage(self, month: str) -> None:
        posts = self._months.pop(month)
        self._held -= len(posts)
        frame = pl.DataFrame(
            {column: [getattr(post, column) for post in posts] for column in SCHEMA}, schema=SCHEMA
        )
        name = f"{self._run}-{self._segment_count:04}.parquet"
        self._segment_count += 1
        staged = staging_folder(self._lake) / self._run / name
        key = author_key(self._lake)
        segments.write(private(frame, key, self._owned, keep_names=self._keep_names), staged)
        target = segments.raw_folder(self._lake) / self._source / month / name
        self._staged.append((staged, target))

    def _reject(self, rejected: Rejected) -> None:
        self.rejected_count += 1
        self.first_rejected = self.first_rejected or rejected
        if rejected.is_broken:
            self.broken_count += 1
            self.first_broken = self.first_broken or rejected
        told = {"place": rejected.place, "reason": rejected.reason, "record": rejected.record}
        with told_plainly(self._rejected_path):
            if self._rejects is None:
                self._rejected_path.parent.mkdir(parents=True, exist_ok=True)
                self._rejects = self._rejected_path.open(
                    "w", encoding="utf-8", errors="backslashreplace"
                )
            self._rejects.write(json.dumps(told, ensure_ascii=False) + "\n")

    @property
    def _rejected_path(self) -> Path:
        return self._lake / "rejected" / self._source / f"{self._run}.jsonl"


def staging_folder(lake: Path) -> Path:
    """Return where segments wait to be published; whatever a killed run left there is worthless."""
    return lake / "staging"
