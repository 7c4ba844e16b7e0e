"""A whole report context about brands that do not exist, with numbers that fit together."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from flows.rendering import numbers
from flows.rendering.context import Context, Figure, Finding
from tests.rendering import sample_posts

LONG_NAME = "Norrsken Heritage Loudspeakers & Listening Rooms Malmö, Oslo"
BRANDS = {"norrsken": "Norrsken", "halden": "Halden", "mirov": "Миров", "tessera": "Tessera Audio"}
SOURCES = {
    "mastodon-search": ("mastodon", "social"),
    "audio-forum": ("discourse", "forum"),
    "app-reviews": ("appstore", "review"),
    "press-feeds": ("feed", "news"),
    "listening-blogs": ("feed", "blog"),
}
FIRST = date(2026, 6, 1)
DAYS = [FIRST + timedelta(days=index) for index in range(30)]
SCALES = {"norrsken": 46, "halden": 61, "mirov": 24, "tessera": 9}
PEAK = date(2026, 6, 11)
Rows = list[dict[str, Any]]


def a_context(*, name: str = "Norrsken", **report: Any) -> Context:
    """Return the sample; `name` renames the report's brand, `report` overrides its header."""
    brands = BRANDS | {"norrsken": name}
    tables = _tables(brands)
    figures = {figure.id: figure for figure in _figures(brands, tables)}
    return Context(
        report=_report(brands) | report,
        figures=figures,
        tables=tables | {"evidence": [_evidence(figure) for figure in figures.values()]},
        findings=_findings(name),
    )


def an_empty_context() -> Context:
    """Return a report over a period in which nobody said anything."""
    full = a_context(is_empty=True)
    kept = {"coverage", "coverage_days", "dictionary"}
    tables = {key: list(rows) if key in kept else [] for key, rows in full.tables.items()}
    return replace(full, figures={}, findings={}, tables=tables)


def _report(brands: dict[str, str]) -> dict[str, Any]:
    return {
        "id": "monthly",
        "template": "monthly",
        "title": f"{brands['norrsken']}: monthly listening report",
        "brand_name": brands["norrsken"],
        "competitor_names": list(brands.values())[1:],
        "window_label": "June 2026",
        "window_first_on": FIRST,
        "window_last_on": DAYS[-1],
        "previous_label": "May 2026",
        "previous_first_on": date(2026, 5, 1),
        "previous_last_on": date(2026, 5, 31),
        "timezone": "Europe/Stockholm",
        "is_part": False,
        "data_until": DAYS[-1],
        "language": "en",
        "is_empty": False,
    }


def _tables(brands: dict[str, str]) -> dict[str, Rows]:
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
        "volume_drivers": [
            _row("segment mention_count previous_count count_change", *values)
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
        "response": _response(brands),
        "coverage": _coverage(),
        "coverage_days": _coverage_days(),
        **sample_posts.tables(brands),
    }


def _row(columns: str, *values: Any) -> dict[str, Any]:
    return dict(zip(columns.split(), values, strict=True))


def _identity(brands: dict[str, str], brand: str) -> dict[str, Any]:
    return {"brand": brand, "brand_name": brands[brand], "is_focus": brand == "norrsken"}


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
                _identity(brands, brand)
                | {
                    "day": day,
                    "day_number": number,
                    "mention_count": None if status == "missing" else count * (1 + 2 * is_spike),
                    "previous_count": round(level * chance.uniform(0.6, 1.1)),
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
                _identity(brands, brand)
                | {
                    "month": month,
                    "mention_count": counts[brand] if is_last else count,
                    "net_sentiment": net,
                    "low": net - 4,
                    "high": net + 4,
                    "is_part": False,
                }
            )
    return rows


def _volume(brands: dict[str, str], counts: dict[str, int]) -> Rows:
    changes = dict(zip(brands, (0.198, -0.041, 0.332, 0.0), strict=True))
    return [
        _identity(brands, brand)
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
        _identity(brands, brand)
        | {
            "mention_count": count,
            "share": count / total,
            "previous_share": count / total - changes[brand],
            "share_change": changes[brand],
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
            _identity(brands, brand)
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
        "dimension segment judged_count net_sentiment low high previous_net_sentiment adequacy"
    )
    return [
        _row(columns, *values)
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
    columns = "segment mix_points within_points total_points judged_count previous_judged_count"
    return [
        _row(columns, *values)
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
        _row(columns, brand, brands[brand], *values)
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
        _identity(brands, brand)
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


def _response(brands: dict[str, str]) -> Rows:
    columns = (
        "asked_count answered_count answered_share low high median_hours p90_hours within_share "
        "target_hours"
    )
    return [
        _identity(brands, brand) | _row(columns, *values)
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


def _figures(brands: dict[str, str], tables: dict[str, Rows]) -> list[Figure]:
    figures = []
    for brand, name in brands.items():
        volume, voice, tone = (
            next(row for row in tables[table] if row["brand"] == brand)
            for table in ("volume", "share_of_voice", "sentiment")
        )
        common = {"brand": brand, "model": "brand_health"}
        figures += [
            Figure(
                id=f"mentions.{brand}",
                metric="mentions",
                label=f"Mentions of {name}",
                value=volume["mention_count"],
                unit="posts",
                n=volume["mention_count"],
                previous=volume["mention_count"] / (1 + volume["change_rate"]),
                change_rate=volume["change_rate"],
                verdict="up" if volume["change_rate"] > 0 else "down",
                definition="Unique posts that name the brand, without spam and own posts.",
                **common,
            ),
            Figure(
                id=f"net_sentiment.{brand}",
                metric="net_sentiment",
                label=f"Net sentiment of {name}",
                value=tone["net_sentiment"],
                unit="points",
                low=tone["low"],
                high=tone["high"],
                n=tone["judged_count"],
                previous=tone["previous_net_sentiment"],
                change=tone["net_change"],
                change_low=tone["change_low"],
                change_high=tone["change_high"],
                verdict=tone["verdict"],
                adequacy=tone["adequacy"],
                definition="(positive − negative) ÷ all judged posts, in points.",
                **common,
            ),
            Figure(
                id=f"share_of_voice.{brand}",
                metric="share_of_voice",
                label=f"Share of voice of {name}",
                value=voice["share"],
                unit="share",
                n=voice["mention_count"],
                previous=voice["previous_share"],
                change=voice["share_change"],
                verdict="up" if voice["share_change"] > 0 else "down",
                definition="Mentions ÷ mentions of all brands, same sources.",
                **common,
            ),
            Figure(
                id=f"engagement_per_post.{brand}",
                metric="engagement_per_post",
                label=f"Engagement per post of {name}",
                value=volume["engagement_per_post"],
                unit="per_post",
                low=volume["engagement_per_post"] - 1.2,
                high=volume["engagement_per_post"] + 1.2,
                n=volume["mention_count"],
                previous=5.1,
                change=volume["engagement_per_post"] - 5.1,
                change_rate=0.06,
                verdict="no clear change",
                definition="Likes, replies and shares a mention.",
                **common,
            ),
        ]
    figures.append(
        Figure(
            id="answered_share.norrsken",
            metric="answered_share",
            brand="norrsken",
            label="Questions answered",
            value=0.671,
            unit="share",
            low=0.59,
            high=0.743,
            n=143,
            previous=0.70,
            change=-0.029,
            change_low=-0.14,
            change_high=0.08,
            verdict="no clear change",
            adequacy="weak",
            model="response",
            definition="Questions to the brand with an answer by it ÷ all of them.",
        )
    )
    return figures


def _evidence(figure: Figure) -> dict[str, Any]:
    return {
        "figure": figure.id,
        "label": figure.label,
        "value_text": numbers.value(figure.value, figure.unit),
        "n": figure.n,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "model": figure.model,
        "definition": figure.definition,
    }


def _findings(name: str) -> dict[str, list[Finding]]:
    mentions, net, voice = (
        f"{metric}.norrsken" for metric in ("mentions", "net_sentiment", "share_of_voice")
    )
    said = [
        (
            "answer",
            (
                f"{name} is talked about a fifth more than in May, but not better liked: the "
                "update of 11 June brought the attention and most of the complaints."
            ),
            (mentions, net),
            "neutral",
        ),
        (
            "what",
            (
                "Mentions rose by 20% to their highest month of thirteen, two days after the "
                "firmware update of 11 June alone bringing 13% of them."
            ),
            (mentions,),
            "neutral",
        ),
        (
            "what",
            "Net sentiment shows no clear change; on the forum it fell by 10.6 points.",
            (net,),
            "bad",
        ),
        (
            "so_what",
            "Share of voice grew by 3.1 points at the expense of Halden, which was quiet.",
            (voice,),
            "good",
        ),
        (
            "so_what",
            (
                "A third of the questions asked in public found no answer, most of them about "
                "the update."
            ),
            ("answered_share.norrsken",),
            "warning",
        ),
        (
            "now_what",
            "Publish the rollback steps where the complaints are: on the forum, pinned.",
            (),
            "neutral",
        ),
        ("now_what", "Answer the 14 open posts listed under risks this week.", (), "neutral"),
        (
            "coverage",
            "Two days of the forum are missing; all comparisons leave them out in both months.",
            (),
            "warning",
        ),
        (
            "daily",
            "The update of 11 June tripled a normal day, and the echo lasted two days",
            (mentions,),
            "neutral",
        ),
        ("volume_drivers", "The forum brought 141 of the 237 mentions more", (), "neutral"),
        ("monthly", "Norrsken has grown in ten of the last twelve months", (mentions,), "good"),
        (
            "sentiment",
            "Four in ten judged posts are positive, three in ten negative",
            (net,),
            "neutral",
        ),
        ("net_sentiment", "Norrsken stands between Halden and Миров", (net,), "neutral"),
        ("sentiment_drivers", "The forum alone explains the fall of 4.9 points", (net,), "bad"),
        ("sentiment_segments", "Reviews stay warm, the forum has cooled", (net,), "neutral"),
        ("terms", "“Firmware 4.2” is new and large; last month's sale is fading", (), "neutral"),
        (
            "share_of_voice",
            "Norrsken took 3.1 points of the conversation from Halden",
            (voice,),
            "good",
        ),
        ("channels", "Four in ten mentions come from forums", (), "neutral"),
        (
            "response",
            "Two thirds of the questions were answered, half of them in time",
            ("answered_share.norrsken",),
            "warning",
        ),
    ]
    findings: dict[str, list[Finding]] = {}
    for section, text, figures, tone in said:
        findings.setdefault(section, []).append(Finding(section, text, figures, tone))  # type: ignore[arg-type]
    return findings
