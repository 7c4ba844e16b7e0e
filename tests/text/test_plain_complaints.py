"""Complaints that are said plainly, without a handle, in six languages: how many are heard."""

import polars as pl
import pytest

from flows.text.understanding import understand
from tests.text.plain_posts import KEPT, READ, Plain


def heard(posts: list[Plain]) -> tuple[int, int]:
    """Return how many complaints are told, and how many other posts are called one."""
    given = pl.DataFrame({"text": [post.text for post in posts]}).with_columns(
        title=pl.lit(""),
        language_stated=pl.lit(None, pl.String),
        rating=pl.lit(None, pl.Float64),
        replies=pl.lit(None, pl.Int64),
        followers=pl.lit(None, pl.Int64),
        is_owned=pl.lit(value=False),
    )
    told = understand(given, [])["intents"].list.contains("complaint").to_list()
    right = sum(called and post.complains for post, called in zip(posts, told, strict=True))
    return right, sum(told) - right


@pytest.mark.parametrize(("posts", "least", "most"), [(READ, 54, 5), (KEPT, 20, 4)])
def test_plain_complaints_are_heard(posts: list[Plain], least: int, most: int):
    """Of 60 complaints so many are told, and of 60 other posts few are called one."""
    assert 60 == sum(post.complains for post in posts) == sum(not post.complains for post in posts)

    right, wrong = heard(posts)

    assert right >= least
    assert wrong <= most
