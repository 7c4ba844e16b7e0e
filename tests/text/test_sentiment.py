"""What engines say of texts, and what they leave open."""

import pytest
from textblob import TextBlob

from flows.text.sentiment import Judges, SentimentSettings, engine
from flows.text.sentiment.opinion import stars_opinion
from flows.text.sentiment.textblob import TEXTBLOB_LIMITS


def test_textblob_judges_english_alone():
    """0.0 for a text in another language would look like neutral; it is unknown."""
    text = "Das ist gut"
    assert [None, None] == engine("textblob").score([text, "good"], ["de", "und"])


def test_a_score_is_textblobs_own():
    """Polarity and subjectivity are those a reader can check with TextBlob."""
    text = "The new screen is really not bad, but the battery is terrible!"
    (opinion,) = engine("textblob").score([text], ["en"])
    assert opinion is not None
    assert tuple(TextBlob(text).sentiment) == (opinion.score, opinion.subjectivity)


@pytest.mark.parametrize(
    ("sentiment", "text"),
    [
        ("positive", "A wonderful bike"),
        ("negative", "A terrible bike"),
        ("neutral", "A bike"),
    ],
)
def test_the_limits_make_the_label(sentiment: str, text: str):
    """Wonderful is positive, terrible is negative, the rest is neutral."""
    (opinion,) = engine("textblob").score([text], ["en"])
    assert opinion is not None
    assert sentiment == opinion.sentiment


def test_the_limits_leave_room_for_neutral():
    """A score of exactly 0 is neutral."""
    low, high = TEXTBLOB_LIMITS
    assert low <= 0 < high


def test_an_engine_names_itself_and_its_version():
    """The name is stored beside every score."""
    name, _, version = engine("textblob").name.partition(" ")
    assert "textblob" == name
    assert version[0].isdigit()


@pytest.mark.parametrize(
    ("stars", "sentiment"),
    [(1, "negative"), (2, "negative"), (3, "neutral"), (4, "positive"), (5, "positive")],
)
def test_stars_are_judged(stars: int, sentiment: str):
    """Three of five stars are neutral."""
    opinion = stars_opinion((stars - 1) / 4)
    assert (sentiment, (stars - 3) / 2, None) == opinion


def test_each_language_has_its_judge():
    """An engine of a language judges it alone, stars come first, and nobody judges the rest."""
    judges = Judges(SentimentSettings(engine="textblob", engines={"de": "linear"}))
    texts = ["a wonderful bike", "ein wunderbares Rad, großartig", "bici", "a terrible bike"]

    told = list(judges.judge(texts, ["en", "de", "xx", "en"], [None, None, None, 1.0]))

    assert ["textblob", "linear", "none", "stars"] == [who.split()[0] for _, who in told]
    assert ["positive", "positive", None, "positive"] == [
        opinion and opinion.sentiment for opinion, _ in told
    ]
    assert {"*", "de"} == set(judges.identities)


@pytest.mark.parametrize(
    ("sentiment", "language", "text"),
    [
        ("positive", "en", "I love it, works great, thank you so much! 😍"),
        ("negative", "en", "Worst service ever, never buying this crap again"),
        ("negative", "en", "not happy with this at all"),
        ("positive", "de", "Super Service, ich bin begeistert, vielen Dank!"),
        ("negative", "de", "Absolute Frechheit, nie wieder, schlechter Service"),
        ("positive", "fr", "J'adore, c'est génial, merci beaucoup !"),
        ("negative", "fr", "Service nul, je suis très déçu"),
        ("positive", "ru", "Отличный телефон, очень доволен, спасибо!"),
        ("negative", "ru", "Ужасное качество, отвратительный сервис"),
        ("positive", "tr", "Harika bir ürün, çok memnunum, tavsiye ederim"),
        ("negative", "tr", "Berbat bir ürün, hiç memnun kalmadım, param çöpe gitti"),
        ("positive", "ko", "정말 좋아요 최고의 영화입니다 감동적이에요"),
        ("negative", "ko", "최악이다 시간 아깝다 돈 아까워"),
    ],
)
def test_linear_reads_plain_words(sentiment: str, language: str, text: str):
    """What nobody could mistake is not mistaken, in six languages."""
    (opinion,) = engine("linear").score([text], [language])
    assert opinion is not None
    assert sentiment == opinion.sentiment


def test_linear_leaves_other_languages_open():
    """A language without weights is unknown, not neutral."""
    assert [None] == engine("linear").score(["hyvä pyörä"], ["fi"])
