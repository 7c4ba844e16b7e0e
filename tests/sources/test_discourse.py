"""What is special about Discourse: topics that go on, numbers for parents, searches by days."""

from datetime import timedelta

import pytest

from examples.replay import Said
from examples.replay.discourse import Discourse
from examples.replay.server import replay
from flows.post import Post
from flows.sources import Gone, Known
from flows.sources.contract import Checkpoint
from flows.sources.discourse import DiscourseSettings
from tests.sources.samples import AT, FIRST

HOST = "127.0.0.1:127.0.0.1"
OLD = AT - timedelta(days=400)
FORUM = [
    Said("1", OLD, "It leaks.", title="My kettle"),
    *(Said(str(n), OLD + timedelta(minutes=n), "Mine too.", parent="1") for n in range(2, 14)),
    Said("20", AT - timedelta(hours=3), "Still does.", parent="3", author="wren", likes=2),
    Said("30", OLD, "Nobody answers here.", title="Silence"),
    Said("40", AT - timedelta(hours=2), "Where to buy one?", title="Shops"),
]


@pytest.fixture
def forum():
    """Put a forum behind a port."""
    with replay({"it": Discourse(FORUM, per_page=5)}) as running:
        yield running


@pytest.fixture
def hear(collect, forum):
    """Collect from the forum."""

    def run(**settings):
        given = {"url": forum.place("it"), "allow_private": True, "search_pause_seconds": 0}
        heard = collect(kind="discourse", **given, **settings)
        return {post.post_id: post for post in heard.posts}

    return run


@pytest.mark.parametrize(
    "asks", [{"categories": ["support/7"]}, {"searches": ["kettle"]}, {"everything": True}]
)
def test_new_posts_of_old_topics_are_heard(hear, asks):
    """Whichever way a forum is heard, a new answer in an old topic comes, with its parent."""
    posts = hear(**asks)

    assert {f"{HOST}-post-1-14", f"{HOST}-topic-40"} == posts.keys()
    answer = posts[f"{HOST}-post-1-14"]
    assert (f"{HOST}-post-1-3", f"{HOST}-topic-1", "reply", 2) == (
        answer.parent_id,
        answer.thread_id,
        answer.kind,
        answer.likes,
    )


def test_topics_that_are_silent_are_not_opened(hear, forum):
    """Three topics are listed; the one without a new post costs no request."""
    hear(categories=["support/7"])
    assert [] == [one.path for one in forum.asked if one.path.startswith("/t/30")]


def test_a_long_topic_is_read_page_by_page(hear):
    """Beyond its last posts a topic is read back to its first, each post once."""
    posts = hear(categories=["support/7"], history_days=500)

    topics, posts_of = {f"{HOST}-topic-{n}" for n in (1, 30, 40)}, range(2, 15)
    assert topics | {f"{HOST}-post-1-{number}" for number in posts_of} == posts.keys()
    assert ["My kettle", ""] == [
        posts[f"{HOST}-topic-1"].title,
        posts[f"{HOST}-post-1-2"].title,
    ]


def test_a_search_beyond_its_tenth_page_goes_on_by_day(collect):
    """What lies beyond the last page that the forum gives is found below another day."""
    posts = [
        Said(str(n), AT - timedelta(hours=n), f"Words {n}.", title="A topic") for n in range(1, 49)
    ]
    with replay({"it": Discourse(posts, per_page=3)}) as running:
        heard = collect(
            kind="discourse",
            url=running.place("it"),
            allow_private=True,
            search_pause_seconds=0,
            searches=["words"],
        )
        pages = {int(one.query["page"]) for one in running.asked if one.path == "/search.json"}

    assert {f"{HOST}-topic-{n}" for n in range(1, 49)} == {post.post_id for post in heard.posts}
    assert range(1, 11) == range(min(pages), max(pages) + 1)
    assert heard.source.limit is None


def test_hidden_and_deleted_posts_are_gone(open_source, server):
    """Where the forum still shows the place of a post, it is known to be gone."""
    server.says(
        "/posts.json",
        b'{"latest_posts": [{"id": 1, "topic_id": 5, "post_number": 2, "hidden": true}]}',
    )
    source = open_source(kind="discourse", url=server.url, allow_private=True, everything=True)
    said = [one for one in source.fetch(FIRST) if not isinstance(one, Checkpoint)]
    assert [Gone("example", f"{HOST}-post-5-2")] == said


def test_a_post_is_looked_up(forum, http):
    """A post that is there is heard anew, one that is not is gone."""
    settings = DiscourseSettings(
        id="acme",
        kind="discourse",
        url=forum.place("it"),
        platform="x",
        everything=True,
        allow_private=True,
    )
    names = (f"{HOST}-post-1-14", f"{HOST}-post-1-99", f"{HOST}-topic-40")
    known = [Known("x", post_id, "reply", None, None, None) for post_id in names]
    there, gone, topic = settings.lookup(http, AT).ask(known)
    assert isinstance(there, Post)
    assert isinstance(topic, Post)
    assert (names[0], Gone("x", names[1]), names[2]) == (there.post_id, gone, topic.post_id)


def test_a_feed_and_the_interface_tell_of_the_same_topic(collect, server, hear):
    """A topic heard through the forum's feed and through its interface is one post."""
    guid = f"<guid isPermaLink='false'>{HOST.partition(':')[2]}-topic-40</guid>".encode()
    server.says(
        "/latest.rss",
        b"<rss version='2.0'><channel><title>x</title><item><title>Shops</title>%s"
        b"<pubDate>Fri, 20 Mar 2026 10:00:00 +0000</pubDate></item></channel></rss>" % guid,
    )
    place = {"url": f"{server.url}/latest.rss", "platform": "community.example.com"}
    (by_feed,) = collect(kind="feed", allow_private=True, **place).posts
    post = hear(categories=["support/7"], platform="community.example.com")[by_feed.post_id]

    assert (by_feed.platform, by_feed.posted_at, by_feed.title) == (
        post.platform,
        post.posted_at,
        post.title,
    )
