"""The sample's trends: what grows, what shifted, what drove an event, and what to expect."""

from datetime import date

from tests.rendering.sample_base import Rows, rows
from tests.rendering.sample_posts import HOSTILE


def tables(brands: dict[str, str]) -> dict[str, Rows]:
    """Return the tables of trends."""
    named = {
        "level_shifts": _level_shifts(),
        "emotional_peaks": _emotional_peaks(),
        "forecasts": _forecasts(),
        "spike_drivers": _spike_drivers(),
    }
    return {
        "growing_terms": _growing_terms(),
        **{
            table: [
                row | {"brand_name": brands[row["brand"]], "is_focus": row["brand"] == "norrsken"}
                for row in told
            ]
            for table, told in named.items()
        },
    }


def _growing_terms() -> Rows:
    columns = (
        "term author_count early_share middle_share late_share growth_rate z_score q_value "
        "example_title example_url"
    )
    url = "https://forum.example/t/4211"
    return rows(
        columns,
        ("repair kit", 84, 0.004, 0.013, 0.031, 0.25, 6.2, 0.0001, "The repair kit is out", url),
        (HOSTILE, 31, 0.001, 0.004, 0.012, 0.31, 3.9, 0.02, HOSTILE, "javascript:alert(1)"),
    )


def _level_shifts() -> Rows:
    return rows(
        "brand week direction before_mean after_mean change_rate z_score cause source",
        ("norrsken", date(2026, 3, 4), "up", 220.4, 301.8, 0.369, 6.1, "brand", None),
        ("halden", date(2026, 2, 18), "down", 180.0, 120.5, -0.33, -4.4, "source", "forum"),
    )


def _emotional_peaks() -> Rows:
    columns = (
        "brand day direction judged_count author_count net_sentiment low high "
        "usual_net_sentiment z_score q_value"
    )
    peak = date(2026, 6, 11)
    return rows(
        columns, ("norrsken", peak, "worse", 143, 131, -41.3, -55.0, -27.6, 12.1, -6.0, 0.0001)
    )


def _forecasts() -> Rows:
    columns = "brand metric is_given day_count expected low high naive test_count error naive_error"
    return rows(
        columns,
        ("norrsken", "mentions", True, 30, 1320.4, 1010.0, 1726.2, 1433.0, 40, 11.4, 15.2),
        ("norrsken", "net_sentiment", True, 30, 9.8, -1.2, 20.8, 6.0, 40, 4.1, 5.0),
        ("halden", "mentions", False, 30, None, None, None, 420.0, 40, 12.0, 11.5),
        ("halden", "net_sentiment", False, 30, None, None, None, -4.0, 40, 6.0, 5.9),
    )


def _spike_drivers() -> Rows:
    peak = date(2026, 6, 11)
    return rows(
        "brand peak_on kind rank driver_name mention_count usual_count excess excess_share",
        ("norrsken", peak, "site", 1, "forum.example", 99, 21.0, 78.0, 0.667),
        ("norrsken", peak, "site", 2, "social.example", 40, 12.5, 27.5, 0.235),
        ("norrsken", peak, "topic", 1, "App", 61, 4.2, 56.8, 0.485),
        ("norrsken", peak, "author", 1, "b1946ac92492d234", 2, 0.1, 1.9, 0.016),
    )
