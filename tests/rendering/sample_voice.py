"""The sample's customers: what hurts them, what they ask alike, and how they are answered."""

from datetime import date

from tests.rendering.sample_base import Rows, identity, row, rows
from tests.rendering.sample_posts import HANGUL, HOSTILE, TURKISH


def tables(brands: dict[str, str]) -> dict[str, Rows]:
    """Return the tables of customer voice and of the brand's own answers."""
    return {
        "pain_points": _pain_points(),
        "asked": _asked(),
        "customer_posts": _customer_posts(),
        "advocacy": _advocacy(brands),
        "purchase": _purchase(brands),
        "ratings": _ratings(brands),
        "aspects": _aspects(brands),
        "response_segments": _response_segments(),
        "answer_style": _answer_style(brands),
    }


def _pain_points() -> Rows:
    columns = (
        "topic brand topic_name pain_count author_count pain_share verdict negative_share "
        "cost_points cost_low cost_high excerpt url"
    )
    return rows(
        columns,
        ("app", "norrsken", "App", 123, 116, 0.162, "up", 0.71, 8.2, 5.1, 11.3, HOSTILE, None),
        (
            "price",
            "norrsken",
            "Price",
            10,
            10,
            0.013,
            "too few",
            None,
            None,
            None,
            None,
            TURKISH,
            None,
        ),
    )


def _asked() -> Rows:
    columns = (
        "intent asked_key about post_count author_count previous_author_count brand_author_count "
        "verdict is_product_case excerpt language url"
    )
    return rows(
        columns,
        ("question", "rollback update", "rollback, update", 18, 18, 1, 7, "up", True, HANGUL, "ko",
         None),
        ("question", "case grey", "case, grey", 4, 4, 0, 0, "no clear change", False, HOSTILE, "en",
         "javascript:alert(1)"),
        ("feature_request", "topic:app", "App", 3, 3, 0, 0, "no clear change", False, TURKISH, "tr",
         "https://forum.example/t/7"),
    )  # fmt: skip


def _customer_posts() -> Rows:
    columns = "role rank excerpt url platform channel language posted_on engagement"
    place = ("https://forum.example/t/9", "discourse", "forum", "en", date(2026, 6, 9), 44)
    return rows(
        columns,
        ("praise", 1, "Two years of daily use and they still sound like new.", *place),
        ("praise", 2, HOSTILE, *place),
        ("lead", 1, "Which of the two would you buy for a small room?", *place),
    )


def _advocacy(brands: dict[str, str]) -> Rows:
    columns = "segment post_count author_count advocacy low high previous_value verdict adequacy"
    return [
        identity(brands, "norrsken") | row(columns, *values)
        for values in (("all", 453, 379, -32.0, -40.8, -23.3, 24.8, "down", "enough"),)
    ]


def _purchase(brands: dict[str, str]) -> Rows:
    columns = "segment post_count author_count purchase_interest low high verdict adequacy"
    shown = ("all", 757, 616, 0.008, 0.004, 0.017, "no clear change", "enough")
    return [identity(brands, "norrsken") | row(columns, *shown)]


def _ratings(brands: dict[str, str]) -> Rows:
    columns = "dimension segment review_count stars stars_low stars_high one_share five_share"
    return [
        identity(brands, "norrsken")
        | row(columns, "product", "Aria 2", 94, 2.81, 2.51, 3.11, 0.29, 0.22)
    ]


def _aspects(brands: dict[str, str]) -> Rows:
    columns = "topic topic_name judged_count net_sentiment low high verdict complaint praise"
    return [
        identity(brands, "norrsken") | row(columns, *values)
        for values in (
            ("quality", "Product quality", 61, -12.4, -30.1, 5.3, "no clear change", HOSTILE, None),
            ("staff", "Staff", 8, None, None, None, "too few", None, None),
        )
    ]


def _response_segments() -> Rows:
    columns = (
        "dimension segment asked_count due_count young_count answered_count answered_share low high"
    )
    return rows(
        columns,
        ("department", "Customer care", 80, 76, 4, 60, 0.79, 0.69, 0.87),
        ("department", "Technical support", 50, 48, 2, 20, 0.42, 0.29, 0.56),
        ("weekday", "Monday", 20, 19, 1, 16, None, None, None),
    )


def _answer_style(brands: dict[str, str]) -> Rows:
    columns = (
        "answer_count tone tone_low tone_high apology_share thanks_share short_share "
        "median_characters target_characters"
    )
    return [
        identity(brands, "norrsken")
        | row(columns, 142, -5.6, -20.0, 8.8, 0.27, 0.26, 0.94, 92.0, 280)
    ]
