"""What engines say of texts, and what they leave open."""

import pytest
from textblob import TextBlob

from flows.text.sentiment import TEXTBLOB_LIMITS, engine, stars_opinion


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
