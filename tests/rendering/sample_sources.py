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
        "breaks": [],
        "audit": _audit(),
        "corrected": _corrected(),
    }


def _audit() -> Rows:
    columns = (
        "brand language labelled_count accuracy accuracy_low accuracy_high "
        "negative negative_low negative_high neutral neutral_low neutral_high "
        "positive positive_low positive_high both_count agreement agreement_low agreement_high"
    )
    spread = (0.71, 0.64, 0.77, 0.66, 0.55, 0.76, 0.75, 0.66, 0.82, 0.69, 0.57, 0.79)
    unsure = (0.6, 0.42, 0.76, 0.5, 0.25, 0.75, 0.7, 0.46, 0.87, None, None, None)
    return [
        row(columns, "norrsken", "all", 200, *spread, 60, 0.72, 0.58, 0.86),
        row(columns, "norrsken", "en", 172, *spread, 60, 0.72, 0.58, 0.86),
        row(columns, "norrsken", "de", 28, *unsure, None, None, None, None),
    ]


def _corrected() -> Rows:
    columns = (
        "measure label labelled_count engine_value corrected_value corrected_low corrected_high"
    )
    return [
        {"figure": f"corrected.{measure}"} | row(columns, measure, label, 200, *shown)
        for measure, label, *shown in (
            ("negative", "Negative, %", 24.1, 28.9, 23.0, 35.6),
            ("neutral", "Neutral, %", 44.0, 43.2, 36.5, 50.1),
            ("positive", "Positive, %", 31.9, 27.9, 22.2, 34.4),
            ("net_sentiment", "Net sentiment, points", 7.8, -1.0, -9.7, 7.7),
        )
    ]


def _response(brands: dict[str, str]) -> Rows:
    columns = (
        "asked_count due_count young_count answered_count early_count answered_share low high "
        "median_hours p90_hours within_share target_hours"
    )
    return [
        identity(brands, brand) | row(columns, *values)
        for brand, *values in (
            ("norrsken", 150, 143, 7, 96, 2, 0.671, 0.59, 0.743, 5.2, 31.0, 0.52, 8.0),
            ("halden", 203, 201, 2, 171, 0, 0.851, 0.795, 0.894, 2.1, 14.5, 0.81, 8.0),
            ("mirov", 11, 11, 0, 2, 0, None, None, None, None, None, None, 8.0),
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
                "limited_count": 0,
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
