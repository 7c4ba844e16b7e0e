"""The sample's event: the update of 11 June, hour by hour, where it was heard, what was asked."""

from datetime import UTC, date, datetime, timedelta

from tests.rendering.sample_base import Rows, rows
from tests.rendering.sample_posts import HOSTILE

_FIRST, _PEAK, _LAST = date(2026, 6, 10), date(2026, 6, 11), date(2026, 6, 13)


def tables(brands: dict[str, str]) -> dict[str, Rows]:
    """Return the tables of a crisis."""
    return {
        "crisis": [
            {
                "brand": "norrsken",
                "brand_name": brands["norrsken"],
                "peak_on": _PEAK,
                "start_on": _PEAK,
                "end_on": date(2026, 6, 12),
                "first_on": _FIRST,
                "last_on": _LAST,
                "mention_count": 163,
                "event_count": 258,
                "baseline_count": 46.0,
                "is_over": True,
                "asked_count": 61,
                "answered_count": 22,
            }
        ],
        "crisis_hours": [_hour(number) for number in range(96)],
        "crisis_moments": rows(
            "brand moment day clock counted platform excerpt url",
            ("norrsken", "above usual", _PEAK, "09:00", 12, None, None, None),
            ("norrsken", "loudest hour", _PEAK, "13:00", 31, None, None, None),
            ("norrsken", "half", _PEAK, "19:00", None, None, None, None),
            ("norrsken", "loudest post", _PEAK, "20:14", 97, "mastodon", HOSTILE, "javascript:a"),
            ("norrsken", "first answer", date(2026, 6, 12), "08:40", None, None, None, None),
            ("norrsken", "over", _LAST, "00:00", None, None, None, None),
        ),
        "crisis_spread": rows(
            "brand dimension segment usual_count peak_count after_count event_count share state",
            ("norrsken", "channel", "forum", 21.2, 99, 60, 160, 0.62, "above usual"),
            ("norrsken", "channel", "social", 14.0, 48, 12, 80, 0.31, "as usual"),
            ("norrsken", "channel", "news", 1.5, 16, 18, 18, 0.07, "grows"),
            ("norrsken", "language", "en", 30.1, 120, 40, 190, 0.74, "as usual"),
            ("norrsken", "language", "ko", 6.0, 43, 9, 68, 0.26, "as usual"),
        ),
        "crisis_asked": rows(
            "brand intent mention_count author_count share usual_share asked_count answered_count",
            ("norrsken", "complaint", 140, 121, 0.54, 0.18, 51, 18),
            ("norrsken", "question", 44, 41, 0.17, 0.15, 19, 7),
            ("norrsken", "praise", 9, 9, 0.03, 0.21, None, None),
        ),
    }


def _hour(number: int) -> dict[str, object]:
    hour = datetime(2026, 6, 10, tzinfo=UTC) + timedelta(hours=number)
    count = max(0, 30 - abs(number - 37)) if 28 <= number <= 60 else number % 3
    return {
        "brand": "norrsken",
        "hour": hour,
        "day": hour.date(),
        "hour_of_day": hour.hour,
        "clock": f"{hour:%H:%M}",
        "mention_count": count,
        "negative_count": count * 2 // 3,
        "answer_count": 1 if number > 56 and number % 4 == 0 else 0,
        "told_share": number / 95,
    }
