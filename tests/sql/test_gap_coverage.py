"""Do the intervals of gaps between brands hold what they claim, where posts name both brands?

Each month is a source of its own, in which the focus brand stands beside one competitor, so that
`adjusted_gaps` judges as many months as there are competitors. A post that names both brands counts
for both, and is judged once. `docs/statistics.md` has the table.
"""

import numpy as np
import pytest

from flows.warehouse import models
from tests.sql.test_coverage import ALIKE, BEFORE, NOW, as_people_do, one_each, with_heavy_writers

pytestmark = pytest.mark.slow

MONTHS, AUTHORS = 2_000, 200
ONE_ONLY = (1 - np.array([0.1, 0.5, 0.9])) / 2
"""The part of the posts that name one brand only, of either, where the others name both."""
LEVELS = {"acme": NOW, "both": (NOW + BEFORE) / 2, "theirs": BEFORE}
"""Of positive, neutral and negative posts that name one brand, both, or the other."""

_SIGNS = """
    insert into author_signs by name
    select if(is_ours, 'acme', month::varchar) as brand, 'window' as period, 'source' as dimension,
        month::varchar as segment, author::varchar as author_key, n as judged_count,
        good as positive_count, bad as negative_count, good - bad as sign_sum
    from drawn
    where n > 0
    union all
    select distinct
        if(is_ours, 'acme', month::varchar), 'window', 'all', 'all', 'anybody', 1, 0, 0, 0
    from drawn
"""


def draw(connection, sizes, one_only: float, chance) -> None:
    """Draw what each author says of either brand in each month."""
    many = MONTHS * AUTHORS
    posts = chance.multinomial(sizes(chance, many), [one_only, 1 - 2 * one_only, one_only])
    good, bad = {}, {}
    for place, (name, shares) in enumerate(LEVELS.items()):
        weights = chance.gamma(shares * (1 - ALIKE) / ALIKE, size=(many, 3)) + 1e-12
        leanings = weights / weights.sum(axis=1, keepdims=True)
        good[name], _, bad[name] = chance.multinomial(posts[:, place], leanings).T
    months, people = np.divmod(np.arange(many), AUTHORS)
    sides = [("acme", 0), ("theirs", 2)]
    told = {
        "is_ours": np.repeat([True, False], many),
        "month": np.tile(months, 2),
        "author": np.tile(people, 2),
        "n": np.concatenate([posts[:, place] + posts[:, 1] for _, place in sides]),
        "good": np.concatenate([good[name] + good["both"] for name, _ in sides]),
        "bad": np.concatenate([bad[name] + bad["both"] for name, _ in sides]),
    }
    connection.register("drawn", told)
    connection.execute(_SIGNS)


def truth(one_only: float) -> float:
    """Return the gap in the population, in points."""
    net = {name: 100 * (shares[0] - shares[2]) for name, shares in LEVELS.items()}
    return float(one_only * (net["acme"] - net["theirs"]) / (1 - one_only))


@pytest.mark.parametrize("sizes", [one_each, as_people_do, with_heavy_writers])
@pytest.mark.parametrize("one_only", ONE_ONLY, ids=["few both", "half both", "most both"])
def test_intervals_of_gaps_hold_95_of_100(sizes, one_only, empty):
    """95 of 100 months, 1.5 more or less; 2.5 with heavy writers."""
    known = models.models()
    empty.execute("begin")
    try:
        draw(empty, sizes, one_only, np.random.default_rng(5))
        names = ("net_sentiment", "gap_covariances", "adjusted_gaps")
        models.run(empty, [known[name] for name in names])
        held, kept, width = empty.execute(
            "select avg((gaps.low <= $1 and $1 <= gaps.high)::int), count(gaps.low), "
            "avg(gaps.high - gaps.low) "
            "/ avg(2 * 1.96 * sqrt(ours.variance + theirs.variance)) "
            "from adjusted_gaps as gaps join net_sentiment as theirs using (brand) "
            "join net_sentiment as ours on ours.segment = theirs.segment and ours.brand = 'acme' "
            "where theirs.dimension = 'source' and ours.dimension = 'source'",
            [truth(one_only)],
        ).fetchall()[0]
    finally:
        empty.execute("rollback")
    assert kept == MONTHS
    assert width < 1.06 - 0.7 * (1 - 2 * one_only)
    assert held == pytest.approx(0.95, abs=0.025 if sizes is with_heavy_writers else 0.015)
