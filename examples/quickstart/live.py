"""See it collect: the quickstart's posts, heard over HTTP from places played on this machine.

`python -m examples.quickstart.live [FOLDER]` plays what the files of FOLDER (examples/quickstart)
hold as five places on loopback, then runs the commands that a user would: collect what the places
published since August, understand it, issue the monthly report of live.toml, and stop.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from examples.quickstart.truth import HERE
from examples.replay import PLATFORMS, Feed, Platform, Said
from examples.replay.appstore import AppStore
from examples.replay.server import replay
from flows.config import load
from flows.post import Post
from flows.sources import Asked, CommonSettings, Http

SINCE, UNTIL = "2026-08-01", "2026-10-31"
"""First and last day of what is collected; the places hold what was said before as well."""

_STARS = 4
"""Steps between one star and five."""
_FIRST_APP = 1_000_001
"""Number of the first product in the store; the others follow by their names."""


class _Place(NamedTuple):
    """What plays a place, and how many posts it gives at a time."""

    plays: type[Platform]
    per_page: int


PLACES = {
    "plaza": _Place(PLATFORMS["mastodon"], 40),
    "pedalboard": _Place(PLATFORMS["lemmy"], 50),
    "starshop": _Place(AppStore, 50),
    "newsdesk": _Place(Feed, 500),
    "blogroll": _Place(PLATFORMS["wordpress"], 100),
}
"""What plays each source of the quickstart."""


def places(folder: Path) -> dict[str, Platform]:
    """Return the places, each with the posts that its files in a folder hold."""
    sources = load(folder / "listening.toml").sources
    return {source.id: _played(source.id, posts(source, folder)) for source in sources}


def posts(source: CommonSettings, folder: Path) -> list[Post]:
    """Return the posts of one source, as they are read from its files."""
    with Http() as http:
        heard = source.open(folder, http).fetch(Asked(None, {}, datetime.now(UTC)))
        return [one for one in heard if isinstance(one, Post)]


def said(post: Post) -> Said:
    """Return a post as a platform holds it; the platforms played here number their posts."""
    return Said(
        id=_number(post.post_id),
        at=post.posted_at,
        text=post.text,
        title=post.title,
        author=post.author_name or post.author or "",
        parent=_number(post.parent_id) if post.parent_id else None,
        rating=None if post.rating is None else 1 + round(post.rating * _STARS),
        likes=post.likes or 0,
        language=post.language_stated,
        followers=post.followers,
        product=post.product,
    )


def _number(post_id: str) -> str:
    """Return an id without the letter in front."""
    return post_id[1:]


def _played(name: str, held: list[Post]) -> Platform:
    place = PLACES[name]
    if place.plays is AppStore:
        # The store's public feed shows no answers of those who sell.
        held = [post for post in held if post.parent_id is None]
    platform = place.plays([said(post) for post in held], place.per_page)
    platform.host = f"{name}.example"
    if isinstance(platform, AppStore):
        products = sorted({post.product or "" for post in held})
        platform.apps = {str(number): name for number, name in enumerate(products, _FIRST_APP)}
    return platform


def _run(folder: Path, environment: Mapping[str, str], *command: str) -> int:
    sys.stdout.write(f"\n$ earwitness --config {folder.name}/live.toml {' '.join(command)}\n")
    sys.stdout.flush()
    earwitness = [sys.executable, "-m", "flows.cli", "--config", str(folder / "live.toml")]
    return subprocess.run([*earwitness, *command], env=environment, check=False).returncode  # noqa: S603 - our own commands


def main(folder: Path) -> int:
    """Play the places and collect from them; return the first exit status that is a failure."""
    held = places(folder)
    with replay(held) as played:
        for name, platform in held.items():
            platform.settings(played.place(name))
            count = len(platform.posts)
            sys.stdout.write(f"{name}: {count:,} posts, played at {played.place(name)}\n")
        environment = {**os.environ, "REPLAY": played.url}
        for command in (
            ("collect", "--since", SINCE, "--until", UNTIL),
            ("understand",),
            ("report", "monthly"),
        ):
            # 3 is "done, with gaps": days on which a source was down are planted.
            if (status := _run(folder, environment, *command)) not in (0, 3):
                return status
        sys.stdout.write(f"\n{len(played.asked):,} requests were answered.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve() if sys.argv[1:] else HERE))
