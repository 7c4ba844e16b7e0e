"""Raw segments become understood ones: each once, in order of need, the same with any workers."""

from datetime import timedelta

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from flows.errors import ListeningError
from flows.lake import segments, understanding
from flows.lake.understanding import current, understand_new
from tests.lake.samples import AT, a_config, a_post, collect, posts


def understood(config) -> pl.DataFrame:
    """Return everything that the current understanding has read."""
    found = segments.segments(segments.posts_folder(config.lake, current(config)))
    return pl.concat([segments.read(one) for one in found]).sort(
        "source", "post_id", "collected_at"
    )


def test_each_segment_gets_one_twin(config):
    """An understood segment has the raw one's name, its posts in order, and what they mean."""
    collect(config, [a_post(raw='{"id": 1}'), a_post("p2", text="Nothing to see here today.")])

    assert 2 == understand_new(config)

    (raw,) = segments.segments(segments.raw_folder(config.lake))
    (twin,) = segments.segments(segments.posts_folder(config.lake, current(config)))
    assert raw.key == twin.key
    read = segments.read(twin)
    assert ["p1", "p2"] == read["post_id"].to_list()
    assert [["acme"], []] == [[one["brand"] for one in brands] for brands in read["brands"]]
    assert ["en", "en"] == read["language"].to_list()
    assert "raw" not in read.columns


def test_only_what_is_new_is_read(config):
    """A second call has nothing to do; after another collection it reads just that."""
    collect(config, posts(3))
    assert 3 == understand_new(config)

    assert 0 == understand_new(config)

    collect(config, [a_post("new")], at=AT + timedelta(hours=1))
    assert 1 == understand_new(config)


def test_a_changed_query_reads_all_history_anew(config, tmp_path):
    """Another brand query is another understanding, beside the old one."""
    collect(config, posts(3))
    understand_new(config)
    changed = a_config(tmp_path, brands=[{"id": "acme", "name": "Acme", "query": "kettle"}])

    assert current(config) != current(changed)
    assert 3 == understand_new(changed)
    assert 0 == understand_new(config)


def test_a_lost_twin_is_made_again(config):
    """An understood segment that is gone is work to do; the others stay as they are."""
    collect(config, [*posts(2), a_post("old", posted_at=AT - timedelta(days=90))])
    understand_new(config)
    before = understood(config)
    folder = segments.posts_folder(config.lake, current(config))
    segments.segments(folder)[0].path.unlink()

    assert 1 == understand_new(config)
    assert_frame_equal(before, understood(config))


def test_progress_counts_posts(config):
    """Progress is told in posts done of all posts to do."""
    collect(config, posts(3))
    told: list[tuple[int, int]] = []

    understand_new(config, progress=lambda done, total: told.append((done, total)))

    assert [(3, 3)] == told


def test_a_damaged_segment_stops_with_its_name(config):
    """A raw segment that cannot be read is named; it is not skipped."""
    collect(config, posts(3))
    (segment,) = segments.segments(segments.raw_folder(config.lake))
    segment.path.write_bytes(segment.path.read_bytes()[:200])

    with pytest.raises(ListeningError, match=r"parquet` cannot be read"):
        understand_new(config)


@pytest.mark.slow
def test_two_workers_understand_as_one(tmp_path):
    """Work is shared among processes without a trace in the result."""
    count = understanding.BATCH_POSTS // 2 + 1
    many = [posts(count, source=f"s{half}") for half in range(2)]
    alone, shared = (a_config(tmp_path / name) for name in ("alone", "shared"))
    for config in (alone, shared):
        for half in many:
            collect(config, half)

    understand_new(alone, workers=1)
    understand_new(shared, workers=2)

    columns = pl.exclude("author")  # hashed with each workspace's own key
    assert_frame_equal(understood(alone).select(columns), understood(shared).select(columns))


def test_segments_of_before_are_understood_with_later_ones(config):
    """A raw segment without the columns posts have got since is read beside one that has them."""
    collect(config, [a_post("old")])
    (raw,) = segments.segments(segments.raw_folder(config.lake))
    segments.write(segments.read(raw).drop("sentiment_stated"), raw.path)
    collect(config, [a_post("new", sentiment_stated="negative")], at=AT + timedelta(hours=1))

    assert 2 == understand_new(config)

    found = understood(config).sort("post_id")
    assert ["negative", None] == found["sentiment_stated"].to_list()
