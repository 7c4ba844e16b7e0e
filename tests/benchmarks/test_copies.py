"""The posts of the largest benchmark: copies that differ as posts do, in segments of a month."""

from datetime import timedelta

import polars as pl
import pytest

from benchmarks.copies import multiply
from benchmarks.resample import FIRST, WEEKS
from flows.lake import ledger, segments
from flows.lake.understanding import current
from tests.benchmarks import lake

COUNT = 150


def _made(folder):
    path, config = lake.build(folder)
    lain = segments.posts_folder(config.lake, current(config))
    before = pl.concat(segments.read(one) for one in segments.segments(lain))
    count = multiply(path, COUNT)
    found = segments.segments(lain)
    assert count == len(found)
    return before, [(one.month, segments.read(one)) for one in found], config


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the posts before, the segments after and the configuration."""
    return _made(tmp_path_factory.mktemp("lake"))


def test_there_are_as_many_copies_as_asked_for(made):
    """Copies take the place of the posts, each under its own id; the ledger has their count."""
    _, after, config = made
    posts = pl.concat(part for _, part in after)

    assert COUNT == posts.height == posts["post_id"].n_unique()
    assert [COUNT] == [entry.post_count for entry in ledger.entries(config.lake)]


def test_a_segment_holds_posts_of_its_month(made):
    """A segment lies where a collection would have left it, within the weeks of the benchmark."""
    _, after, _ = made

    for month, part in after:
        assert [month] == part["posted_at"].dt.strftime("%Y-%m").unique().to_list()
        assert part["posted_at"].min().replace(tzinfo=None) >= FIRST
        assert part["posted_at"].max().replace(tzinfo=None) < FIRST + timedelta(weeks=WEEKS + 1)


def test_a_copy_keeps_what_was_understood_and_its_time_of_the_week(made):
    """Only the week, the names and the keys are others: brands and sentiment are the post's own."""
    before, after, _ = made
    origin = {post["post_id"]: post for post in before.iter_rows(named=True)}

    for copy in pl.concat(part for _, part in after).iter_rows(named=True):
        post = origin[copy["post_id"].rpartition("-")[0]]
        assert timedelta() == (copy["posted_at"] - post["posted_at"]) % timedelta(weeks=1)
        assert copy["title"].startswith(f"{post['title']} ")
        assert copy["author"] != post["author"]
        assert copy["text_key"] != post["text_key"]
        assert [copy[name] for name in ("brands", "sentiment", "intents")] == [
            post[name] for name in ("brands", "sentiment", "intents")
        ]


def test_some_copies_answer_a_post_and_some_are_a_brands_own(made):
    """An answer names a post that is there; what a brand wrote is an answer and bears its name."""
    _, after, _ = made
    posts = pl.concat(part for _, part in after)
    answers = posts.filter(pl.col("parent_id").is_not_null())
    own = posts.filter("is_owned")

    assert 0.1 * COUNT < answers.height < 0.4 * COUNT
    assert set(answers["parent_id"]) <= set(posts["post_id"])
    assert 0 < own.height < answers.height
    assert {"acme", "globex"} >= set(own["author_name"])
    assert 0 == own["parent_id"].null_count()


def test_the_same_lake_gives_the_same_copies(made, tmp_path):
    """Chance decides much, but the same each time."""
    _, after, _ = made
    _, again, _ = _made(tmp_path)

    assert [month for month, _ in after] == [month for month, _ in again]
    for (_, one), (_, other) in zip(after, again, strict=True):
        assert one.equals(other)
