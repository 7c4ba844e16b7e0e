"""The quickstart's generator keeps its word: what truth.toml says is in the files."""

import re
import statistics
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from examples.quickstart.make_posts import make, summary
from examples.quickstart.planting import Planted
from examples.quickstart.truth import HERE, Truth
from examples.quickstart.wording import Bank
from flows.config.loading import load
from flows.post import Post
from flows.sources.contract import Asked
from flows.sources.http import Http
from flows.text.queries import matches

MAY_REPEAT = ("owned", "answer", "spam", "homonym")
"""Themes whose authors may say the same thing twice."""


@pytest.fixture(scope="module")
def truth():
    """Return the plan."""
    return Truth.read()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder into which the posts are made."""
    return tmp_path_factory.mktemp("quickstart")


@pytest.fixture(scope="module")
def posts(truth, folder):
    """Return the posts, made once for all tests."""
    return make(truth, folder / "posts")


@pytest.fixture(scope="module")
def planted(posts, folder):
    """Return the file that says what each post is."""
    return pl.read_csv(folder / "posts" / "planted.csv")


@pytest.fixture(scope="module")
def heard(posts, folder):
    """Return what the configured sources make of the files: posts, and rejects."""
    at = max(post.at for post in posts)
    http = Http()
    found: list[Any] = []
    for source in load(HERE / "listening.toml").sources:
        found += source.open(folder, http).fetch(Asked(window=None, cursor={}, at=at))
    return found


def _spoken(posts: list[Planted], brand: str) -> list[Planted]:
    """Return the mentions of a brand by others, each text once, without spam."""
    return [
        post
        for post in posts
        if post.is_mention
        and post.brand
        and post.brand.id == brand
        and not (post.is_owned or post.is_spam or post.original)
    ]


def _hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.slow
def test_same_bytes(truth, posts, folder, tmp_path):
    """Two runs write the same files, byte for byte."""
    make(truth, tmp_path)

    assert _hashes(folder / "posts") == _hashes(tmp_path)


def test_size(posts):
    """There are about 20,000 posts, on the five channels and in the six languages."""
    assert 19_000 <= len(posts) <= 21_500
    assert {"social", "forum", "review", "news", "blog"} == {p.source.channel for p in posts}
    assert {"en", "de", "fr", "ru", "tr", "ko"} == {post.language for post in posts}


def test_languages_have_their_share(truth, posts):
    """Each language has about the share of posts that the truth gives it."""
    counts = Counter(post.language for post in posts)

    for language, share in truth.languages.items():
        assert share == pytest.approx(counts[language] / len(posts), abs=0.015)


def test_days_are_in_the_period(truth, posts):
    """Every month of the period has posts, and no other month has any."""
    months = {truth.period.month(truth.period.day_of(post.at)) for post in posts}

    assert set(range(13)) == months


def test_sources_are_silent_when_down(truth, posts):
    """A source has no post on a day on which it was down."""
    for source in truth.sources.values():
        days = {truth.period.day_of(post.at) for post in posts if post.source is source}
        assert not days & set(source.down)


def test_gaps_are_configured(truth):
    """The configuration lists the days on which each source was down."""
    config = load(HERE / "listening.toml")

    assert {id_: set(source.down) for id_, source in truth.sources.items()} == {
        source.id: source.known_gaps() for source in config.sources
    }


def test_every_post_is_heard(posts, heard):
    """The configured sources read every post from its file, and reject nothing."""
    assert {(post.source.id, post.post_id) for post in posts} == {
        (post.source, post.post_id) for post in heard
    }
    assert all(isinstance(post, Post) for post in heard)


def test_files_keep_what_was_planted(posts, heard):
    """A post read back has the instant, the words, the thread and the stars it was given."""
    back = {(post.source, post.post_id): post for post in heard}

    for post in posts:
        read = back[post.source.id, post.post_id]
        assert (post.at.replace(second=0), post.title, post.text) == (
            read.posted_at.replace(second=0, microsecond=0),
            read.title,
            read.text,
        )
        assert (post.parent.post_id if post.parent else None) == read.parent_id
        assert ((post.stars - 1) / 4 if post.stars else None) == read.rating


def test_queries_find_the_brands(heard, planted):
    """The configured brand queries find the brands that each post was made to name, no others."""
    config = load(HERE / "listening.toml")
    posts = pl.DataFrame(
        {"title": [post.title for post in heard], "text": [post.text for post in heard]}
    )
    found = matches(posts, config.queries)
    named = {
        (post.source, post.post_id): {match["brand"] for match in brands}
        for post, brands in zip(heard, found.to_list(), strict=True)
    }

    for row in planted.iter_rows(named=True):
        expected = {row["brand"], row["rival"]} - {None}
        assert expected == named[row["source"], row["post_id"]]


def test_report_month(truth, posts):
    """The report month has 600 to 900 mentions of the focus brand."""
    last = truth.period.month(truth.period.last_on)
    spoken = [p for p in _spoken(posts, "ombrik") if _month(truth, p) == last]

    assert 600 <= len(spoken) <= 900


@pytest.mark.parametrize("event_id", ["launch", "recall", "outage"])
def test_events_peak(truth, posts, event_id):
    """An event's peak is the brand's top day of the month, and over twice a usual weekday."""
    event = next(event for event in truth.events if event.id == event_id)
    days = Counter(truth.period.day_of(post.at) for post in _spoken(posts, event.brand))
    month = {day: count for day, count in days.items() if day.month == event.peak_on.month}
    same_weekday = [days[day] for day in days if day.weekday() == event.peak_on.weekday()]

    assert event.peak_on == max(month, key=lambda day: month[day])
    assert days[event.peak_on] > 2.5 * statistics.median(same_weekday)


@pytest.mark.parametrize("event_id", ["launch", "recall", "outage"])
def test_events_use_their_terms(truth, posts, event_id):
    """Each term of an event is in at least a tenth of its English posts, and rare elsewhere."""
    event = next(event for event in truth.events if event.id == event_id)
    english = [post for post in posts if post.language == "en" and not post.is_owned]
    about = [post for post in english if post.theme == event_id]

    for term in event.terms:
        within = [post for post in about if term in f"{post.title} {post.text}".lower()]
        assert len(within) >= len(about) / 10


def test_outage_turns_the_mood(truth, posts):
    """The focus brand's planted net tone falls by over 20 points in the report month."""
    last = truth.period.month(truth.period.last_on)
    tones = {
        month: Counter(p.tone for p in _spoken(posts, "ombrik") if _month(truth, p) == month)
        for month in (last - 1, last)
    }
    before, now = (
        100 * (tone["positive"] - tone["negative"]) / tone.total() for tone in tones.values()
    )

    assert now < before - 20


def test_topic_grows(truth, posts):
    """The slow topic has about its planned number of posts in every month."""
    counts = Counter(_month(truth, post) for post in posts if post.theme == truth.topic.id)
    planned = dict(enumerate(truth.topic.posts))

    assert planned == pytest.approx({month: counts[month] for month in planned}, abs=12)
    assert truth.topic.posts == sorted(truth.topic.posts)


@pytest.mark.parametrize("brand_id", ["ombrik", "tessavo", "mundrel"])
def test_brands_answer(truth, posts, brand_id):
    """A brand answers about the share of complaints it was given, after about the median hours."""
    brand = truth.brands[brand_id]
    waves = truth.waves()
    asked = [
        post
        for post in _spoken(posts, brand_id)
        if (post.tone == "negative" or post.theme == "question")
        and post.source.channel in ("social", "forum", "review")
        and post.theme not in waves
    ]
    answers = {post.parent: post for post in posts if post.theme == "answer"}
    hours = [(answers[p].at - p.at).total_seconds() / 3600 for p in asked if p in answers]

    assert brand.replies.share == pytest.approx(len(hours) / len(asked), abs=0.06)
    assert brand.replies.median_hours == pytest.approx(statistics.median(hours), rel=0.2)


def test_only_reposts_repeat(posts):
    """No two posts share their words by chance: only reposts do, spam, and the brands' own."""
    words = Counter(
        " ".join(re.findall(r"\w+", f"{post.title} {post.text}".casefold()))
        for post in posts
        if not post.original and post.theme not in MAY_REPEAT
    )

    assert [] == [text for text, count in words.items() if count > 1]


def test_reposts_repeat(truth, posts):
    """A repost has the text of an earlier post by somebody else."""
    copies = [post for post in posts if post.original]

    assert len(copies) > 200
    for copy in copies:
        assert copy.original
        assert copy.original.text == copy.text
        assert copy.original.at < copy.at
        assert copy.original.author != copy.author


def test_stars_agree_with_the_text(posts):
    """A review's stars and its tone say the same."""
    stars = {"positive": {4, 5}, "neutral": {3}, "negative": {1, 2}}

    for post in posts:
        if post.stars:
            assert post.stars in stars[post.tone]


def test_summary_names_the_plan(truth, posts):
    """The printed summary counts the posts of every source, brand and event."""
    said = summary(truth, posts)

    for name in (*truth.sources, *truth.waves(), truth.topic.id):
        assert name in said
    assert f"{len(posts):,}" in said


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "tr", "ko"])
def test_phrases_are_complete(truth, language):
    """A language has phrases for each theme and tone that can be drawn, enough of them."""
    bank = Bank(language)
    everyday = [*truth.themes, "compare", "market", "news", "launch", "recall", "outage"]
    count = 0
    for theme in everyday:
        for tone in ("positive", "neutral", "negative"):
            frames = bank.phrases("theme", theme, tone)
            assert frames, f"{theme}.{tone}"
            count += len(frames)

    assert count >= 25
    assert bank.phrases("theme", truth.topic.id, "negative")
    assert bank.phrases("theme", "question", "neutral")
    assert bank.phrases("reply", "complaint")


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "tr", "ko"])
def test_main_phrases_name_the_brand(truth, language):
    """Every sentence that can open a post about a brand names the brand or its model."""
    bank = Bank(language)
    themes = [*truth.themes, "question", "compare", "news", truth.topic.id, *truth.waves()]

    for theme in themes:
        for tone in ("positive", "neutral", "negative", "news"):
            for frame in bank.phrases("theme", theme, tone):
                assert re.search(r"\{(\w+_)?(brand|model)", frame), frame


def test_typos_spare_the_names(truth, posts):
    """A mistyped post still names its brand, in one of the three scripts."""
    for post in posts:
        if post.has_typo and post.is_mention and post.brand:
            brand = post.brand
            said = f"{post.title} {post.text}".lower()
            names = (brand.name, brand.cyrillic, brand.hangul)
            assert any(name.lower() in said for name in names)


@pytest.mark.slow
def test_textblob_agrees(posts):
    """TextBlob reads the planted tone from nine in ten English posts without stars."""
    from textblob.en import sentiment  # noqa: PLC0415 - slow to import

    def heard_as(text: str) -> str:
        score = sentiment(text)[0]
        return "positive" if score > 0.1 else "negative" if score < -0.1 else "neutral"

    judged = [
        post
        for post in posts
        if post.language == "en" and not (post.stars or post.is_owned or post.is_spam)
    ]
    agreed = [post for post in judged if heard_as(f"{post.title}. {post.text}") == post.tone]

    assert len(agreed) / len(judged) > 0.9


def _month(truth: Truth, post: Planted) -> int:
    return truth.period.month(truth.period.day_of(post.at))
