"""The sample's tables about the brands beside one another, and about the market."""

from tests.rendering.sample_base import Rows, identity, rows

_LEADERS = rows(
    "topic mention_count judged_count most_brand most_share best_net_sentiment "
    "second_net_sentiment lead low high q_value verdict is_unmet",
    ("app", 640, 590, "Halden", 0.52, 21.0, -18.0, 39.0, 21.5, 56.5, 0.001, "leads", False),
    ("billing", 210, 180, None, 0.48, -22.0, -31.0, 9.0, -14.0, 32.0, 0.6, "no clear leader", True),
)


def tables(brands: dict[str, str]) -> dict[str, Rows]:
    """Return the tables that set brands side by side."""
    ours, halden, mirov, _ = brands.values()
    return {
        "topic_leaders": [
            {**row, "topic_name": name, "best_brand": best, "second_brand": ours}
            for row, name, best in zip(
                _LEADERS, ("App and website", "Billing"), (halden, mirov), strict=True
            )
        ],
        "topic_matrix": _matrix(brands),
        "comparison_balance": rows(
            "brand brand_name comparison_count for_count against_count won_count lost_count "
            "for_share low high verdict",
            ("halden", halden, 41, 15, 26, 4, 9, 0.366, 0.23, 0.52, "no clear gap"),
        ),
        "comparisons": rows(
            "winner loser kind winner_name loser_name said post_count author_count previous_count",
            ("norrsken", "halden", "better", brands["norrsken"], halden, "better", 11, 11, 6),
            ("halden", "norrsken", "switch", halden, brands["norrsken"], "switch", 9, 9, 1),
        ),
        "co_mentions": [
            identity(brands, "norrsken")
            | {"other_brand": brand, "other_name": brands[brand]}
            | {"post_count": count, "brand_share": share}
            | {"author_count": count - 9, "expected_count": count / 2, "lift": 2.0}
            for brand, count, share in (("halden", 190, 0.14), ("mirov", 60, 0.04))
        ],
        "adjusted": [],
        "market": rows(
            "segment topic_name post_count post_share brand_post_share",
            ("all", "All", 320, 1.0, 1.0),
            ("price", "Price", 96, 0.3, 0.11),
        ),
    }


def _matrix(brands: dict[str, str]) -> Rows:
    topics = {"app": "App and website", "billing": "Billing", "support": "Customer support"}
    levels = (-62.0, -28.0, -9.0, 1.0, 11.0, 27.0, 55.0, None)
    return [
        identity(brands, brand)
        | {"topic": topic, "topic_name": name, "mention_count": 40 + 9 * number}
        | {"topic_share": 0.25, "mention_share": 0.2, "judged_count": 38 if value else 12}
        | {"net_sentiment": value, "low": value and value - 9, "high": value and value + 9}
        | {"adequacy": "weak" if value else "too few"}
        for row, (topic, name) in enumerate(topics.items())
        for number, brand in enumerate(brands)
        for value in [levels[(3 * row + 2 * number) % len(levels)]]
    ]
