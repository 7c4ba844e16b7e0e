"""What is special about Hacker News: posts are looked up elsewhere than they come from."""

import json
from datetime import timedelta

import pytest

from examples.replay import Said
from examples.replay.hackernews import HackerNews
from examples.replay.server import replay
from flows.post import Post
from flows.sources import Checkpoint, Gone, Known
from flows.sources.hackernews import HackerNewsSettings
from tests.sources.samples import AT, FIRST

TALK = [
    Said("1", AT - timedelta(days=4), "A kettle with an API.", title="Show HN: Acme"),
    Said("2", AT - timedelta(days=3), "Old news.", parent="1"),
    Said("3", AT - timedelta(hours=2), "Does it do tea?", parent="2"),
    Said("4", AT - timedelta(hours=1), "It does.", parent="3"),
    Said("5", AT - timedelta(hours=1), "Gone.", parent="1"),
]
STORY = {
    "by": "fernhill",
    "descendants": 5,
    "id": 900001,
    "kids": [900002],
    "score": 44,
    "time": 1773777600,
    "title": "Show HN: a kettle with an API (2026)",
    "type": "story",
    "url": "https://kettle.example/api",
}
KNOWN = Known(
    "hackernews", "900001", "post", "https://news.ycombinator.com/item?id=900001", None, "900001"
)


@pytest.fixture
def ask(server, http):
    """Let Hacker News say something of a post, and look the post up."""

    def run(said):
        server.says("/v0/item/900001.json", json.dumps(said).encode())
        settings = HackerNewsSettings(
            id="hn", kind="hackernews", searches=["acme"], items_url=server.url, allow_private=True
        )
        return list(settings.lookup(http, AT).ask([KNOWN]))

    return run


def test_a_post_is_observed_anew(ask):
    """Title and counts are those of now; what names the post stays."""
    (post,) = ask(STORY)

    assert ("900001", "Show HN: a kettle with an API (2026)", 44, 5, AT) == (
        post.post_id,
        post.title,
        post.likes,
        post.replies,
        post.collected_at,
    )
    assert (KNOWN.url, KNOWN.thread_id) == (post.url, post.thread_id)


@pytest.mark.parametrize("mark", ["deleted", "dead"])
def test_what_is_deleted_or_dead_is_gone(ask, mark):
    """Both are shown to nobody any more."""
    gone = {"id": 900001, "time": 1773777600, "type": "story", mark: True}

    assert [Gone("hackernews", "900001")] == ask(gone)


def test_null_is_no_deletion(ask):
    """An item that the interface does not know (yet) was not looked up."""
    assert [] == ask(None)


def test_all_comments_on_a_story_are_heard(open_source):
    """An old story is asked for its new comments, whatever they say; those that are gone are."""
    platform = HackerNews(TALK, per_page=2)
    platform.gone.add("5")
    with replay({"it": platform}) as running:
        source = open_source(
            kind="hackernews",
            url=running.place("it"),
            searches=["acme"],
            only="story",
            with_comments=True,
            history_days=1,
            allow_private=True,
        )
        heard = [one for one in source.fetch(FIRST) if not isinstance(one, Checkpoint)]

    posts = [one for one in heard if isinstance(one, Post)]
    assert [("3", "2", "1"), ("4", "3", "1")] == [
        (post.post_id, post.parent_id, post.thread_id) for post in posts
    ]
    assert [Gone("example", "5")] == [one for one in heard if isinstance(one, Gone)]
