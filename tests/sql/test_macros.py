"""The functions of macros.sql against values worked out another way."""

import math
from statistics import NormalDist

import numpy as np
import pytest

NORMAL = NormalDist()
Z = NORMAL.inv_cdf(0.975)

# Two-sided 95 % quantiles of Student's t, as tables print them.
T_TABLE = {
    5: 2.5706, 6: 2.4469, 8: 2.3060, 10: 2.2281, 15: 2.1314, 20: 2.0860, 30: 2.0423, 60: 2.0003,
    120: 1.9799, 1000: 1.9623,
}  # fmt: skip


@pytest.fixture
def call(empty):
    """Evaluate one expression of SQL."""

    def called(expression: str, *values: float | None):
        return empty.execute(f"select {expression}", list(values)).fetchall()[0][0]

    return called


def _sums(signs, counts) -> list[float]:
    """Return what the macro takes: the sums of x, n, x², x·n and n²."""
    products = (signs, counts, signs**2, signs * counts, counts**2)
    return [float(values.sum()) for values in products]


def test_share_is_null_of_nothing(call):
    """A part of nothing is not known; it is neither zero nor infinite."""
    assert 0.25 == call("share(1, 4)")
    assert 0.0 == call("share(0, 4)")
    assert call("share(0, 0)") is None
    assert call("share(1, null)") is None


def test_change_rate_is_null_from_nothing(call):
    """From nothing there is no relative change."""
    assert pytest.approx(0.1) == call("change_rate(110, 100)")
    assert -1.0 == call("change_rate(0, 100)")
    assert call("change_rate(5, 0)") is None


@pytest.mark.parametrize(("df", "quantile"), T_TABLE.items())
def test_t_quantile(df, quantile, call):
    """The quantile is within 0.3 per cent of the table from five degrees on."""
    assert pytest.approx(quantile, rel=0.003) == call("t_quantile(?)", df)


def test_t_quantile_of_too_few(call):
    """Below five degrees it is wide, at none there is no interval."""
    assert 11 < call("t_quantile(1)") < 12.71
    assert call("t_quantile(0)") is None
    assert pytest.approx(Z, abs=1e-5) == call("t_quantile(1e9)")


@pytest.mark.parametrize(("part", "whole"), [(0, 10), (10, 10), (1, 3), (37, 157), (500, 1000)])
def test_wilson(part, whole, call):
    """The interval's ends are the shares for which the observed one is just 1.96 spreads away."""
    low, high = call("wilson_low(?, ?)", part, whole), call("wilson_high(?, ?)", part, whole)

    share = part / whole
    assert 0 <= low <= share <= high <= 1
    for end in (low, high):
        if 0 < end < 1:
            spreads = (share - end) / math.sqrt(end * (1 - end) / whole)
            assert pytest.approx(Z, abs=1e-4) == abs(spreads)


def test_wilson_of_nothing(call):
    """No posts, no interval."""
    assert call("wilson_low(0, 0)") is None
    assert call("wilson_high(0, 0)") is None


def test_ratio_variance_of_equal_authors(call):
    """Where all write as much, it is how far the ratio moves without one or the other."""
    chance = np.random.default_rng(1)
    for authors in (2, 3, 17, 60):
        counts = np.full(authors, 5.0)
        signs = np.round(counts * chance.uniform(-1, 1, size=authors))
        left_out = (signs.sum() - signs) / (counts.sum() - counts)
        expected = ((left_out - signs.sum() / counts.sum()) ** 2).sum()

        made = call("ratio_variance(?, ?, ?, ?, ?, ?)", authors, *_sums(signs, counts))

        assert pytest.approx(expected, rel=1e-6, abs=1e-12) == made


def test_ratio_variance_of_unequal_authors(call):
    """One who writes half of all makes it wider than the spread of all authors alone says."""
    counts = np.array([20.0] + [1.0] * 20)
    signs = np.array([20.0] + [1.0, -1.0] * 10)
    residuals = signs - signs.sum() / counts.sum() * counts
    spread = 21 * np.var(residuals, ddof=1) / counts.sum() ** 2

    assert 1.5 * spread < call("ratio_variance(?, ?, ?, ?, ?, ?)", 21, *_sums(signs, counts))
    assert 3 < call("effective_clusters(40, 420)") < 4
    assert pytest.approx(60) == call("effective_clusters(300, 1500)")
    assert call("effective_clusters(0, 0)") is None


def test_ratio_variance_of_one_author(call):
    """One author has no spread to judge by."""
    assert call("ratio_variance(1, 1, 1, 1, 1, 1)") is None
    assert call("ratio_variance(5, 0, 0, 0, 0, 0)") is None


@pytest.mark.parametrize("z", [-6, -3, -1.96, -0.5, 0, 0.3, 1, 1.96, 2.9, 2.999])
def test_normal_tail_near_the_middle(z, call):
    """Near the middle the tail is right to seven digits after the point."""
    assert pytest.approx(1 - NORMAL.cdf(z), abs=7.5e-8) == call("normal_tail(?)", z)


@pytest.mark.parametrize("z", [3, 3.5, 4, 5, 6, 8])
def test_normal_tail_far_out(z, call):
    """Far out, where a false discovery rate is decided, it is right in proportion."""
    assert pytest.approx(math.erfc(z / math.sqrt(2)) / 2, rel=2e-5) == call("normal_tail(?)", z)


def test_log_odds_z(call):
    """The formula of the paper, written out; swapping the groups turns its sign."""
    chance = np.random.default_rng(2)
    for _ in range(100):
        whole, other_whole = (int(count) for count in chance.integers(300, 900, size=2))
        part, other_part = (int(count) for count in chance.integers(0, 300, size=2))
        prior_total = min(whole, other_whole) / 10
        prior = prior_total * (part + other_part + 1) / (whole + other_whole)
        here = (part + prior) / (whole + prior_total - part - prior)
        there = (other_part + prior) / (other_whole + prior_total - other_part - prior)
        spread = math.sqrt(1 / (part + prior) + 1 / (other_part + prior))

        made = call(
            "log_odds_z(?, ?, ?, ?, ?, ?)", part, whole, other_part, other_whole, prior, prior_total
        )
        turned = call(
            "log_odds_z(?, ?, ?, ?, ?, ?)", other_part, other_whole, part, whole, prior, prior_total
        )

        assert pytest.approx(math.log(here / there) / spread, rel=1e-9, abs=1e-9) == made
        assert pytest.approx(-made, rel=1e-9, abs=1e-9) == turned


def test_share_difference_z(call):
    """The square of z is the chi-square of the two-by-two table."""
    part, whole, other_part, other_whole = 34, 548, 4, 330
    table = np.array([[part, whole - part], [other_part, other_whole - other_part]], dtype=float)
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / table.sum()
    chi_square = ((table - expected) ** 2 / expected).sum()

    made = call("share_difference_z(?, ?, ?, ?)", part, whole, other_part, other_whole)

    assert made > 0
    assert pytest.approx(math.sqrt(chi_square)) == made
    assert call("share_difference_z(0, 10, 0, 20)") is None


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (1.0, 9.0, "up"),
        (-9.0, -1.0, "down"),
        (-1.0, 9.0, "no clear change"),
        (0.0, 9.0, "no clear change"),
        (None, 9.0, "too few"),
    ],
)
def test_verdict(low, high, verdict, call):
    """A change has a direction only when its interval leaves zero out."""
    assert verdict == call("verdict(?, ?)", low, high)


def test_share_of_clustered_posts(call):
    """Authors who repeat themselves widen a share's interval; independent posts leave Wilson's."""
    whole = [call(f"{end}(60, 200)") for end in ("wilson_low", "wilson_high")]
    alone = [call(f"share_{end}(0.3, 0.3 * 0.7 / 200, 200, 1000000)") for end in ("low", "high")]
    clustered = [call(f"share_{end}(0.3, 0.002, 200, 90)") for end in ("low", "high")]

    assert pytest.approx(whole, abs=1e-5) == alone
    assert clustered[0] < whole[0] < whole[1] < clustered[1]
    assert call("share_low(0.3, 0.002, 200, 1)") is None
    assert 3 / 90 < call("share_high(0.0, 0.0, 200, 90)") < 4.5 / 90


@pytest.mark.parametrize(
    ("expected", "word"),
    [
        ("배터리", "배터리가"), ("배터리", "배터리는"), ("배터리", "배터리에서도"),
        ("화면", "화면으로"), ("화면", "화면이"), ("서울", "서울로"),
        ("디스플레이", "디스플레이"), ("만족도", "만족도"),
        ("재미있는", "재미있는"), ("앱이", "앱이"), ("kettle", "kettle"), ("чайник", "чайник"),
    ],
)  # fmt: skip
def test_without_particle(expected, word, call):
    """A Korean particle goes where it has the form that its noun asks for; other words stay."""
    assert expected == call("without_particle(?)", word)


def test_words_of_turkish(call):
    """Capitals have the dots of their letters; a name's ending stands after its apostrophe."""
    assert ["kırık", "izmir"] == call("words_of('KIRIK İzmir’de', language := 'tr')")
    assert ["kirik", "can't"] == call("words_of('KIRIK can’t')")


def test_discovery_rate(empty):
    """Of p 0.01, 0.02, 0.03 and 0.5 the first three cost 0.04; a null was not tested."""
    told = empty.execute(
        "with tests as (select unnest([0.01, 0.02, 0.03, 0.5, null]) as p), "
        "costs as (select p, discovery_cost(p, 1) as cost from tests) "
        "select discovery_rate(cost, p, 1) from costs order by p nulls last"
    ).fetchall()

    assert [pytest.approx(0.04)] * 3 + [0.5, None] == [rate for (rate,) in told]


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        ("a.example", "https://www.A.example/x?y"), ("a.example", "http://u:p@a.example:80/"),
        (None, "mailto:a@a.example"), (None, "https:///x"), (None, None),
    ],
)  # fmt: skip
def test_site_of(expected, url, call):
    """A link's site is its host, in small letters and without `www.`."""
    assert expected == call("site_of(?)", url)
