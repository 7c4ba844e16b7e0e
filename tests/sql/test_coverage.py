"""Do the intervals of the report hold what they claim: 95 of 100, on posts that come in clusters?

Months are drawn from a population whose truth is known and judged by the SQL of the report. Each
case says how many posts its authors write: one each, as people do (most one, some several), or with
a few who write a great deal. `docs/statistics.md` has the table that `MONTHS=20000` gives.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

pytestmark = pytest.mark.slow

MONTHS = int(os.environ.get("MONTHS", "2000"))
SHARES = np.array([0.35, 0.45, 0.2])
"""Of positive, neutral and negative posts in the population."""
LEANING = 0.4
"""How much of the spread of opinions lies between authors; the rest lies within them."""

Chance = np.random.Generator
Sizes = Callable[[Chance, int], "np.ndarray[tuple[int], np.dtype[np.int64]]"]


def one_each(_chance: Chance, authors: int):
    """Return the posts of authors who write one each."""
    return np.ones(authors, dtype=np.int64)


def as_people_do(chance: Chance, authors: int):
    """Return the posts of authors of whom most write once and some several times."""
    return chance.geometric(0.5, size=authors)


def with_heavy_writers(chance: Chance, authors: int):
    """Return the posts of authors of whom three in a hundred write 20 to 60."""
    heavy = chance.random(authors) < 0.03
    return np.where(heavy, chance.integers(20, 61, size=authors), chance.geometric(0.6, authors))


@dataclass(frozen=True)
class Month:
    """Posts by author: how many, and how many of each class."""

    posts: np.ndarray
    classes: np.ndarray
    stars: np.ndarray

    @property
    def net(self):
        """Positive minus negative posts of each author."""
        return self.classes[:, 0] - self.classes[:, 2]


def drawn(chance: Chance, sizes: Sizes, authors: int) -> Month:
    """Draw a month: each author leans somewhere, and each post is drawn from that leaning."""
    posts = sizes(chance, authors)
    weight = (1 - LEANING) / LEANING
    leanings = chance.dirichlet(SHARES * weight, size=authors)
    classes = chance.multinomial(posts, leanings)
    return Month(posts, classes, classes @ np.array([5.0, 3.0, 1.0]))


def sums(x, n) -> list[float]:
    """Return what `ratio_variance` takes, clusters first."""
    return [float(len(n)), *(float(part.sum()) for part in (x, n, x * x, x * n, n * n))]


RATIO = """
    with given as (select unnest(?) as g, unnest(?) as x, unnest(?) as n, unnest(?) as xx,
                          unnest(?) as xn, unnest(?) as nn)
    select x / n as rate, n, ratio_variance(g, x, n, xx, xn, nn) as variance,
           effective_clusters(n, nn) as worth, g
    from given
"""
MEAN = f"""
    select rate - t_quantile(worth - 1) * sqrt(variance),
           rate + t_quantile(worth - 1) * sqrt(variance) from ({RATIO})
"""
SHARE = f"select share_low(rate, variance, n, worth), share_high(rate, variance, n, worth) from ({RATIO})"
KINDS = {
    "net sentiment": (MEAN, lambda month: month.net, SHARES[0] - SHARES[2]),
    "share of positive": (SHARE, lambda month: month.classes[:, 0], SHARES[0]),
    "share of negative": (SHARE, lambda month: month.classes[:, 2], SHARES[2]),
    "mean of stars": (MEAN, lambda month: month.stars, SHARES @ np.array([5.0, 3.0, 1.0])),
}
CASES = [
    (one_each, 60), (one_each, 400), (as_people_do, 60), (as_people_do, 400),
    (with_heavy_writers, 60), (with_heavy_writers, 400),
]  # fmt: skip


def intervals(connection, sql: str, months: list[Month], x) -> np.ndarray:
    """Return the ends of the interval of each month."""
    columns = zip(
        *(sums(x(month).astype(float), month.posts.astype(float)) for month in months), strict=True
    )
    return np.array(
        connection.execute(sql, [list(column) for column in columns]).fetchall(), dtype=float
    )


@pytest.mark.parametrize(("sizes", "authors"), CASES, ids=lambda it: getattr(it, "__name__", it))
def test_interval_of_one_window(sizes: Sizes, authors: int, empty, record_property):
    """The 95 % interval of each kind of estimate holds the truth in 95 of 100 months, 1.5 more or less."""
    chance = np.random.default_rng(authors)
    months = [drawn(chance, sizes, authors) for _ in range(MONTHS)]

    for kind, (sql, x, truth) in KINDS.items():
        ends = intervals(empty, sql, months, x)
        held = ((ends[:, 0] <= truth) & (truth <= ends[:, 1])).mean()
        record_property(kind, held)
        print(f"{sizes.__name__:20} {authors:4} {kind:18} {held:.4f}")
