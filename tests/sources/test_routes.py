"""The same conversation heard through two routes becomes the same posts."""

import csv
import io
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources.permalinks import Origin, origin
from tests.sources.places import place_of
from tests.sources.samples import item, rss

FIXTURES = Path(__file__).parent / "fixtures"
TOLD = {
    "bluesky": 1,
    "gdelt": 2,
    "googleplay": 2,
    "hackernews": 2,
    "mastodon": 1,
    "reddit": 3,
    "stackexchange": 4,
    "trustpilot": 2,
    "x": 1,
    "youtube": 3,
}
"""Of how many posts of a platform's fixture the address tells the name.

It does not where a post on Mastodon is another software's, one of X was edited, or one of Bluesky
stands under its author's handle.
"""


@pytest.fixture(params=sorted(TOLD))
def heard(request, collect, server, tmp_path):
    """Hear a platform through its own interface."""
    kind = request.param
    place = place_of(kind, server, tmp_path)
    (reply,) = (FIXTURES / kind).glob("reply.*")
    place.serve(reply.read_bytes())
    posts = collect(kind=kind, **{"platform": kind, **place.settings}).posts
    # An export cannot tell a post of a link alone, or of stars that it leaves out, from one whose
    # words were taken out; and what has no address has no name in it.
    said = [post for post in posts if post.url and (post.title or post.text)]
    return kind, [post for post in said if not post.text.startswith("https://")]


def as_brandwatch(posts):
    """Return posts as Brandwatch would export them."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["Query Id", "Date", "Url", "Page Type", "Title", "Full Text"])
    for post in posts:
        at = f"{post.posted_at:%Y-%m-%d %H:%M:%S}.0"
        writer.writerow([1, at, post.url, "news", post.title, post.text])
    return written.getvalue()


def as_talkwalker(posts):
    """Return posts as Talkwalker would export them."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["url", "published", "title", "content", "source_type"])
    for post in posts:
        at = int(post.posted_at.timestamp() * 1000)
        writer.writerow([post.url, at, post.title, post.text, "ONLINENEWS"])
    return written.getvalue()


def named(posts):
    """Return the names of posts, which are what one is told from another by."""
    return [(post.platform, post.post_id) for post in posts]


@pytest.mark.parametrize("written", [as_brandwatch, as_talkwalker])
def test_interface_and_export(heard, collect, write, written):
    """A post heard through an interface and found in an export is one post."""
    kind, posts = heard
    export = collect(kind="export", path=write(written(posts), "export.csv"))
    assert [] == export.rejects
    assert TOLD[kind] == len({*named(posts)} & {*named(export.posts)})
    assert [post.posted_at.replace(microsecond=0) for post in posts] == [
        post.posted_at.replace(microsecond=0) for post in export.posts
    ]


def test_interface_and_feed(heard, poll):
    """A post heard through an interface and found in a feed of its platform is one post."""
    kind, posts = heard
    if kind == "gdelt":
        posts = [post for post in posts if post.platform != kind]
    items = [
        item(number, guid=f"entry-{number}", link=escape(post.url), title="said")
        for number, post in enumerate(posts)
    ]
    feed = poll(rss(*items), platform=posts[0].platform)
    ids = {post.post_id for post in posts} & {post.post_id for post in feed.posts}
    assert (0 if kind == "gdelt" else TOLD[kind]) == len(ids)


def test_feed_and_export(poll, collect, write):
    """A thread of Reddit is the same posts in its feed and in an export."""
    base = "https://www.reddit.com/r/kettles/comments/1abcde/acme"
    links = [f"{base}/", f"{base}/lx2yz/", "https://old.reddit.com/r/kettles/comments/1abcdf/"]
    items = [item(n, guid=f"t3_{n}", link=link) for n, link in enumerate(links)]
    feed = poll(rss(*items), platform="reddit")
    export = collect(kind="export", path=write(as_talkwalker(feed.posts), "export.csv"))
    expected = [("reddit", "t3_1abcde"), ("reddit", "t1_lx2yz"), ("reddit", "t3_1abcdf")]
    assert expected == named(feed.posts) == named(export.posts)


@pytest.mark.parametrize(
    ("url", "platform", "post_id"),
    [
        ("https://x.com/i/web/status/19?s=20", "x", "19"),
        ("https://mobile.twitter.com/a/statuses/19", "x", "19"),
        ("https://redd.it/1abc", "reddit", "t3_1abc"),
        ("https://youtu.be/dQw4w9WgXcQ?t=1", "youtube", "dQw4w9WgXcQ"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx1", "youtube", "Ugx1"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "youtube", "dQw4w9WgXcQ"),
        ("https://www.facebook.com/acme/posts/pfbid02abc", "facebook", "pfbid02abc"),
        ("https://www.facebook.com/permalink.php?story_fbid=7&id=1", "facebook", "7"),
        ("https://www.instagram.com/acme/reel/DAb_1/", "instagram", "DAb_1"),
        ("https://www.tiktok.com/@acme/video/73", "tiktok", "73"),
        ("https://t.me/s/acme_news/12", "telegram", "acme_news/12"),
        ("https://play.google.com/store/apps/details?id=a.b&reviewId=gp:1", "googleplay", "gp:1"),
        ("https://stackoverflow.com/questions/5/why/9#9", "stackexchange", "stackoverflow:9"),
        ("https://tea.stackexchange.com/q/5", "stackexchange", "tea:5"),
        ("https://github.com/acme/kettle/pull/7", "github", "acme/kettle#7"),
        (
            "https://github.com/acme/kettle/issues/7#issuecomment-9",
            "github",
            "acme/kettle#issuecomment-9",
        ),
        ("https://github.com/acme", "github", None),
        ("https://github.com/acme/kettle/issues/12", "github", "acme/kettle#12"),
        (
            "https://github.com/acme/kettle/pull/12#issuecomment-700",
            "github",
            "acme/kettle#issuecomment-700",
        ),
        ("https://x.com/acme", "x", None),
    ],
)
def test_addresses(url, platform, post_id):
    """The address of a post tells its platform, and its id if that is in it."""
    found = origin(url)
    assert isinstance(found, Origin)
    assert (platform, post_id) == (found.platform, found.post_id)


@pytest.mark.parametrize("url", [None, "", "http://[", "https://notx.com/a/status/1", "mailto:a@b"])
def test_other_addresses(url):
    """An address of no known platform tells nothing."""
    assert origin(url) is None


@given(st.text())
def test_any_text_is_read(text):
    """Whatever stands where an address should be, nothing breaks."""
    for url in (text, f"https://{text}", f"https://x.com/{text}", f"https://youtube.com/?{text}"):
        found = origin(url)
        assert found is None or found.platform
