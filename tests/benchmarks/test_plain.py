"""The query beside the models, and the models beside it: both count the same posts."""

import json
from collections import Counter

import pytest

from benchmarks import metrics, plain
from flows.lake import segments
from flows.lake.understanding import current
from tests.benchmarks import lake


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the path of a configuration and the configuration."""
    return lake.build(tmp_path_factory.mktemp("lake"))


def test_mentions_are_counted_by_brand_and_day(built):
    """Each mention counts on its day, with its author and its sentiment."""
    path, config = built
    folder = segments.posts_folder(config.lake, current(config))
    posts = [post for one in segments.segments(folder) for post in segments.read(one).to_dicts()]
    expected = Counter(
        (found["brand"], post["posted_at"].date()) for post in posts for found in post["brands"]
    )
    assert expected

    rows, clock = plain.count(str(path), "july")

    assert expected == {(brand, day): count for brand, day, count, *_ in rows}
    assert all(1 <= authors <= count for _, _, count, authors, _ in rows)
    assert all(-100 <= net <= 100 for *_, net in rows if net is not None)
    assert ["query"] == list(clock.steps)


def test_the_metrics_say_what_each_step_took(built, capsys):
    """The last line is JSON: wall clock and CPU of the models, the checks and what is read."""
    path, _ = built

    metrics.main(str(path), "july")

    *lines, last = capsys.readouterr().out.splitlines()
    steps = json.loads(last)
    assert ["models", "checks", "read"] == list(steps)
    assert all(wall > 0 for wall, _ in steps.values())
    assert 1 == sum(line.endswith(" rows  mentions") for line in lines)
