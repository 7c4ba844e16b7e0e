"""The same post through an interface and through a feed: one post where their ids agree.

docs/sources.md says for each platform whether they do; what it says is held against it here.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest

from examples.replay import PLATFORMS, Said
from examples.replay.server import replay
from flows.post import Post
from flows.sources import SOURCE_KINDS
from tests.sources.samples import AT, item, rss
from tests.trees import REPO

Feed = Callable[[Post], str]


class Route(NamedTuple):
    """How the feeds of a platform name its posts, and whether its interface names them so too."""

    guid: Feed
    is_same: bool


ROUTES = {
    "bluesky": Route(lambda post: post.post_id, is_same=True),
    "discourse": Route(lambda post: f"forum.example-post-{post.post_id}", is_same=False),
    "gdelt": Route(lambda post: str(post.url), is_same=True),
    "hackernews": Route(lambda post: str(post.url), is_same=True),
    "lemmy": Route(lambda post: str(post.url), is_same=True),
    "mastodon": Route(lambda post: str(post.url), is_same=True),
    "reddit": Route(lambda post: post.post_id, is_same=True),
    "sitemap": Route(lambda post: str(post.url), is_same=True),
    "stackexchange": Route(lambda post: str(post.url), is_same=True),
    "wordpress": Route(lambda post: post.post_id, is_same=True),
    "youtube": Route(lambda post: f"yt:video:{post.post_id}", is_same=True),
}
"""The platforms that have feeds of their own, or whose posts are in feeds of others."""


@pytest.mark.parametrize("kind", ROUTES)
def test_one_post_or_two(kind, collect, poll):
    """Where the ids agree, a post heard both ways is counted once; else it would be twice."""
    route = ROUTES[kind]
    at = AT - timedelta(hours=5, minutes=3)
    platform = PLATFORMS[kind]([Said("1001", at, "It boils.", "A kettle")], 10)
    platform.host = platform.host or "social.example"
    channel = SOURCE_KINDS[kind].model_fields["channel"].default
    with replay({"it": platform}) as played:
        settings = {"channel": channel} | platform.settings(played.place("it"))
        (told,) = collect(kind=kind, allow_private=True, **{"platform": kind} | settings).posts
    said = item(
        1,
        guid=route.guid(told),
        title=told.title,
        description=told.text or "It boils.",
        link=told.url,
    )
    said = re.sub("<pubDate>.*</pubDate>", f"<pubDate>{at:%d %b %Y %H:%M:%S GMT}</pubDate>", said)
    same = {"platform": told.platform, "channel": told.channel}
    (fed,) = poll(rss(said), **same).posts

    assert route.is_same == ((told.platform, told.post_id) == (fed.platform, fed.post_id))
    if route.is_same:
        assert (told.title, told.kind) == (fed.title, fed.kind)
        assert told.text in ("", fed.text)
        assert fed.posted_at == told.posted_at or told.posted_precision == "day"


def test_the_page_says_so():
    """docs/sources.md has a row for each, with the same answer."""
    page = (REPO / "docs" / "sources.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` and its feed \| (one|two) \|", page, re.MULTILINE))

    assert {kind: "one" if route.is_same else "two" for kind, route in ROUTES.items()} == rows
