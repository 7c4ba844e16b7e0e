"""The posts behind figures: as many as counted, the same for the same posts, never spam."""

from flows.warehouse.behind import posts_behind
from flows.warehouse.queries import rows


def _all(connection):
    return [row["figure"] for row in rows(connection, "from figures order by figure")]


def test_a_figure_gives_twenty_of_its_posts(built):
    """Up to so many posts are drawn, each once, in order of time, of as many as were counted."""
    behind = posts_behind(built, ["mentions.acme"], 20)["mentions.acme"]
    (counted,) = rows(built, "select value from figures where figure = 'mentions.acme'")
    keys = [(post["platform"], post["post_id"]) for post in behind.posts]
    times = [post["posted_at"] for post in behind.posts]

    assert counted["value"] == behind.post_count
    assert 20 == len(set(keys)) == len(keys)
    assert sorted(times) == times


def test_spam_is_counted_and_not_shown(built):
    """Where a figure counts spam, the page does not show it, and who checks the figure sees it."""
    spam = {
        (row["platform"], row["post_id"])
        for row in rows(built, "select platform, post_id from posts where is_spam")
    }
    name, most = "raw_mentions.acme", 5_000
    shown, seen = (posts_behind(built, [name], most, spam=spam)[name] for spam in (False, True))

    assert shown.post_count == seen.post_count == len(seen.posts)
    assert not spam & {(post["platform"], post["post_id"]) for post in shown.posts}
    assert spam & {(post["platform"], post["post_id"]) for post in seen.posts}


def test_no_figure_shows_spam(built):
    """Also figures whose tables do not say what is spam show none of it."""
    spam = {row["post_id"] for row in rows(built, "select post_id from posts where is_spam")}

    assert spam
    for behind in posts_behind(built, _all(built), 20).values():
        assert not spam & {post["post_id"] for post in behind.posts}
        assert len(behind.posts) <= 20


def test_figures_of_the_same_posts_show_the_same(built):
    """Two figures that rest on the same posts share one list: the page holds it once."""
    behind = posts_behind(built, ["mentions.acme", "share_of_voice.acme"], 20)

    assert behind["mentions.acme"].posts == behind["share_of_voice.acme"].posts


def test_a_figure_of_figures_has_no_posts(built):
    """What is worked out from other figures has no posts of its own, nor has an empty lake."""
    alone = rows(built, "select figure from figures where posts_where is null limit 1")

    assert {} == posts_behind(built, [alone[0]["figure"]], 20)


def test_nothing_heard_gives_nothing_to_read(empty):
    """Without a post there is nothing behind any figure."""
    assert {} == posts_behind(empty, _all(empty), 20)


def test_only_those_who_speak_for_a_brand_are_named(built):
    """The evidence names a brand's own account, and nobody else, whatever the lake holds."""
    own = {
        (row["platform"], row["post_id"])
        for row in rows(built, "select platform, post_id from posts where is_owned")
    }
    seen = [
        post
        for behind in posts_behind(built, _all(built), 20).values()
        for post in behind.posts
        if post["author_name"]
    ]

    assert seen
    assert {(post["platform"], post["post_id"]) for post in seen} <= own
