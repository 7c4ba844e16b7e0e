"""Posts, a connector that holds them in memory, and a configuration to collect it with."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import httpx
import polars as pl
from pydantic import PrivateAttr

from flows.config import Config, read
from flows.lake import segments
from flows.lake.collection import collect_source
from flows.lake.ledger import Entry
from flows.post import Post
from flows.sources import Asked, CommonSettings, Expect, Http, Limit, Rejected
from flows.window import Window

AT = datetime(2026, 6, 15, 12, tzinfo=UTC)
"""The instant of the collections."""

NO_NETWORK = httpx.MockTransport(lambda _: httpx.Response(404))

Item = Post | Rejected | Exception


def a_post(post_id: str = "p1", **given: Any) -> Post:
    """Return a post that says acme."""
    told: dict[str, Any] = {
        "source": "memory",
        "platform": "forum",
        "channel": "forum",
        "post_id": post_id,
        "posted_at": AT - timedelta(days=1),
        "collected_at": AT,
        "author": "ann",
        "text": f"My acme kettle broke again and nobody answers, says {post_id}.",
    }
    return Post(**(told | given))


def posts(count: int, **given: Any) -> list[Post]:
    """Return posts that came an hour apart, the last one an hour before the collection."""
    return [
        a_post(f"p{number}", posted_at=AT - timedelta(hours=count - number), **given)
        for number in range(count)
    ]


def rejected(count: int) -> list[Rejected]:
    """Return records that are no posts."""
    return [Rejected(f"memory:{line}", "`posted_at` is empty.", "{}") for line in range(count)]


class MemorySource:
    """A source that yields what it was given; an exception in between is raised."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.cursor: dict[str, str] = {}
        self.covered: tuple[datetime, datetime] | None = None
        self.limit: Limit | None = None
        self.notes: list[str] = []
        self.asked: Asked | None = None

    def fetch(self, asked: Asked) -> Iterator[Post | Rejected]:
        """Yield the items in their order."""
        self.asked = asked
        for item in self.items:
            if isinstance(item, Exception):
                raise item
            yield item


class MemorySettings(CommonSettings):
    """Settings that open the source they were given."""

    kind: Literal["memory"] = "memory"
    _source: MemorySource = PrivateAttr()

    def open(self, base: Path, http: Http) -> MemorySource:
        """Return the source."""
        return self._source


def settings(source: MemorySource, **expect: float) -> Any:
    """Return the settings of a source in memory, with what is expected of it."""
    made = MemorySettings(
        id="memory", platform="forum", channel="forum", expect=Expect.model_validate(expect)
    )
    made._source = source
    return made


def a_config(folder: Path, **given: Any) -> Config:
    """Return a configuration whose lake lies in a folder."""
    told: dict[str, Any] = {
        "brands": [{"id": "acme", "name": "Acme", "query": "acme", "owned": ["@AcmeCare"]}],
        "sources": [
            {"id": "file", "kind": "files", "path": "x.csv", "platform": "x", "channel": "forum"}
        ],
    }
    return read(told | given, folder / "listening.toml")


def collect(
    config: Config,
    source: MemorySource | Sequence[Item],
    at: datetime = AT,
    window: Window | None = None,
    **expect: float,
) -> Entry:
    """Collect a source in memory, or one made of some items."""
    held = source if isinstance(source, MemorySource) else MemorySource(source)
    with Http(NO_NETWORK) as http:
        return collect_source(config, settings(held, **expect), http, at, window=window)


def raw(config: Config) -> pl.DataFrame:
    """Return everything that lies in data/raw."""
    found = segments.segments(segments.raw_folder(config.lake))
    frames = [segments.read(segment) for segment in found]
    return pl.concat(frames).sort("post_id") if frames else pl.DataFrame()
