"""Replies name what they answer and what their thread began with, wherever those stand."""

from datetime import timedelta

import pytest

from examples.replay import PLATFORMS, Said
from examples.replay.server import replay
from flows.post import Post
from tests.sources.samples import AT, FIRST

_PER_PAGE = 2


@pytest.fixture(params=["bluesky", "lemmy", "mastodon", "x"])
def platform(request):
    """Take each social network in turn, with one thread that goes over several pages."""
    posts = [
        Said(str(number), AT - timedelta(hours=20 - number), parent=parent)
        for number, parent in ((1, None), (2, "1"), (3, "2"), (4, "1"), (5, "3"), (6, None))
    ]
    return PLATFORMS[request.param](posts, _PER_PAGE)


def test_replies_name_their_parents(platform, open_source):
    """Each by the name that it has in the lake; what begins a thread is its own thread."""
    with replay({"it": platform}) as played:
        given = platform.settings(played.place("it"))
        source = open_source(kind=platform.kind, allow_private=True, **given)
        heard = [one for one in source.fetch(FIRST) if isinstance(one, Post)]

    told = {one.post_id: one for one in heard}
    for post in platform.posts:
        name, *above = [platform.post_id(one) for one in (post, *platform.above(post))]
        assert above[:1] == [one for one in [told[name].parent_id] if one]
        # An instance of Mastodon tells no further than what a post answers.
        is_told = platform.kind != "mastodon" or len(above) < _PER_PAGE
        assert told[name].thread_id == [name, *above][-1] or not is_told
