"""What is said of a brand, without the brand's name."""

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.text.lexicon import Lexicon
from flows.text.queries import PLACEHOLDER, BrandQuery, documents, masked, search
from flows.text.sentiment.linear import LinearEngine
from flows.text.understanding import Understanding, understand
from tests.text.test_understanding import posts

BRANDS = [
    BrandQuery("xbox", 'xbox OR "xbox one" OR #xbone OR @xbox'),
    BrandQuery("sony", '"playstation 4" OR ps4 OR sony'),
    BrandQuery("telekom", "telekom AND (tarif OR great)"),
    BrandQuery("samsung", "삼성 OR galaxy~1"),
    BrandQuery("yahoo", '"yahoo!" NOT serious'),
]


def bare(title: str, text: str = "") -> str:
    """Return one post without the brands' names, `_` in their place."""
    given = pl.DataFrame({"title": [title], "text": [text]})
    searched = documents(given["title"], given["text"])
    names = search(given, BRANDS, searched).names(brand.brand for brand in BRANDS)
    told: list[str] = masked(given["title"], given["text"], searched, names).to_list()
    return told[0].replace(PLACEHOLDER, "_")


@pytest.mark.parametrize(
    ("expected", "title", "text"),
    [
        ("I love my _!\n\n_ rocks", "I love my XBox One!", "PS4 rocks"),
        ("_ and _'s", "", "#xbox and @Xbox's"),
        ("_ kapo…tt “_”", "", "Xbox kapo…tt “ＰＳ４”"),
        ("❤️ _ ❤️ ½", "❤️ xbox ❤️ ½", ""),
        ("e\u0301te\u0301 _".replace("e\u0301", "é"), "e\u0301te\u0301 sony", ""),
        ("_ 좋아요, _ great", "", "삼성이 좋아요, galaxi great"),
        ("_ Tarif, great", "", "Telekom Tarif, great"),
        ("Telekom allein", "", "Telekom allein"),
        ("_ is dead", "Yahoo! is dead", ""),
        ("serious yahoo!", "serious yahoo!", ""),
        ("", "", ""),
    ],
)
def test_names_are_taken_out_and_nothing_else(expected: str, title: str, text: str):
    """Only what names a brand that was found, with its sign; the rest stays as it is written."""
    assert expected == bare(title, text)


SAID = """
    {} {}! #{} @{} I love hate my the new broken great terrible never not :) 😡 ... ½ ❤️ NOT works
    and than better ＶＥＲＹ sooo
"""
NAMES = ("xbox", "Xbox One", "PlayStation 4", "PS4", "ＳＯＮＹ")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(SAID.split()), max_size=12).map(" ".join))
@example("I love my new {}, {} never works")
def test_what_is_judged_does_not_tell_the_brand(saying: str):
    """Whichever brand a post speaks of, the same is left to judge."""
    first, *others = (bare(saying.replace("{}", name)) for name in NAMES)
    assert [first] * len(others) == others


def test_sentiment_does_not_know_the_brand():
    """By either engine a post has the same score, to the last bit, whichever brand it names."""
    sayings = ("I love the {} more than the {}", "{} is terrible", "The {} never works #{}!")
    named = [{"text": one.replace("{}", name)} for name in NAMES[:4] for one in sayings]
    for engine in ("linear", "textblob"):
        told = understand(posts(*named), BRANDS, Understanding(engine=engine))["sentiment_score"]
        assert told[: len(sayings)].to_list() * 4 == told.to_list()


def test_the_placeholder_has_no_tone():
    """No engine has a weight for what stands in a name's place."""
    for language in LinearEngine().languages:
        told = LinearEngine().explain(PLACEHOLDER, language)
        assert [(0, 0, 0)] == [one[1:] for one in told.contributions]
    assert (0.0, 0.0) == Lexicon().scores([PLACEHOLDER])[0]
