"""The sample's tables about brands: how much, how, and beside whom."""

from datetime import date, timedelta
from random import Random

from tests.rendering import sample_market
from tests.rendering.sample_base import DAYS, FIRST, Rows, identity, row

SCALES = {"norrsken": 46, "halden": 61, "mirov": 24, "tessera": 9}
PEAK = date(2026, 6, 11)


def tables(brands: dict[str, str]) -> dict[str, Rows]:
    """Return the tables that hold numbers about brands."""
    daily = _daily(brands)
    counts = {
        brand: sum(row["mention_count"] or 0 for row in daily if row["brand"] == brand)
        for brand in brands
    }
    return {
        "daily": daily,
        "monthly": _monthly(brands, counts),
        "volume": _volume(brands, counts),
        "share_of_voice": _share_of_voice(brands, counts),
        "sentiment": _sentiment(brands, counts),
        "sentiment_segments": _segments(),
        "sentiment_drivers": _drivers(),
        "health": [],
        "volume_drivers": [
            row("dimension segment mention_count previous_count count_change", "source", *values)
            for values in (
                ("audio-forum", 612, 471, 141),
                ("mastodon-search", 498, 420, 78),
                ("app-reviews", 171, 118, 53),
                ("press-feeds", 92, 96, -4),
                ("listening-blogs", 60, 91, -31),
            )
        ],
        "competitor_gaps": _gaps(brands),
        "channels": _channels(brands, counts),
        **sample_market.tables(brands),
    }


def _daily(brands: dict[str, str]) -> Rows:
    chance = Random(7)  # noqa: S311  # plausible, not secret
    statuses = {date(2026, 6, 18): "missing", date(2026, 6, 19): "missing", DAYS[23]: "partial"}
    rows = []
    for brand in brands:
        for number, day in enumerate(DAYS, 1):
            level = SCALES[brand] * (0.75 if day.weekday() > 4 else 1.0)
            count = round(level * chance.uniform(0.72, 1.3))
            is_spike = brand == "norrsken" and day in {PEAK, PEAK + timedelta(days=1)}
            status = statuses.get(day, "covered") if brand == "norrsken" else "covered"
            rows.append(
                identity(brands, brand)
                | {
                    "day": day,
                    "day_number": number,
                    "mention_count": None if status == "missing" else count * (1 + 2 * is_spike),
                    "previous_count": round(level * chance.uniform(0.6, 1.1)),
                    "baseline_count": level,
                    "status": status,
                    "is_spike": is_spike,
                }
            )
    return rows


def _monthly(brands: dict[str, str], counts: dict[str, int]) -> Rows:
    chance = Random(11)  # noqa: S311  # plausible, not secret
    months = [date(2025 + (5 + index) // 12, (5 + index) % 12 + 1, 1) for index in range(13)]
    rows = []
    for brand in brands:
        for index, month in enumerate(months):
            count = round(counts[brand] * (0.55 + index * 0.035) * chance.uniform(0.88, 1.1))
            net = 8 + index * 0.6 + chance.uniform(-5, 5)
            is_last = month == FIRST
            rows.append(
                identity(brands, brand)
                | {
                    "month": month,
                    "mention_count": counts[brand] if is_last else count,
                    "net_sentiment": net,
                    "low": net - 4,
                    "high": net + 4,
                    "is_part": False,
                    "is_break": index == 3,
                }
            )
    return rows


def _volume(brands: dict[str, str], counts: dict[str, int]) -> Rows:
    changes = dict(zip(brands, (0.198, -0.041, 0.332, 0.0), strict=True))
    return [
        identity(brands, brand)
        | {
            "raw_count": round(count * 1.31),
            "unique_count": round(count * 1.08),
            "author_count": round(count * 0.71),
            "spam_count": round(count * 0.05),
            "copy_count": round(count * 0.23),
            "owned_count": round(count * 0.03),
            "mention_count": count,
            "per_day": count / 28,
            "previous_per_day": count / 28 / (1 + changes[brand]),
            "change_rate": changes[brand],
            "engagement": count * 9,
            "engagement_per_post": 9.4 - len(brand) / 2,
        }
        for brand, count in counts.items()
    ]


def _share_of_voice(brands: dict[str, str], counts: dict[str, int]) -> Rows:
    total = sum(counts.values())
    changes = dict(zip(brands, (0.031, -0.042, 0.012, -0.001), strict=True))
    return [
        identity(brands, brand)
        | {
            "mention_count": count,
            "share": count / total,
            "previous_share": count / total - changes[brand],
            "share_change": changes[brand],
            "author_share": count / total,
            "positive_part": count / total + changes[brand],
            "negative_part": count / total - changes[brand],
        }
        for brand, count in counts.items()
    ]


def _sentiment(brands: dict[str, str], counts: dict[str, int]) -> Rows:
    shares = {
        "norrsken": (0.412, 0.291),
        "halden": (0.377, 0.214),
        "mirov": (0.331, 0.262),
        "tessera": (0.45, 0.2),
    }
    befores = {"norrsken": 17.0, "halden": 15.1, "mirov": 6.0, "tessera": None}
    rows = []
    for brand, (positive, negative) in shares.items():
        judged = round(counts[brand] * 0.82) if brand != "tessera" else 24
        net = (positive - negative) * 100
        before = befores[brand]
        is_weak = brand == "tessera"
        rows.append(
            identity(brands, brand)
            | {
                "judged_count": judged,
                "positive_count": round(judged * positive),
                "neutral_count": round(judged * (1 - positive - negative)),
                "negative_count": round(judged * negative),
                "unknown_count": counts[brand] - judged,
                "positive_share": positive,
                "neutral_share": 1 - positive - negative,
                "negative_share": negative,
                "net_sentiment": None if is_weak else net,
                "low": None if is_weak else net - 4.1,
                "high": None if is_weak else net + 4.1,
                "previous_net_sentiment": before,
                "net_change": None if before is None else net - before,
                "change_low": None if before is None else net - before - 5.2,
                "change_high": None if before is None else net - before + 5.2,
                "verdict": "too few" if is_weak else "no clear change",
                "adequacy": "too few" if is_weak else "enough",
            }
        )
    return rows


def _segments() -> Rows:
    columns = (
        "dimension segment judged_count net_sentiment low high previous_net_sentiment adequacy "
        "is_shown"
    )
    return [
        row(columns, *values, values[0] == "channel")
        for values in (
            ("channel", "forum", 512, 4.2, -1.9, 10.3, 14.8, "enough"),
            ("channel", "social", 401, 13.9, 7.2, 20.6, 15.1, "enough"),
            ("channel", "review", 139, 31.2, 20.5, 41.9, 26.0, "enough"),
            ("channel", "news", 78, 9.0, -6.0, 24.0, 12.2, "weak"),
            ("channel", "blog", 22, None, None, None, None, "too few"),
            ("platform", "discourse", 512, 4.2, -1.9, 10.3, 14.8, "enough"),
            ("platform", "mastodon", 401, 13.9, 7.2, 20.6, 15.1, "enough"),
            ("platform", "appstore", 139, 31.2, 20.5, 41.9, 26.0, "enough"),
            ("platform", "feed", 100, 8.1, -5.0, 21.2, 11.9, "enough"),
            ("language", "en", 1012, 12.4, 8.1, 16.7, 16.9, "enough"),
            ("language", "de", 98, 9.1, -5.4, 23.6, None, "weak"),
        )
    ]


def _drivers() -> Rows:
    columns = (
        "dimension segment mix_points within_points total_points judged_count previous_judged_count"
    )
    return [
        row(columns, "source", *values)
        for values in (
            ("audio-forum", -0.6, -4.1, -4.7, 512, 398),
            ("mastodon-search", 0.1, -0.4, -0.3, 401, 344),
            ("press-feeds", -0.2, -0.3, -0.5, 78, 80),
            ("app-reviews", 0.2, 0.5, 0.7, 139, 96),
            ("listening-blogs", 0.0, -0.1, -0.1, 22, 74),
        )
    ]


def _gaps(brands: dict[str, str]) -> Rows:
    columns = "brand brand_name metric focus_value competitor_value gap low high verdict"
    return [
        row(columns, brand, brands[brand], *values)
        for brand, *values in (
            ("halden", "net_sentiment", 12.1, 16.3, -4.2, -8.1, -0.3, "behind"),
            ("halden", "share_of_voice", 0.33, 0.43, -0.1, None, None, "behind"),
            ("halden", "engagement_per_post", 5.4, 6.4, -1.0, -2.9, 0.9, "no clear gap"),
            ("mirov", "net_sentiment", 12.1, 6.9, 5.2, 0.4, 10.0, "ahead"),
            ("mirov", "share_of_voice", 0.33, 0.17, 0.16, None, None, "ahead"),
            ("tessera", "net_sentiment", 12.1, None, None, None, None, "too few"),
        )
    ]


def _channels(brands: dict[str, str], counts: dict[str, int]) -> Rows:
    shares = {"forum": 0.43, "social": 0.35, "review": 0.12, "news": 0.06, "blog": 0.04}
    return [
        identity(brands, brand)
        | {
            "channel": channel,
            "mention_count": round(counts[brand] * share),
            "share": share,
            "previous_share": share + 0.02 if channel == "news" else share - 0.01,
            "net_sentiment": None if channel == "blog" else 12.0 - share * 10,
            "low": None if channel == "blog" else 5.0,
            "high": None if channel == "blog" else 18.0,
            "engagement_per_post": 3 + share * 12,
        }
        for brand in brands
        for channel, share in shares.items()
    ]
