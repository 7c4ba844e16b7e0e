"""A lake of a few forum posts about two brands, as the benchmarks of many posts stand on one."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.config import Config, load
from flows.lake.collection import collect_source
from flows.lake.understanding import understand_new
from flows.sources import Http
from tests.brands import TWO_BRANDS

COUNT = 60
FIRST_AT = datetime(2012, 9, 3, 8, tzinfo=UTC)
_SAYS = ["The acme kettle is great", "My globex oven broke again", "A walk in the park"]
_LISTENING = f"""
[workspace]
timezone = "UTC"

{TWO_BRANDS}
[[sources]]
id = "forum"
kind = "files"
path = "posts.jsonl"
platform = "forum"
channel = "forum"

[[reports]]
id = "july"
template = "monthly"
brand = "acme"
competitors = ["globex"]
period = "2013-07"
"""


def build(folder: Path) -> tuple[Path, Config]:
    """Collect and understand posts of one week each; return the configuration's path and itself."""
    path = folder / "listening.toml"
    path.write_text(_LISTENING)
    posts = (
        {
            "post_id": f"p{n}",
            "posted_at": (FIRST_AT + timedelta(hours=31 * n)).isoformat(),
            "author": f"author {n % 7}",
            "title": f"{_SAYS[n % 3]}, number {n}",
            "text": "",
        }
        for n in range(COUNT)
    )
    (folder / "posts.jsonl").write_text("\n".join(json.dumps(post) for post in posts))
    config = load(path)
    with Http() as http:
        entry = collect_source(config, config.sources[0], http, datetime(2013, 8, 2, tzinfo=UTC))
    assert "complete" == entry.status
    understand_new(config, workers=1)
    return path, config
