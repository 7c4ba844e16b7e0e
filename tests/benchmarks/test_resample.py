"""The posts of the large benchmark: the same every time, new ids, weekdays kept."""

from datetime import datetime, timedelta

import polars as pl
import pytest

from benchmarks.resample import resample

_FIRST = datetime(2012, 8, 1)  # noqa: DTZ001 - the base's times are naive
_WORDS = ["my android stopped", "a nice walk", "apple pie for all", "windows again", "no news"]


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """Return a base of 500 posts, one every five hours."""
    path = tmp_path_factory.mktemp("base") / "base.parquet"
    count = 500
    pl.DataFrame(
        {
            "created_at": [_FIRST + timedelta(hours=5 * n) for n in range(count)],
            "subreddit": ["place"] * count,
            "title": [f"{_WORDS[n % len(_WORDS)]} {n}" for n in range(count)],
            "text": [""] * count,
            "score": range(count),
            "num_comments": [1] * count,
        }
    ).write_parquet(path)
    return path


def _made(base, folder, count=3_000):
    resample(base, folder, count)
    return pl.read_parquet(folder / "*.parquet")


def test_the_same_base_gives_the_same_posts(base, tmp_path):
    """Two runs write equal posts, though chance decides which and when."""
    assert _made(base, tmp_path / "one").equals(_made(base, tmp_path / "two"))


def test_every_post_has_its_own_id_and_its_time_of_the_week(base, tmp_path):
    """A post comes back in another week, on its weekday and at its hour, under a new id."""
    made = _made(base, tmp_path)
    origins = dict(pl.read_parquet(base, columns=["score", "created_at"]).iter_rows())

    assert made.height == made["post_id"].n_unique() == 3_000
    assert {timedelta()} == {
        (posted_at.replace(tzinfo=None) - origins[likes]) % timedelta(weeks=1)
        for posted_at, likes in made.select("posted_at", "likes").iter_rows()
    }


def test_a_file_holds_one_month_in_order_of_time(base, tmp_path):
    """Posts lie in files named after their month, the oldest first."""
    resample(base, tmp_path, 3_000)

    for path in tmp_path.iterdir():
        posted_at = pl.read_parquet(path)["posted_at"]
        assert posted_at.is_sorted()
        assert [path.stem] == posted_at.dt.strftime("%Y-%m").unique().to_list()


def test_few_texts_come_again_word_for_word(base, tmp_path):
    """Most repeated texts end in a made-up word: one in ten stays a copy."""
    made = _made(base, tmp_path)

    repeats = made.height - 500
    copies = made.height - made["title"].n_unique()
    assert 0.05 * repeats < copies < 0.15 * repeats
