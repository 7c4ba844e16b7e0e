"""The sample's tables about sources: what was heard, and what was answered."""

from datetime import UTC, datetime
from random import Random

from tests.rendering.sample_base import DAYS, Rows, identity, row

SOURCES = {
    "mastodon-search": ("mastodon", "social"),
    "audio-forum": ("discourse", "forum"),
    "app-reviews": ("appstore", "review"),
    "press-feeds": ("feed", "news"),
    "listening-blogs": ("feed", "blog"),
}


def tables(brands: dict[str, str]) -> dict[str, Rows]:
    """Return the tables of coverage and of answers."""
    return {
        "response": _response(brands),
        "coverage": _coverage(),
        "coverage_days": _coverage_days(),
    }


def _response(brands: dict[str, str]) -> Rows:
    columns = (
        "asked_count answered_count answered_share low high median_hours p90_hours within_share "
        "target_hours"
    )
    return [
        identity(brands, brand) | row(columns, *values)
        for brand, *values in (
            ("norrsken", 143, 96, 0.671, 0.59, 0.743, 5.2, 31.0, 0.52, 8.0),
            ("halden", 201, 171, 0.851, 0.795, 0.894, 2.1, 14.5, 0.81, 8.0),
            ("mirov", 11, 2, None, None, None, None, None, None, 8.0),
        )
    ]


def _coverage() -> Rows:
    chance = Random(3)  # noqa: S311  # plausible, not secret
    rows = []
    for source, (platform, channel) in SOURCES.items():
        missing = 2 if source == "audio-forum" else 0
        partial = 1 if source == "mastodon-search" else 0
        silent = 9 if source == "listening-blogs" else 0
        rows.append(
            {
                "source": source,
                "platform": platform,
                "channel": channel,
                "day_count": 30,
                "covered_count": 30 - missing - partial - silent,
                "partial_count": partial,
                "missing_count": missing,
                "silent_count": silent,
                "unasked_count": 0,
                "covered_share": (30 - missing - partial) / 30,
                "previous_covered_share": 1.0,
                "post_count": chance.randint(90, 2400),
                "rejected_count": 3 if source == "app-reviews" else 0,
                "last_seen_at": datetime(2026, 6, 30, 21, 40, tzinfo=UTC),
                "note": "refused on 18 and 19 June" if missing else None,
            }
        )
    return rows


def _coverage_days() -> Rows:
    odd = {
        ("audio-forum", DAYS[17]): "missing",
        ("audio-forum", DAYS[18]): "missing",
        ("mastodon-search", DAYS[23]): "partial",
    }
    odd |= {("listening-blogs", DAYS[index]): "silent" for index in range(2, 29, 3)}
    return [
        {
            "source": source,
            "day": day,
            "status": odd.get((source, day), "covered"),
            "post_count": 0 if odd.get((source, day)) in {"missing", "silent"} else 20 + day.day,
        }
        for source in SOURCES
        for day in DAYS
    ]
