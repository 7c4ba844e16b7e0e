"""The corrected shares hold the truth as often as their intervals say; the engine's own do not."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
import pytest

from flows.audit.sample import allocation
from flows.warehouse import models
from flows.warehouse.queries import rows

MONTHS = 2_000
POSTS = 2_000
CLASSES = ("negative", "neutral", "positive")
NOMINAL, MARGIN = 0.95, 0.015

# What people would say in three languages, and what the engine says of each class.
TRUTH = np.array([[0.35, 0.45, 0.20], [0.25, 0.50, 0.25], [0.45, 0.35, 0.20]])
LANGUAGES = np.array([0.60, 0.25, 0.15])
ENGINE = np.array([[0.62, 0.28, 0.10], [0.15, 0.70, 0.15], [0.08, 0.27, 0.65]])
RARE = np.tile([0.06, 0.80, 0.14], (3, 1))

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class World:
    """Posts of many months, a sample of each labelled; a month stands where a brand would."""

    labelled: pl.DataFrame
    answered: pl.DataFrame
    truth: np.ndarray


def a_world(truth: np.ndarray, count: int, *, is_engine_new: bool, returned: float) -> World:
    """Simulate months: posts, an engine that errs, a sample of `count`, a part of it labelled.

    A new engine is one that came after the sample was drawn.
    """
    chance = np.random.default_rng(11)
    labelled, answered, true_shares = [], [], []
    for month in range(MONTHS):
        language = chance.choice(3, POSTS, p=LANGUAGES)
        said = _drawn(chance, truth[language])
        drawn_by = _drawn(chance, ENGINE[said])
        answer = _drawn(chance, ENGINE[said]) if is_engine_new else drawn_by
        for stratum, posts, size in _sample(chance, language * 3 + drawn_by, count):
            kept = posts[chance.random(len(posts)) < returned]
            common = (month, stratum, len(kept), size)
            labelled += [(*common, post, said[post], answer[post]) for post in kept.tolist()]
        answered.append((month, *(np.bincount(answer, minlength=3) / POSTS)))
        true_shares.append(np.bincount(said, minlength=3) / POSTS)
    return World(
        pl.DataFrame(
            labelled, ["month", "stratum", "kept", "size", "post", "said", "answer"], orient="row"
        ),
        pl.DataFrame(answered, ["month", *CLASSES], orient="row"),
        np.array(true_shares),
    )


def _drawn(chance: np.random.Generator, chances: np.ndarray) -> np.ndarray:
    beyond = chance.random(len(chances))[:, None] > chances.cumsum(axis=1)
    return np.asarray(beyond.sum(axis=1).clip(0, 2))


def _sample(
    chance: np.random.Generator, strata: np.ndarray, count: int
) -> Iterator[tuple[str, np.ndarray, int]]:
    sizes = {str(one): int((strata == one).sum()) for one in np.unique(strata)}
    for one, share in allocation(sizes, count).items():
        yield one, chance.permutation(np.flatnonzero(strata == int(one)))[:share], sizes[one]


def corrected(world: World, folder) -> dict[str, pl.DataFrame]:
    """Run the models on all months at once, and return each measure's rows in order."""
    world.labelled.write_parquet(folder / "labelled.parquet")
    world.answered.write_parquet(folder / "answered.parquet")
    with duckdb.connect() as connection:
        connection.execute(models.macros())
        connection.execute("set variable segment_min = 30")
        connection.execute(
            f"""
            create table audit_posts as select
                month::varchar as brand, 'p' as platform, post::varchar as post_id,
                'window' as period, true as is_of_window, 'en' as language, stratum,
                kept as stratum_labelled, 1 - kept / size as left_out_share, size / kept as weight,
                (said = 0)::int::double as negative_part, (said = 1)::int::double as neutral_part,
                (said = 2)::int::double as positive_part,
                (['negative', 'neutral', 'positive'])[answer + 1] as sentiment
            from '{folder}/labelled.parquet';
            create table sentiment_shares as select
                month::varchar as brand, 'window' as period, negative as negative_share,
                neutral as neutral_share, positive as positive_share
            from '{folder}/answered.parquet'
            """
        )
        known = models.models()
        wanted = ("audit_claims", "audit_moments", "rectified_sentiment", "corrected_sentiment")
        models.run(connection, [known[name] for name in wanted])
        told = pl.DataFrame(
            rows(connection, "from corrected_sentiment order by measure, brand::int")
        )
    return {str(key[0]): rows_of for key, rows_of in told.group_by("measure")}


@pytest.mark.parametrize(
    ("truth", "count", "is_engine_new", "returned"),
    [
        pytest.param(TRUTH, 200, False, 1.0, id="as-drawn"),
        pytest.param(TRUTH, 200, True, 1.0, id="another-engine-since"),
        pytest.param(TRUTH, 200, True, 0.7, id="a-part-came-back"),
        pytest.param(RARE, 200, False, 1.0, id="rare-classes"),
    ],
)
def test_intervals_hold_the_truth(tmp_path, truth, count, is_engine_new, returned):
    """In 95 of 100 months, 1.5 more or less, the interval holds what people would say of all."""
    world = a_world(truth, count, is_engine_new=is_engine_new, returned=returned)
    found = corrected(world, tmp_path)

    true = dict(zip(CLASSES, world.truth.T, strict=True))
    true["net_sentiment"] = 100 * (true["positive"] - true["negative"])
    for measure, told in found.items():
        inside = (told["low"].to_numpy() <= true[measure]) & (
            true[measure] <= told["high"].to_numpy()
        )
        assert MONTHS == len(inside)
        assert pytest.approx(NOMINAL, abs=MARGIN) == inside.mean(), measure
        bias = (told["corrected_value"].to_numpy() - true[measure]).mean()
        half = (told["high"] - told["low"]).to_numpy().mean() / 2
        assert abs(bias) < half / 10, measure


def test_what_the_engine_says_does_not(tmp_path):
    """The engine's own share of negative posts is off in nearly every month, and surely so."""
    world = a_world(TRUTH, 200, is_engine_new=False, returned=1.0)
    told = corrected(world, tmp_path)["negative"]

    share = told["engine_value"].to_numpy()
    margin = 1.96 * np.sqrt(share * (1 - share) / POSTS)
    assert (abs(share - world.truth[:, 0]) <= margin).mean() < 0.1


def test_the_shares_still_add_up(tmp_path):
    """Corrected shares sum to one, and net sentiment is their difference."""
    world = a_world(TRUTH, 100, is_engine_new=True, returned=1.0)
    told = corrected(world, tmp_path)
    found = {name: one["corrected_value"].to_numpy() for name, one in told.items()}

    assert np.allclose(1, sum(found[name] for name in CLASSES))
    assert np.allclose(found["net_sentiment"], 100 * (found["positive"] - found["negative"]))
