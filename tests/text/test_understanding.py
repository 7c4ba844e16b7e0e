"""What `understand` adds to posts."""

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from flows.post import SCHEMA as POST_SCHEMA
from flows.text.queries import BrandQuery
from flows.text.understanding import MARKET, SCHEMA, understand, understanding_id

XBOX = BrandQuery("xbox", '"xbox" OR xbone OR #xbox OR @xbox')
WII = BrandQuery("nintendo", 'nintendo OR "wii u"')


def posts(*given: dict[str, Any]) -> pl.DataFrame:
    """Return posts that differ from an ordinary one in what is given."""
    at = datetime(2013, 6, 11, 12, tzinfo=UTC)
    ordinary = {"title": "", "text": "", "posted_at": at, "collected_at": at, "is_owned": False}
    return pl.DataFrame([ordinary | one for one in given], schema=POST_SCHEMA, orient="row")


def understood(**given: Any) -> dict[str, Any]:
    """Return one post as understood."""
    return understand(posts(given), [XBOX, WII]).row(0, named=True)


def test_an_english_post_is_understood():
    """Language, sentiment and brand of a plain English post come out."""
    post = understood(title="I love the new Xbox", text="It is a really wonderful machine to play.")
    assert post["language"] == "en"
    assert post["sentiment"] == "positive"
    assert post["sentiment_engine"].startswith("linear ")
    assert post["brands"] == [{"brand": "xbox", "term": "xbox", "field": "title", "is_typo": False}]


def test_other_languages_are_unknown_not_neutral():
    """The linear engine has no weights for Dutch."""
    post = understood(text="Dit is echt een heel mooi spel, ik ben er helemaal weg van.")
    assert post["language"] == "nl"
    assert (post["sentiment"], post["sentiment_score"]) == ("unknown", None)
    assert post["sentiment_engine"] == "none"


@pytest.mark.parametrize(
    ("rating", "sentiment"),
    [(0.0, "negative"), (0.25, "negative"), (0.5, "neutral"), (0.75, "positive")],
)
def test_stars_decide_where_there_are_stars(rating: float, sentiment: str):
    """A review is judged by its stars, whatever its words and language."""
    post = understood(text="Das ist wirklich ein sehr schönes Spiel.", rating=rating)
    assert (post["sentiment"], post["sentiment_engine"]) == (sentiment, "stars")
    assert post["sentiment_score"] == 2 * rating - 1


def test_a_post_is_labelled():
    """Topics, intents, department and urgency of a plain complaint come out."""
    post = understood(
        text="@xbox my parcel is still not here, customer service ignores me, I will sue you",
        replies=0,
    )
    assert post["topics"] == ["delivery", "support"]
    assert post["intents"] == ["complaint"]
    assert post["department"] == "Logistics"
    assert post["urgency"] > 0.5
    assert {"legal terms", "not answered"} <= set(post["urgency_reasons"])


def test_the_market_stands_beside_the_brands():
    """The market's query is matched like a brand's, and is no side of a comparison."""
    told = [XBOX, WII, BrandQuery(MARKET, "better")]
    found = understand(posts({"text": "The xbox is better than a nintendo"}), told)
    assert ["xbox", "nintendo", MARKET] == [one["brand"] for one in found["brands"][0]]
    assert [{"winner": "xbox", "loser": "nintendo", "kind": "better"}] == found["comparisons"][
        0
    ].to_list()


HOSTILE = {
    "a null byte": "xbox\x00xbox is good",
    "20,000 characters": "xbox " * 4_000,
    "20,000 quotes": "." + "'" * 19_999,
    "20,000 exclamation marks": "!" * 20_000,
    "emoji only": "😡❤️👩‍👩‍👧",
    "nothing": "",
    "right to left": "أحب هذا المنتج كثيرا وهو ممتاز",
    "line separators": "xbox\u2028xbox\u0085\x0b",
    "unpaired mark": "\u0301\u0307",
}


def test_any_text_passes():
    """Whatever the text, every column is there with its type and the rows stay."""
    given = posts(
        *({"title": text} for text in HOSTILE.values()),
        *({"text": text} for text in HOSTILE.values()),
        *({"title": text, "text": text} for text in HOSTILE.values()),
    )
    result = understand(given, [XBOX, WII])
    assert SCHEMA == {name: result.schema[name] for name in SCHEMA}
    assert given.equals(result.select(given.columns))


def test_no_posts_and_no_brands_pass():
    """An empty frame keeps its columns; without brands the list is empty."""
    assert list(SCHEMA) == understand(posts(), [XBOX]).columns[-len(SCHEMA) :]
    assert [[]] == understand(posts({"text": "xbox"}), [])["brands"].to_list()


def test_the_id_follows_what_the_result_depends_on():
    """The same settings give the same id, another query another one."""
    assert understanding_id([XBOX]) == understanding_id([BrandQuery("xbox", XBOX.query)])
    assert len({understanding_id(brands) for brands in ([], [XBOX], [WII], [XBOX, WII])}) == 4
    assert len(understanding_id([XBOX])) == 10
