"""The sentences about trends: true of their tables, and silent where there is nothing to say."""

from datetime import date

import pytest

from flows.rendering.findings import topics, trends
from tests.rendering.test_findings import facts, said


def shift(brand: str, week: date, cause: str = "brand", **changed):
    """Return a row of the shifts; the focus brand's is norrsken's."""
    return {
        "brand": brand,
        "brand_name": brand.title(),
        "is_focus": brand == "norrsken",
        "week": week,
        "direction": "up",
        "before_mean": 88.2,
        "after_mean": 133.4,
        "cause": cause,
        "source": "forum" if cause == "source" else None,
        **changed,
    }


MARCH = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("expected", "rows"),
    [
        ([], []),
        (
            [
                (
                    "Norrsken is spoken of more since about 4 March 2026: 133 mentions a week, "
                    "88 in the three months before."
                )
            ],
            [shift("norrsken", MARCH), shift("norrsken", date(2025, 9, 3))],
        ),
        (
            [
                (
                    "Norrsken is spoken of more since about 4 March 2026: 133 mentions a week, "
                    "88 in the three months before; the same holds for Ada and Bea."
                )
            ],
            [
                shift("norrsken", MARCH),
                shift("ada", MARCH),
                shift("bea", date(2026, 3, 18)),
                shift("cem", date(2025, 9, 3)),
                shift("dot", MARCH, direction="down"),
            ],
        ),
        (
            [
                (
                    "These shifts are not the brand's but a source's, whose coverage changed then: "
                    "Norrsken about 4 Mar (forum)."
                )
            ],
            [shift("norrsken", MARCH, "source")],
        ),
    ],
)
def test_shifts(expected, rows):
    """The latest shift is told with who shares it; a source's is said to be the source's."""
    assert expected == said(trends, facts(tables={"level_shifts": rows}), "shifts")


def test_the_strongest_feeling_is_named():
    """The day furthest from the usual is told with its interval and its posts."""
    (text,) = said(trends, facts(), "feelings")

    assert text == (
        "1 day felt unlike the others, 11 Jun: net sentiment −41.3 (−55.0 to −27.6, "
        "143 judged posts) against a usual +12.1."
    )


def test_a_forecast_tells_its_past_errors():
    """What to expect comes with its interval, and with how wrong such forecasts were."""
    (text,) = said(trends, facts(), "forecast")

    assert text == (
        "To expect of the 30 days after, if nothing unusual happens: 1,320 mentions (95% interval "
        "1,010 to 1,726; in the past such forecasts were off by 11% on average, the last period's "
        "number by 15%); net sentiment +9.8 (−1.2 to +20.8; off by 4.1 points, the last period's "
        "by 5.0)."
    )


def test_a_noun_agrees_with_the_number_as_printed():
    """A forecast of 1.3 posts is printed as 1, and so is its noun."""
    given = facts()
    rows = [row | {"expected": 1.3} for row in given.own("forecasts")]

    (text,) = said(trends, facts(tables={"forecasts": rows}), "forecast")

    assert "happens: 1 mention (" in text


def test_a_withheld_forecast_is_not_told():
    """Where the last period says as much, nothing is forecast."""
    withheld = [
        {"is_focus": True, "metric": metric, "is_given": False}
        for metric in ("mentions", "net_sentiment")
    ]

    assert [] == said(trends, facts(tables={"forecasts": withheld}), "forecast")


def test_what_grows_is_told_with_its_shares():
    """A growing term carries the share of authors who used it at first and who use it now."""
    (text,) = said(topics, facts(), "growing")

    assert text.startswith(
        "Still small, but used by more authors from month to month: “repair kit” (0.4% → 3.1%)"
    )
    assert [] == said(topics, facts(tables={"growing_terms": []}), "growing")
