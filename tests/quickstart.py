"""The quickstart in a folder of a test's own, from its posts to what was understood of them."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from examples.quickstart.make_posts import make
from examples.quickstart.planting import Planted
from examples.quickstart.truth import HERE, Truth
from flows.config import Config, load
from flows.lake.collection import collect_source
from flows.lake.understanding import understand_new
from flows.sources import Http


class Quickstart(NamedTuple):
    """Its configuration, and the posts as they were planned."""

    config: Config
    planted: list[Planted]


def understood(folder: Path) -> Quickstart:
    """Make the example's posts, hear and understand them."""
    planted = make(Truth.read(), folder / "posts")
    for name in ("listening.toml", "harbour-lane.svg"):
        shutil.copy(HERE / name, folder)
    config = load(folder / "listening.toml")
    with Http() as http:
        for source in config.sources:
            collect_source(config, source, http, datetime(2026, 11, 1, tzinfo=UTC))
    understand_new(config, workers=1)
    return Quickstart(config, planted)
