"""The sample's words: terms, posts, quotes and definitions, some of them hostile."""

from datetime import date

from tests.rendering.sample_base import Rows, rows

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
        "spikes": _spikes(brands),
        "spike_posts": _spike_posts(),
        "quotes": _quotes(),
        "risks": _risks(),
    }


def _spikes(brands: dict[str, str]) -> Rows:
    columns = (
        "brand peak_on start_on end_on mention_count baseline_count ratio z_score terms channels "
        "top_title top_url top_platform"
    )
    events = rows(
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
            ["forum", "social"],
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
            ["news", "social"],
            "Halden recalls a charger sold since 2024",
            "https://news.example/halden",
            "feed",
        ),
    )
    return [
        row | {"brand_name": brands[row["brand"]], "is_focus": row["brand"] == "norrsken"}
        for row in events
    ]


def _spike_posts() -> Rows:
    peak = date(2026, 6, 11)
    return rows(
        "brand peak_on rank title language url platform engagement posted_on",
        (
            "norrsken",
            peak,
            1,
            "Firmware 4.2 is out – and my headphones drop every five minutes",
            "en",
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
            "ru",
            "https://social.example/@a/2",
            "mastodon",
            188,
            peak,
        ),
        ("norrsken", peak, 3, HOSTILE, None, "javascript:alert(1)", "mastodon", 97, peak),
        (
            "halden",
            date(2026, 6, 20),
            1,
            "Halden recalls a charger sold since 2024",
            "en",
            "https://news.example/halden",
            "feed",
            None,
            date(2026, 6, 20),
        ),
    )


def _quotes() -> Rows:
    columns = "role excerpt url platform channel language posted_on engagement sentiment"
    return rows(
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
    return rows(
        "excerpt url platform posted_on engagement urgency reasons",
        (
            "Fourth ticket, no reply. I will send them back and tell everyone.",
            "https://social.example/@c/1",
            "mastodon",
            date(2026, 6, 13),
            240,
            0.81,
            ["negative", "may leave", "not answered"],
        ),
        (
            "Warning: the update drained my battery overnight and the case got hot.",
            "https://forum.example/t/4251",
            "discourse",
            date(2026, 6, 15),
            203,
            0.72,
            ["safety terms", "not answered"],
        ),
        (
            "Bir aydır cevap bekliyorum, müşteri hizmetleri yok gibi.",
            "https://social.example/@d/4",
            "mastodon",
            date(2026, 6, 19),
            58,
            0.51,
            ["negative", "not answered"],
        ),
    )
