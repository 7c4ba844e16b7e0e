"""What is special about Reddit: approval, cut branches, lists that end, words that are gone."""

from datetime import timedelta

import pytest

from examples.replay import Said
from examples.replay.reddit import Reddit
from examples.replay.server import replay
from flows.errors import SourceRefused
from flows.post import Post
from flows.sources import Gone, Known
from flows.sources.contract import Checkpoint
from flows.sources.reddit import RedditSettings
from tests.sources.conftest import SETTINGS
from tests.sources.places.reddit import APPROVED
from tests.sources.samples import AT, FIRST

SUBMISSION = Said("10", AT - timedelta(hours=9), "It leaks.", title="My kettle")
TALK = [
    SUBMISSION,
    *(
        Said(str(n), AT - timedelta(hours=8, minutes=-n), "Mine too.", parent="10")
        for n in range(11, 19)
    ),
    Said("20", AT - timedelta(hours=2), "And mine.", parent="11"),
]


@pytest.fixture
def played():
    """Put Reddit behind a port."""
    with replay({"it": Reddit(TALK, per_page=5)}) as running:
        yield running


@pytest.fixture
def given(played):
    """Return settings that hear it."""
    url = played.place("it")
    return {"kind": "reddit", "allow_private": True, **APPROVED, "url": url, "login_url": url}


def test_nothing_is_asked_without_approval():
    """A source is off until it says that Reddit approved it, and why."""
    with pytest.raises(ValueError, match="Responsible Builder Policy asks for its approval"):
        SETTINGS.validate_python({"id": "r", "kind": "reddit", **APPROVED, "approved": False})


def test_a_search_brings_trees_with_their_cut_branches(collect, given):
    """All comments of what a search found come, those that the tree did not show as well."""
    heard = collect(**given | {"subreddits": [], "searches": ["kettle"]})
    posts = {post.post_id: post for post in heard.posts}

    assert {"t3_10", "t1_20", *(f"t1_{n}" for n in range(11, 19))} == posts.keys()
    assert ("t1_11", "t3_10") == (posts["t1_20"].parent_id, posts["t1_20"].thread_id)


def test_bounds_on_a_tree_are_said(collect, given):
    """Where no more requests may be made for a tree, what is left out is a note."""
    asks = {"subreddits": [], "searches": ["kettle"], "comment_requests": 0}
    heard = collect(**given | asks)

    assert 5 == len(heard.posts)
    assert ["comments of 10: 1 branches were left out, as `comment_requests` allows no more."] == (
        heard.source.notes
    )


def test_a_subreddit_brings_comments_on_old_submissions(collect, given):
    """Comments of a subreddit are a list of their own, so the age of a submission is no matter."""
    heard = collect(**given | {"history_days": 1}, at=AT + timedelta(hours=20))
    assert ["t1_20"] == [post.post_id for post in heard.posts]


@pytest.mark.parametrize(("days", "is_limited"), [(5, False), (60, True)])
def test_a_list_that_ends_early_is_a_limit(collect, given, days, is_limited):
    """Reddit lists 1,000 posts: what is older is missing, unless it was not asked for."""
    many = [
        Said(str(n), AT - timedelta(minutes=30 * n), f"Words {n}.", title="Kettle")
        for n in range(1, 951)
    ]
    with replay({"it": Reddit(many, per_page=100)}) as running:
        url = running.place("it")
        heard = collect(**given | {"url": url, "login_url": url, "history_days": days})

    assert is_limited == (heard.source.limit is not None)
    if heard.source.limit:
        assert "lists no more than the last 950" in heard.source.limit.reason
        assert many[-1].at == heard.source.limit.last


def test_a_wrong_secret_is_refused(collect, given, server):
    """Reddit answers a wrong password with the status 200."""
    server.says("/api/v1/access_token", b'{"error": "invalid_grant"}')
    with pytest.raises(SourceRefused, match=r"'invalid_grant'\. Check the id and the secret"):
        collect(**given | {"login_url": server.url})


def test_what_was_removed_is_gone(open_source, server):
    """Author or moderator: the place of a post without its words says that it is gone."""
    server.says("/api/v1/access_token", b'{"access_token": "a token", "expires_in": 86400}')
    comment = b'{"kind": "t1", "data": {"name": "t1_5", "body": "[removed]", "author": "x"}}'
    server.says("/r/Kettles/new", b'{"data": {"after": null, "children": [%s]}}' % comment)
    source = open_source(
        kind="reddit", url=server.url, login_url=server.url, with_comments=False,
        allow_private=True, **APPROVED,
    )  # fmt: skip
    said = [one for one in source.fetch(FIRST) if not isinstance(one, Checkpoint)]
    assert [Gone("example", "t1_5")] == said


def test_posts_are_looked_up(played, given, http):
    """Of posts that are looked up, those without words are gone; unknown ones are not told of."""
    played.platforms["it"].gone.add("11")
    settings: RedditSettings = SETTINGS.validate_python({"id": "acme", **given})
    names = ("t3_10", "t1_11", "t1_99")
    known = [Known("reddit", name, "comment", None, None, None) for name in names]
    there, gone = settings.lookup(http, AT).ask(known)

    assert isinstance(there, Post)
    assert ("t3_10", Gone("reddit", "t1_11")) == (there.post_id, gone)
