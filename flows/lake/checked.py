"""What became of posts that were looked up again, kept as evidence: one file a run and source."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.lake.tombstones import Erasure
from flows.lake.wanted import Key
from flows.writing import whole

_SAMPLES = 10


@dataclass
class Checked:
    """What became of the posts of one source that were looked up.

    `later_count` posts were due as well, and there were no requests left for them.
    """

    run: str
    source: str
    started_at: datetime
    due_count: int
    later_count: int
    asked_count: int = 0
    told_count: int = 0
    changed_count: int = 0
    rejected_count: int = 0
    gone: dict[Key, str | None] = field(default_factory=dict)
    """What is said to be gone, with its address."""
    erased: Erasure | None = None
    held: str | None = None
    """Why what is said to be gone was not erased."""
    error: str | None = None

    @property
    def silent_count(self) -> int:
        """Return how many posts were asked for and not told of."""
        return max(0, self.asked_count - self.told_count - len(self.gone))

    @property
    def is_whole(self) -> bool:
        """Say that nothing is left for a person to look at."""
        return self.error is None and self.held is None

    def document(self) -> dict[str, Any]:
        """Return it as JSON has it; no post is named."""
        counts = {name: value for name, value in asdict(self).items() if name.endswith("_count")}
        return {
            "run": self.run,
            "source": self.source,
            "started_at": self.started_at.isoformat(),
            **counts,
            "silent_count": self.silent_count,
            "gone_count": len(self.gone),
            "erased_count": len(self.erased.posts) if self.erased else 0,
            "held": self.held,
            "error": self.error,
        }

    def samples(self) -> list[str]:
        """Return some of the posts that are said to be gone, as a person can look them up."""
        named = [url or f"{platform} {post_id}" for (platform, post_id), url in self.gone.items()]
        return sorted(named)[:_SAMPLES]


def keep(lake: Path, checked: Checked) -> None:
    """Write it down; raises ListeningError if that cannot be done."""
    told = {**checked.document(), "finished_at": datetime.now(UTC).isoformat()}
    path = lake / "compliance" / checked.source / f"{checked.run}.json"
    with whole(path) as temporary:
        temporary.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
