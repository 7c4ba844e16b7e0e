"""A small workspace with something of everything that the models tell apart.

About 1,800 posts of four months about two brands and a third that nobody mentions: a burst on one
day, a word that grows, a brand spoken of more from one week on, questions with and without the
brand's answer, copies, spam, stars, five languages, days on which a source was down, a source that
ended early, and a sample that two people labelled.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from flows.audit.sample import draw
from flows.config import Config, read
from flows.lake import labels
from flows.lake.collection import collect_source
from flows.lake.understanding import understand_new
from flows.sources import Http

FIRST_ON = date(2026, 3, 1)
LAST_ON = date(2026, 6, 30)
BURST_ON = date(2026, 6, 16)
LEVEL_ON = date(2026, 5, 4)
COLLECTED_AT = datetime(2026, 7, 2, 6, tzinfo=UTC)

CONFIGURATION: dict[str, Any] = {
    "workspace": {"timezone": "Europe/Berlin"},
    "understanding": {"correct": True},
    "measures": {"reach": True, "health_index": {"net_sentiment": 2, "share_of_voice": 1}},
    "brands": [
        {"id": "acme", "name": "Acme", "query": "acme*", "owned": ["@AcmeCare"]},
        {"id": "globex", "name": "Globex", "query": "globex*", "owned": ["@Globex"]},
        {"id": "quiet", "name": "Quiet & Sons", "query": '"quiet and sons"'},
        {"id": "other", "name": "Not in the report", "query": "umbrella"},
    ],
    "market": {"query": "kettle OR kettles"},
    "sources": [
        {"id": "forum", "channel": "forum"},
        {"id": "social", "channel": "social", "gaps": ["2026-06-10", "2026-05-05"]},
        {"id": "stars", "channel": "review"},
        {"id": "press", "channel": "news"},
    ],
    "reports": [
        {
            "id": "monthly",
            "brand": "acme",
            "competitors": ["globex", "quiet"],
            "period": "2026-06",
        }
    ],
}

RECOMMENDED: dict[str, Any] = {
    "position": 1,
    "text": "Say in public what was mended.",
    "owner": "Communications",
    "figure": "net_sentiment.acme",
    "metric": "net_sentiment",
    "measure": "net sentiment above 0",
    "direction": "up",
    "value": -10.0,
    "low": -20.0,
    "high": 0.0,
    "adequacy": "enough",
    "metric_version": 1,
    "issue": 1,
    "first_on": date(2026, 5, 1),
    "last_on": date(2026, 5, 31),
}
"""What an issue for May recommended: a row of `recommended`."""

OPENERS = (
    "Yesterday my", "For two weeks now the", "At work our", "Does anybody know why the",
    "My neighbour says her", "After the last update the", "On the train today my", "Again the",
)  # fmt: skip
OPINIONS = {
    "acme": (
        "kettle broke and support was terrible",
        "toaster is wonderful and I love it",
        "kettle sits on the table",
        "firmware is awful, I hate the slow menu",
        "kettle has a great and beautiful handle",
    ),
    "globex": (
        "blender is excellent and very quiet",
        "blender makes a horrible noise",
        "oven arrived on Monday morning",
    ),
}
ELSEWHERE = (
    ("de", "Der Wasserkocher von {} ist nach zwei Wochen leider schon wieder kaputt gegangen"),
    ("fr", "La bouilloire de {} est arrivée hier matin avec deux jours de retard, dommage"),
    ("ko", "{} 주전자를 어제 샀는데 생각보다 조용하고 물도 아주 빨리 끓어요"),
    ("tr", "Geçen hafta aldığım {} su ısıtıcısı bugün birden çalışmayı bıraktı, çok üzgünüm"),
)


def build(folder: Path) -> Config:
    """Write the posts as files, collect and understand them, and return the configuration."""
    given = json.loads(json.dumps(CONFIGURATION))
    posts = list(_posts(random.Random(7)))  # noqa: S311 - no secret, and the same every time
    for source in given["sources"]:
        source |= {"kind": "files", "path": f"{source['id']}.jsonl", "platform": source["id"]}
        lines = (json.dumps(post) for post in posts if post["source"] == source["id"])
        (folder / source["path"]).write_text("\n".join(lines))
        source["columns"] = {field: field for field in _FIELDS}
    given["sources"][2]["rating_max"] = 5
    config = read(given, folder / "listening.toml")
    with Http() as http:
        for settings in config.sources:
            assert "complete" == collect_source(config, settings, http, COLLECTED_AT).status
    understand_new(config, workers=1)
    _label(config)
    return config


def _label(config: Config) -> None:
    """Have two people label a sample of June; one of them errs now and then."""
    report = config.report("monthly")
    drawn = draw(config, report, report.window(config.workspace.timezone, date(2026, 7, 2)), 90)
    labels.keep_sample(config.lake, drawn)
    said = [name.partition(" ")[0] for name in drawn["stratum"]]
    for labeller, errs_every in (("ann", 7), ("bob", 4)):
        given = ["neutral" if n % errs_every == 0 else one for n, one in enumerate(said)]
        labels.keep_labels(
            config.lake,
            labeller,
            drawn.with_columns(
                pl.Series("label", given), labeller=pl.lit(labeller), labelled_at=COLLECTED_AT
            ),
        )


_FIELDS = (
    "post_id", "posted_at", "author", "author_name", "text", "title", "url", "parent_id",
    "rating", "likes", "replies", "views", "sentiment_stated",
)  # fmt: skip


def _posts(chance: random.Random) -> Iterator[dict[str, Any]]:
    serial = 0
    day = FIRST_ON
    while day <= LAST_ON:
        for source, count in (("forum", 4), ("social", 5), ("stars", 2), ("press", 1)):
            if source == "press" and day > date(2026, 6, 20):
                continue
            for _ in range(count):
                serial += 1
                yield from _said(chance, serial, source, day)
        if day == BURST_ON:
            for _ in range(60):
                serial += 1
                yield _burst(chance, serial)
            yield from _flood(day)
        yield from _trends(random.Random(day.toordinal()), day)  # noqa: S311
        day += timedelta(1)


def _trends(chance: random.Random, day: date) -> Iterator[dict[str, Any]]:
    """Have a word of acme's grow from month to month, and globex spoken of more since May."""
    age = (day - FIRST_ON).days
    if age**2 // 300 > (age - 1) ** 2 // 300:
        text = f"{chance.choice(OPENERS)} acme kettle asks for descaling, day {age}"
        yield _post(chance, 100_000 + age, "forum", day, text)
    for number in range(4 if day >= LEVEL_ON else 0):
        text = f"{chance.choice(OPENERS)} globex oven stands in the hall of house {age}-{number}"
        yield _post(chance, 200_000 + 10 * age + number, "social", day, text)


def _said(chance: random.Random, serial: int, source: str, day: date) -> Iterator[dict[str, Any]]:
    brand = chance.choices(["acme", "globex"], [2, 1])[0]
    post = _post(chance, serial, source, day, _text(chance, brand, serial))
    yield post
    if serial % 50 == 0:
        # An export that overlaps another one: the same post twice.
        yield post
    if serial % 40 == 0:
        yield post | {"post_id": f"{serial}c", "author": f"copier{serial}"}
    if serial % 60 == 0:
        spam = f"Follow us and retweet for a chance to win a {brand} voucher, number {serial}"
        yield post | {"post_id": f"{serial}s", "author": "spammer", "text": spam}
    is_asked = brand == "acme" and source in ("forum", "social") and post["text"].endswith("?")
    if is_asked and serial % 3:
        yield _answer(post, chance, serial, day)


def _answer(asked: dict[str, Any], chance: random.Random, serial: int, day: date) -> dict[str, Any]:
    answered_at = datetime.fromisoformat(asked["posted_at"]) + timedelta(hours=serial % 50)
    return _post(chance, serial, asked["source"], day, f"Acme is looking into case {serial}.") | {
        "post_id": f"{serial}a",
        "posted_at": answered_at.isoformat(),
        "author": "care",
        "author_name": "@AcmeCare",
        "parent_id": asked["post_id"],
    }


def _text(chance: random.Random, brand: str, serial: int) -> str:
    if serial % 10 == 3:
        other = "globex" if brand == "acme" else "acme"
        return f"The {brand} customer service is better than that of {other}, no. {serial}"
    if serial % 31 == 0:
        return f"Are there kettles that are quiet and do not leak, whoever makes them ({serial})?"
    if serial % 9 == 0:
        return chance.choice(ELSEWHERE)[1].format(brand.title()) + f" ({serial})"
    other = " unlike the globex one" if brand == "acme" and serial % 12 == 0 else ""
    opener, opinion = chance.choice(OPENERS), chance.choice(OPINIONS[brand])
    end = "?" if serial % 5 == 0 or opener.startswith("Does") else "."
    return f"{opener} {brand} {opinion}{other} (no. {serial}){end}"


def _burst(chance: random.Random, serial: int) -> dict[str, Any]:
    opener = chance.choice(OPENERS)
    text = f"{opener} acme kettle is part of the battery recall and that is bad news, {serial}"
    return _post(chance, serial, chance.choice(["forum", "social"]), BURST_ON, text)


def _flood(day: date) -> Iterator[dict[str, Any]]:
    text = "Everybody come and see the acme kettle of my shop, today and every day"
    for number in range(10):
        post = _post(random.Random(number), number, "social", day, text)  # noqa: S311
        yield post | {"post_id": f"flood{number}", "author": "shopkeeper"}


def _post(chance: random.Random, serial: int, source: str, day: date, text: str) -> dict[str, Any]:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        minutes=chance.randrange(24 * 60)
    )
    return {
        "source": source,
        "post_id": str(serial),
        "posted_at": at.isoformat(),
        "author": f"person{chance.randrange(400)}",
        "author_name": None,
        "title": "Review" if source == "stars" else None,
        "text": text,
        "url": f"https://{source}.example.com/{serial}" if source != "stars" else None,
        "parent_id": None,
        "rating": chance.randint(1, 5) if source == "stars" else None,
        "likes": chance.randrange(30) if source != "press" else None,
        "replies": chance.randrange(5) if source == "forum" else None,
        "views": 40 + serial % 90 if source == "social" else None,
        "sentiment_stated": ("positive", "mixed", "negative")[serial % 3]
        if source == "press"
        else None,
    }
