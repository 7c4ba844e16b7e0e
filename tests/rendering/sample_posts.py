"""The sample's words: terms, posts, quotes and definitions, some of them hostile."""

from datetime import date
from typing import Any

Rows = list[dict[str, Any]]

HOSTILE = (
    '<script>alert("owned")</script> \u202egnp.exe\u202c "><img src=x onerror=alert(1)> '
    "{{ 7 * 7 }} =HYPERLINK(1)"
)
HANGUL = "노르스켄 헤드폰은 소리가 정말 좋은데 업데이트 이후로 연결이 자꾸 끊겨요."
CYRILLIC = "После обновления наушники теряют связь каждые пять минут, верните старую прошивку!"
TURKISH = "Güncellemeden sonra ses çok iyi ama şarj göstergesi artık ışık vermiyor."


def tables(brands: dict[str, str]) -> dict[str, Rows]:
    """Return the tables that hold words."""
    return {
        "sentiment_terms": _sentiment_terms(),
        "terms": _terms(),
        "spikes": _spikes(brands),
        "spike_posts": _spike_posts(),
        "voices": _voices(),
        "quotes": _quotes(),
        "risks": _risks(),
        "recommendations": _recommendations(),
        "quality": _quality(),
        "languages": _languages(),
        "dictionary": _dictionary(),
        "engines": [
            {"engine": "textblob 0.20.1", "post_count": 1038},
            {"engine": "stars", "post_count": 139},
            {"engine": "none", "post_count": 256},
        ],
    }


def _rows(columns: str, *rows: tuple[Any, ...]) -> Rows:
    return [dict(zip(columns.split(), row, strict=True)) for row in rows]


def _sentiment_terms() -> Rows:
    return _rows(
        "term direction mention_count author_count net_sentiment",
        ("disconnects", "negative", 96, 81, -61.2),
        ("firmware 4.2", "negative", 88, 70, -48.0),
        ("rollback", "negative", 41, 33, -39.5),
        ("support ticket", "negative", 37, 35, -52.9),
        ("price", "negative", 30, 29, -28.1),
        ("soundstage", "positive", 74, 66, 71.3),
        ("comfortable", "positive", 58, 55, 66.0),
        ("battery life", "positive", 49, 47, 44.2),
        ("noise cancelling", "positive", 45, 40, 38.7),
        ("repairable", "positive", 21, 20, 80.1),
    )


def _terms() -> Rows:
    columns = (
        "term direction mention_count previous_count author_count z_score q_value example_title "
        "example_url"
    )
    url = "https://forum.example/t/4211"
    return _rows(
        columns,
        ("disconnects", "rising", 96, 14, 81, 9.1, 0.0001, "Disconnects every 5 minutes", url),
        ("rollback", "rising", 41, 4, 33, 6.2, 0.0004, "How do I roll back?", url),
        ("multipoint", "rising", 38, 15, 34, 3.4, 0.012, "Multipoint works at last 🎉", url),
        ("repair kit", "rising", 27, 9, 25, 3.1, 0.021, "The repair kit is out", None),
        ("firmware 4.2", "new", 88, 0, 70, 8.8, 0.0001, HOSTILE, "javascript:alert(1)"),
        ("Studio 2 prototype", "new", 19, 0, 17, 4.0, 0.004, "Spotted: Studio 2", url),
        ("spring sale", "fading", 6, 71, 6, -7.7, 0.0001, "Sale ends tonight", url),
        ("trade fair", "fading", 3, 40, 3, -5.9, 0.0003, "Pictures from the fair", url),
        ("headband crack", "fading", 12, 31, 12, -2.9, 0.03, "Headband cracked again", url),
    )


def _spikes(brands: dict[str, str]) -> Rows:
    columns = (
        "brand peak_on start_on end_on mention_count baseline_count ratio z_score terms channels "
        "top_title top_url top_platform"
    )
    rows = _rows(
        columns,
        (
            "norrsken",
            date(2026, 6, 11),
            date(2026, 6, 11),
            date(2026, 6, 12),
            163,
            46.0,
            3.5,
            11.2,
            ["firmware 4.2", "disconnects", "rollback"],
            "forum 61%, social 30%",
            "Firmware 4.2 is out – and my headphones drop every five minutes",
            "https://forum.example/t/4211",
            "discourse",
        ),
        (
            "halden",
            date(2026, 6, 20),
            date(2026, 6, 20),
            date(2026, 6, 20),
            131,
            60.5,
            2.2,
            5.1,
            ["recall", "charger"],
            "news 44%, social 40%",
            "Halden recalls a charger sold since 2024",
            "https://news.example/halden",
            "feed",
        ),
    )
    return [
        row | {"brand_name": brands[row["brand"]], "is_focus": row["brand"] == "norrsken"}
        for row in rows
    ]


def _spike_posts() -> Rows:
    peak = date(2026, 6, 11)
    return _rows(
        "brand peak_on rank title url platform engagement posted_on",
        (
            "norrsken",
            peak,
            1,
            "Firmware 4.2 is out – and my headphones drop every five minutes",
            "https://forum.example/t/4211",
            "discourse",
            412,
            peak,
        ),
        (
            "norrsken",
            peak,
            2,
            "Что случилось с прошивкой 4.2?",
            "https://social.example/@a/2",
            "mastodon",
            188,
            peak,
        ),
        ("norrsken", peak, 3, HOSTILE, "javascript:alert(1)", "mastodon", 97, peak),
        (
            "halden",
            date(2026, 6, 20),
            1,
            "Halden recalls a charger sold since 2024",
            "https://news.example/halden",
            "feed",
            None,
            date(2026, 6, 20),
        ),
    )


def _voices() -> Rows:
    return _rows(
        "site channel mention_count author_count engagement net_sentiment",
        ("forum.example", "forum", 612, 377, 5210, 4.2),
        ("social.example", "social", 288, 241, 2904, 15.0),
        ("apps.example", "review", 171, 171, None, 31.2),
        ("news.example", "news", 92, 41, None, 9.0),
        ("blog.hoeren.example", "blog", 33, 4, 120, None),
    )


def _quotes() -> Rows:
    columns = "role excerpt url platform channel language posted_on engagement sentiment"
    return _rows(
        columns,
        (
            "complaint",
            CYRILLIC,
            "https://social.example/@a/2",
            "mastodon",
            "social",
            "ru",
            date(2026, 6, 12),
            188,
            "negative",
        ),
        (
            "complaint",
            HANGUL,
            "https://apps.example/kr/77",
            "appstore",
            "review",
            "ko",
            date(2026, 6, 14),
            None,
            "negative",
        ),
        (
            "praise",
            (
                "Three hours in a train and I forgot that I was wearing them 🎧👍🏽. The "
                "soundstage is the widest I have heard in a closed pair, and the pads can be "
                "replaced without tools, which is all that I ever wanted from anybody."
            ),
            "https://forum.example/t/4302",
            "discourse",
            "forum",
            "en",
            date(2026, 6, 21),
            64,
            "positive",
        ),
        (
            "praise",
            TURKISH,
            "https://social.example/@b/9",
            "mastodon",
            "social",
            "tr",
            date(2026, 6, 16),
            31,
            "positive",
        ),
        (
            "question",
            "Is there any way back from 4.2 to 4.1 without losing my presets?",
            "https://forum.example/t/4220",
            "discourse",
            "forum",
            "en",
            date(2026, 6, 12),
            122,
            "neutral",
        ),
        (
            "resonant",
            HOSTILE,
            "javascript:alert(1)",
            "mastodon",
            "social",
            "en",
            date(2026, 6, 11),
            97,
            "unknown",
        ),
    )


def _risks() -> Rows:
    return _rows(
        "excerpt url platform posted_on engagement why",
        (
            "Fourth ticket, no reply. I will send them back and tell everyone.",
            "https://social.example/@c/1",
            "mastodon",
            date(2026, 6, 13),
            240,
            "negative, widely shared, unanswered for 17 days",
        ),
        (
            "Warning: the update drained my battery overnight and the case got hot.",
            "https://forum.example/t/4251",
            "discourse",
            date(2026, 6, 15),
            203,
            "names a safety matter, unanswered",
        ),
        (
            "Bir aydır cevap bekliyorum, müşteri hizmetleri yok gibi.",
            "https://social.example/@d/4",
            "mastodon",
            date(2026, 6, 19),
            58,
            "negative, unanswered for 11 days",
        ),
    )


def _recommendations() -> Rows:
    return _rows(
        "text figures owner measure",
        (
            "Publish the way back to firmware 4.1 on the forum and pin it.",
            ["net_sentiment.norrsken"],
            "Product support",
            "Net sentiment of the forum back above +10 points in July",
        ),
        (
            "Staff the evenings after a release: most questions came between 18 and 23 h.",
            ["answered_share.norrsken"],
            "Community team",
            "80% of questions answered, in 8 hours",
        ),
        (
            "Tell the story of the repair kit; it is praised and hardly known.",
            [],
            "Marketing",
            "Mentions of “repair kit” doubled",
        ),
    )


def _quality() -> Rows:
    return _rows(
        "label post_count share",
        ("Heard", 1877, 1.0),
        ("Copies of the same text", 330, 0.176),
        ("Spam", 72, 0.038),
        ("Written by the brand itself", 42, 0.022),
        ("Counted as mentions", 1433, 0.763),
        ("Sentiment unknown", 256, 0.179),
    )


def _languages() -> Rows:
    return _rows(
        "language mention_count share judged_count",
        ("en", 1090, 0.761, 1012),
        ("de", 120, 0.084, 98),
        ("ru", 96, 0.067, 0),
        ("ko", 70, 0.049, 41),
        ("tr", 57, 0.04, 26),
    )


def _dictionary() -> Rows:
    return _rows(
        "metric name formula unit version not_this",
        (
            "mentions",
            "Mentions",
            "unique posts that name the brand, without spam and without the brand's own posts",
            "posts",
            "1",
            "not people, and not reach",
        ),
        (
            "net_sentiment",
            "Net sentiment",
            "(positive − negative) ÷ all judged posts × 100",
            "points",
            "1",
            "not the share of positive posts; others divide by polar posts only",
        ),
        (
            "share_of_voice",
            "Share of voice",
            (
                "mentions of the brand ÷ mentions of all brands of "
                "this report, in the same sources and window"
            ),
            "share",
            "1",
            "not market share",
        ),
        (
            "engagement_per_post",
            "Engagement per post",
            "likes + replies + shares + quotes, per mention of platforms that state them",
            "per_post",
            "1",
            "not comparable across platforms",
        ),
        (
            "answered_share",
            "Answered",
            "questions and complaints to the brand with a reply by it ÷ all of them",
            "share",
            "1",
            "not solved: a reply is not a solution",
        ),
    )
