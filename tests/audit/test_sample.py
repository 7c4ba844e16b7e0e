"""How a sample is shared out among strata."""

from hypothesis import given
from hypothesis import strategies as st

from flows.audit.sample import allocation, strata

SIZES = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(1, 5_000), min_size=1)


@given(sizes=SIZES, count=st.integers(100, 400))
def test_the_shares_are_the_sample(sizes, count):
    """No stratum gives more than it has, each two if it can, and together they are the sample."""
    shares = allocation(sizes, count)

    assert min(count, sum(sizes.values())) == sum(shares.values())
    for name, size in sizes.items():
        assert min(2, size) <= shares[name] <= size


def test_shares_follow_the_square_root_of_the_size():
    """A stratum a hundred times as large gives ten times as many posts."""
    assert {"large": 200, "small": 20} == allocation({"large": 100_000, "small": 1_000}, 220)


def test_rare_languages_are_drawn_together():
    """A language of few posts has no strata of its own: its spread could not be known."""
    cells = [
        {"sentiment": sentiment, "language": language, "post_count": count}
        for language, count in (("en", 900), ("tr", 40), ("pl", 20))
        for sentiment in ("negative", "positive")
    ]

    found = {one.name: one for one in strata(cells, 200)}

    assert {"negative en", "negative others", "positive en", "positive others"} == set(found)
    assert 60 == found["negative others"].size
    assert [("negative", "pl"), ("negative", "tr")] == found["negative others"].cells
    assert 1_920 == sum(one.size for one in found.values())


def test_nothing_judged_is_no_strata():
    """Without posts there is nothing to draw."""
    assert [] == strata([], 200)
