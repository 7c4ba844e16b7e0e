"""How often trends are called where nothing happened: simulated series and shuffled posts.

The tables that this prints stand in docs/statistics.md:

    pytest -m slow tests/sql/test_false_alarms.py -s
"""

import sys
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from flows.warehouse import models
from tests.sql.test_model_units import VARIABLES

pytestmark = pytest.mark.slow

BRANDS = 300
DAYS = 396
FIRST_ON = date(2025, 6, 1)
WEEKDAYS = np.array([1.05, 1.08, 1.08, 1.06, 1.05, 0.86, 0.82])

Series = Callable[[np.random.Generator, np.ndarray], np.ndarray]


def poisson(chance, mean):
    """Posts that know nothing of each other."""
    return chance.poisson(mean)


def moods(chance, mean):
    """Some days are louder: a negative binomial, its spread 1.4 times a Poisson's at ten."""
    return chance.poisson(chance.gamma(10, mean / 10))


def wild(chance, mean):
    """Very uneven days: a negative binomial of three."""
    return chance.poisson(chance.gamma(3, mean / 3))


def threads(chance, mean):
    """Posts come in conversations of three on average."""
    started = chance.poisson(mean / 3)
    return started + chance.negative_binomial(np.maximum(started, 1), 1 / 3) * (started > 0)


def waves(chance, mean):
    """One loud day follows another (autoregression of 0.6, a fifth of the level)."""
    state = np.zeros(mean.shape)
    for day in range(1, mean.shape[1]):
        state[:, day] = 0.6 * state[:, day - 1] + chance.normal(0, 0.16, mean.shape[0])
    return chance.poisson(mean * np.exp(state - 0.02))


def growth(chance, mean):
    """Twice as much at the end of the year as at its start, on uneven days."""
    return moods(chance, mean * np.linspace(0.7, 1.4, mean.shape[1]))


QUIET: list[Series] = [poisson, moods, wild, threads, waves, growth]


@pytest.fixture
def build(empty):
    """Build models over given rows of the tables they read; nothing is left of it afterwards."""
    empty.execute("begin")
    for name, value in VARIABLES.items():
        empty.execute(f"set variable {name} = ?", [value])

    def built(table: str, columns: dict[str, list[object]], wanted: list[str]):
        names = ", ".join(columns)
        marks = ", ".join("unnest(?)" for _ in columns)
        empty.execute(f'delete from "{table}"')
        empty.execute(
            f'insert into "{table}" ({names}) select {marks}', [*map(list, columns.values())]
        )
        models.run(empty, [models.models()[name] for name in wanted])
        return empty

    yield built
    empty.execute("rollback")


def _tell(capsys, row: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{row}")


def _counts(kind: Series, level: int) -> np.ndarray:
    chance = np.random.default_rng([level, QUIET.index(kind)])
    mean = np.tile(level * np.resize(WEEKDAYS, DAYS), (BRANDS, 1))
    return kind(chance, mean)


@pytest.mark.parametrize("kind", QUIET, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("level", [5, 20, 100])
def test_quiet_series_have_few_spikes(kind, level, build, capsys):
    """Fewer than one event in a brand's year is false, however uneven its days."""
    counts = _counts(kind, level)
    days = [FIRST_ON + timedelta(day) for day in range(DAYS)]
    brands = [f"b{brand}" for brand in range(BRANDS)]
    told = build(
        "brand_daily",
        {
            "brand": [brand for brand in brands for _ in days],
            "day": days * BRANDS,
            "dated_count": counts.ravel().tolist(),
            "status": ["covered"] * counts.size,
        },
        ["day_baselines", "spike_days"],
    )
    (events,) = told.execute("select count(distinct (brand, event)) from spike_days").fetchall()[0]
    rate = events / BRANDS * 365 / (DAYS - 28)
    _tell(capsys, f"| spikes | {kind.__name__} | {level} | {rate:.2f} |")

    assert rate < (1 if kind is wild else 0.6)


@pytest.mark.parametrize("kind", QUIET, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("level", [5, 20, 100])
def test_quiet_series_have_few_shifts(kind, level, build, capsys):
    """A level shifts falsely in fewer than one of twenty brands' years; growth looks like it."""
    weeks = _counts(kind, level)[:, : 56 * 7].reshape(BRANDS, 56, 7).sum(axis=2)
    starts = [FIRST_ON + timedelta(7 * week) for week in range(56)]
    told = build(
        "brand_weeks",
        {
            "brand": [f"b{brand}" for brand in range(BRANDS) for _ in starts],
            "week": starts * BRANDS,
            "mention_count": weeks.ravel().tolist(),
            "mentions": weeks.ravel().astype(float).tolist(),
        },
        ["week_levels", "level_shifts"],
    )
    (shifted,) = told.execute("select count(distinct brand) from level_shifts").fetchall()[0]
    _tell(capsys, f"| shifts | {kind.__name__} | {level} | {shifted / BRANDS:.3f} |")

    assert shifted / BRANDS < (0.2 if kind is growth else 0.05)


@pytest.mark.parametrize("gain", [1.25, 1.5, 2.0])
def test_a_shift_is_found_where_it_is(gain, build, capsys):
    """A doubling on uneven days is found in nearly every brand, within a week of its place."""
    chance = np.random.default_rng(5)
    mean = np.tile(20 * np.resize(WEEKDAYS, 56 * 7), (BRANDS, 1))
    mean[:, 30 * 7 :] *= gain
    weeks = moods(chance, mean).reshape(BRANDS, 56, 7).sum(axis=2)
    starts = [FIRST_ON + timedelta(7 * week) for week in range(56)]
    told = build(
        "brand_weeks",
        {
            "brand": [f"b{brand}" for brand in range(BRANDS) for _ in starts],
            "week": starts * BRANDS,
            "mention_count": weeks.ravel().tolist(),
            "mentions": weeks.ravel().astype(float).tolist(),
        },
        ["week_levels", "level_shifts"],
    )
    found, near = told.execute(
        "select count(distinct brand), "
        "count(distinct brand) filter (where abs(week - ?) <= 7) from level_shifts",
        [starts[30]],
    ).fetchall()[0]
    _tell(capsys, f"| found | {gain} | {found / BRANDS:.2f} | {near / BRANDS:.2f} |")

    assert gain < 2 or near / BRANDS > 0.9


MONTHS = 200
AUTHORS = 900
VOCABULARY = 1500


def _writers(chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return who wrote each word, in which post of his: busy authors, words after Zipf.

    Half of an author's words are favourites of his, so that his posts are alike.
    """
    post_counts = 1 + chance.geometric(0.5, AUTHORS)
    author = np.repeat(np.arange(AUTHORS), post_counts * 8)
    post = np.repeat(np.arange(post_counts.sum()), 8)
    frequency = 1 / np.arange(1, VOCABULARY + 1)
    frequency /= frequency.sum()
    word = chance.choice(VOCABULARY, author.size, p=frequency)
    favourites = chance.choice(VOCABULARY, (AUTHORS, 6), p=frequency)
    own = favourites[author, chance.integers(0, 6, author.size)]
    return author, post, np.where(chance.random(author.size) < 0.5, own, word)


@pytest.mark.parametrize("share", [0.5, 0.25])
@pytest.mark.parametrize("by", ["author", "post"])
def test_shuffled_posts_have_no_trends(by, share, build, capsys):
    """Where chance says in which window authors or posts are, a month in ten has a term at most."""
    called, tested = 0, 0
    for month in range(MONTHS):
        chance = np.random.default_rng([month, 77])
        author, post, word = _writers(chance)
        shuffled = author if by == "author" else post
        is_now = chance.random(shuffled.max() + 1) < share
        periods = np.where(is_now, "window", "previous")[shuffled]
        first = np.unique(post, return_index=True)[1]
        pairs = np.unique(np.column_stack([post, word]), axis=0, return_index=True)[1]
        keys = [f"a{one}" for one in author]
        build(
            "mentions",
            {
                "brand": ["acme"] * first.size,
                "is_counted": [True] * first.size,
                "period": periods[first].tolist(),
                "author_key": [keys[one] for one in first],
            },
            [],
        )
        told = build(
            "mention_terms",
            {
                "brand": ["acme"] * pairs.size,
                "term": [f"w{one}" for one in word[pairs]],
                "period": periods[pairs].tolist(),
                "author_key": [keys[one] for one in pairs],
            },
            ["term_users", "trending_terms"],
        )
        called += told.execute("select count(*) > 0 from trending_terms").fetchall()[0][0]
        tested += told.execute(
            "select count(*) from (select term from mention_terms group by term having greatest("
            "count(distinct author_key) filter (where period = 'window'), "
            "count(distinct author_key) filter (where period = 'previous')) >= 8)"
        ).fetchall()[0][0]
    _tell(capsys, f"| terms | {by} | {share} | {tested / MONTHS:.0f} | {called / MONTHS:.3f} |")

    assert called / MONTHS <= 0.1 + 2 * np.sqrt(0.1 * 0.9 / MONTHS)


@pytest.mark.parametrize("share", [0.5, 0.02])
def test_constant_words_do_not_grow(share, build, capsys):
    """Where every four weeks draw the same words, few histories have one that grows."""
    called = 0
    for month in range(MONTHS):
        chance = np.random.default_rng([month, 78])
        totals = chance.integers(200, 500, 14)
        chances = np.minimum(share, 1 / np.arange(1, 801))
        counts = chance.binomial(totals[:, None], chances[None, :])
        block, word = np.nonzero(counts)
        told = build(
            "word_blocks",
            {
                "root": [f"w{one}" for one in word],
                "block": block.tolist(),
                "author_count": counts[block, word].tolist(),
                "author_total": totals[block].tolist(),
                "usual_word": [f"w{one}" for one in word],
            },
            ["growth_blocks", "growing_terms"],
        )
        called += told.execute("select count(*) > 0 from growing_terms").fetchall()[0][0]
    _tell(capsys, f"| growth | {share} | {called / MONTHS:.3f} |")

    assert called / MONTHS <= 0.1


@pytest.mark.parametrize("kind", ["single", "busy"])
def test_quiet_feelings_have_few_peaks(kind, build, capsys):
    """Where nothing changes, few months have a day of unusual feeling."""
    chance = np.random.default_rng(9)
    days = [date(2026, 6, 30) - timedelta(day) for day in range(114)]
    brands, dates, keys, signs = [], [], [], []
    for brand in range(100):
        for day in days:
            mood = chance.normal(0, 0.1)
            for writer in range(chance.poisson(25 if kind == "busy" else 50)):
                lean = chance.normal(mood, 0.8)
                for _ in range(chance.geometric(0.5) if kind == "busy" else 1):
                    brands.append(f"b{brand}")
                    dates.append(day)
                    keys.append(f"a{writer}")
                    signs.append(int(np.clip(np.round(chance.normal(lean, 0.4)), -1, 1)))
    build(
        "calendar",
        {"day": days, "period": ["window" if day.month == 6 else None for day in days]},
        [],
    )
    told = build(
        "mentions",
        {
            "brand": brands,
            "day": dates,
            "author_key": keys,
            "sentiment_sign": signs,
            "is_counted": [True] * len(signs),
            "is_guessed": [False] * len(signs),
        },
        ["day_feelings", "emotional_peaks"],
    )
    (called,) = told.execute("select count(distinct brand) from emotional_peaks").fetchall()[0]
    _tell(capsys, f"| feelings | {kind} | {called / 100:.2f} |")

    assert called / 100 <= 0.1
