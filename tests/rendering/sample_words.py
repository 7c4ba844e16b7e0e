"""The sample's words: terms, places, advice and definitions."""

from datetime import date

from tests.rendering.sample_base import Rows, rows
from tests.rendering.sample_posts import HOSTILE


def tables() -> dict[str, Rows]:
    """Return the tables of words that are no posts."""
    return {
        "sentiment_terms": _sentiment_terms(),
        "topics": _topics(),
        "intents": _intents(),
        "phrases": _phrases(),
        "variants": _variants(),
        "terms": _terms(),
        "voices": _voices(),
        "recommendations": _recommendations(),
        "follow_ups": _follow_ups(),
        "quality": _quality(),
        "languages": _languages(),
        "dictionary": _dictionary(),
        "engines": [
            {"engine": "textblob 0.20.1", "post_count": 1038},
            {"engine": "stars", "post_count": 139},
            {"engine": "none", "post_count": 256},
        ],
        "stated_sentiment": rows(
            "brand post_count same_count opposite_count same_share same_low same_high",
            ("acme", 412, 301, 17, 0.731, 0.686, 0.771),
        ),
    }


def _sentiment_terms() -> Rows:
    return rows(
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


def _topics() -> Rows:
    columns = (
        "topic topic_name mention_count previous_count share low high previous_share share_change "
        "verdict adequacy net_sentiment previous_net_sentiment"
    )
    return rows(
        columns,
        ("app", "App", 210, 80, 0.147, 0.129, 0.166, 0.07, 0.077, "up", "enough", -41.0, -3.5),
        (
            "quality",
            "Quality",
            160,
            150,
            0.112,
            0.096,
            0.129,
            0.131,
            -0.019,
            "down",
            "enough",
            22.0,
            25.1,
        ),
        (
            "price",
            "Price",
            40,
            33,
            0.028,
            0.02,
            0.038,
            0.029,
            -0.001,
            "no clear change",
            "enough",
            None,
            None,
        ),
    )


def _intents() -> Rows:
    columns = (
        "intent mention_count previous_count share low high previous_share share_change verdict "
        "adequacy"
    )
    return rows(
        columns,
        ("complaint", 430, 200, 0.3, 0.277, 0.324, 0.175, 0.125, "up", "enough"),
        ("question", 140, 110, 0.098, 0.083, 0.114, 0.096, 0.002, "no clear change", "enough"),
        ("purchase_interest", 30, 24, 0.021, 0.015, 0.03, 0.021, 0.0, "no clear change", "enough"),
    )


def _variants() -> Rows:
    return rows(
        "term is_typo mention_count",
        ("norrsken", False, 1390),
        ("norrsken audio", False, 31),
        ("노르스켄", False, 9),
        ("norsken", True, 3),
    )


def _phrases() -> Rows:
    return rows(
        "phrase mention_count author_count covered_author_count lift net_sentiment",
        ("gift wrapping", 14, 12, 0, 9.4, 31.0),
        (HOSTILE, 9, 8, 1, 3.1, None),
    )


def _terms() -> Rows:
    columns = (
        "term direction mention_count previous_count author_count z_score q_value example_title "
        "example_url"
    )
    url = "https://forum.example/t/4211"
    return rows(
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


def _voices() -> Rows:
    return rows(
        "site channel mention_count author_count engagement net_sentiment",
        ("forum.example", "forum", 612, 377, 5210, 4.2),
        ("social.example", "social", 288, 241, 2904, 15.0),
        ("apps.example", "review", 171, 171, None, 31.2),
        ("news.example", "news", 92, 41, None, 9.0),
        ("blog.hoeren.example", "blog", 33, 4, 120, None),
    )


def _recommendations() -> Rows:
    return rows(
        "text figures owner measure measured direction",
        (
            "Publish the way back to firmware 4.1 on the forum and pin it.",
            ["net_sentiment.norrsken"],
            "Product support",
            "Net sentiment of the forum back above +10 points in July",
            "net_sentiment.norrsken",
            "up",
        ),
        (
            "Staff the evenings after a release: most questions came between 18 and 23 h.",
            ["answered_share.norrsken"],
            "Community team",
            "80% of questions answered, in 8 hours",
            "answered_share.norrsken",
            "up",
        ),
        (
            "Tell the story of the repair kit; it is praised and hardly known.",
            ["share_of_voice.norrsken"],
            "Marketing",
            "Share of voice above 70%",
            "share_of_voice.norrsken",
            "up",
        ),
    )


def _follow_ups() -> Rows:
    told = "text owner figure measure unit value_then low_then high_then value_now low_now high_now"
    issue = (1, date(2026, 5, 1), date(2026, 5, 31), 2, 1, 0)
    return rows(
        f"position {told} outcome issue since_first_on since_last_on step_count improved_count "
        "worse_count",
        (
            *(1, "Say when firmware 4.2 comes.", "Product support", "net_sentiment.norrsken"),
            *("net sentiment above +5.3", "points", 5.3, 1.0, 9.6, 12.1, 8.0, 16.2, "improved"),
            *issue,
        ),
        (
            *(2, "Find out why two shops are silent.", "Data", "topic_cost.norrsken.gone"),
            *("its cost below 3.0 points", None, 3.0, 1.1, 4.9, None, None, None),
            *("not comparable", *issue),
        ),
    )


def _quality() -> Rows:
    return rows(
        "label post_count share",
        ("Heard", 1877, 1.0),
        ("Copies of the same text", 330, 0.176),
        ("Spam", 72, 0.038),
        ("Written by the brand itself", 42, 0.022),
        ("Counted as mentions", 1433, 0.763),
        ("Sentiment unknown", 256, 0.179),
    )


def _languages() -> Rows:
    return rows(
        "language mention_count share judged_count is_named",
        ("en", 1090, 0.761, 1012, True),
        ("de", 120, 0.084, 98, True),
        ("ru", 96, 0.067, 0, True),
        ("ko", 70, 0.049, 41, True),
        ("tr", 57, 0.04, 26, True),
    )


def _dictionary() -> Rows:
    return rows(
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
