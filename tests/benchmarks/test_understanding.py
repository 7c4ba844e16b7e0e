"""The table of how well posts are understood: its lines, and the lexica beside our own."""

import polars as pl
import pytest

from benchmarks.understanding.baselines import baselines
from benchmarks.understanding.measure import Row, rendered
from benchmarks.understanding.speed import TERMS_OF, queries, understandable
from flows.text.queries import documents, match
from flows.text.understanding import understand


def test_a_row_says_whether_its_aim_was_met():
    """Shares are printed in per cent, rates with their unit, and what is not known is empty."""
    rows = [
        Row("complaints", "set", 1_200, 0.732, 0.75, textblob=0.427),
        Row("speed", "posts", 10, 30_000.4, 25_000, unit="posts/s"),
        Row("ratio", "posts", 10, 5.26, 5.0, unit="times"),
    ]

    _, _, *lines = rendered(rows).splitlines()

    assert [
        "| complaints | set | 1,200 | ✗ 75.0 % | 73.2 % | 42.7 % |  |",
        "| speed | posts | 10 | ✓ 25,000 posts/s | 30,000 posts/s |  |  |",
        "| ratio | posts | 10 | ✓ 5.0 times | 5.3 times |  |  |",
    ] == lines


def test_baselines_judge_every_text_as_english():
    """Both lexica answer for any language, each in its own way."""
    for judge in baselines().values():
        told = judge.score(["a great and wonderful day", "a terrible, awful day"], ["de", "xx"])
        assert ["positive", "negative"] == [one and one.sentiment for one in told]


@pytest.mark.parametrize("kind", TERMS_OF)
def test_what_is_timed_is_what_runs(kind: str):
    """The posts of the benchmark pass through understanding, and its queries find something."""
    posts = pl.DataFrame({"title": ["", "News"], "text": ["my router died again", "nothing much"]})

    assert 2 == understand(understandable(posts), []).height
    words = pl.Series([" ".join(f"{a}{b}word" for a in "abcdefgh" for b in "ijklmn")])
    found = match(
        pl.DataFrame({"title": [""], "text": words}),
        queries(words, TERMS_OF[kind]),
        documents(pl.Series([""]), words),
    )
    assert 50 == found.list.len()[0]
