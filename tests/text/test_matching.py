"""Which posts a brand query finds, and what it says it found."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.text.queries import (
    BrandQuery,
    Documents,
    compile_queries,
    documents,
    match,
    matches,
)
from tests.text.plain_matching import Post, plain_match
from tests.text.random_queries import HEAP, POSTS, QUERIES, SCHEMA, TERMS


def found(query: str, title: str, text: str = "", **known: Any) -> tuple[str, str] | None:
    """Return the term and the field that a query finds in one post."""
    posts = pl.DataFrame([{"title": title, "text": text, **known}])
    (told,) = match(posts, compile_queries({"it": query})).to_list()
    return (told[0]["term"], told[0]["field"]) if told else None


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("xbox", "my XBOX, at last"),
        ("xbox", "#xbox"),
        ("xbox", "thanks @xbox"),
        ("xbox", "xbox-live"),
        ("xbox", "(xbox)"),
        ("xbox", "the Xbox™ and others"),
        ("xbox", "ＸＢＯＸ"),
        ("xbox", "❤️xbox❤️"),
        ("xbox", "x\u00adb\u200box"),
        ("xbox", "xbox를 샀다"),
        ("xbox", "新しいxboxを買う"),
        ('"xbox one"', "Xbox  One"),
        ('"xbox one"', "xbox-one"),
        ('"xbox one"', "xbox\none"),
        ("xb*", "xbone"),
        ("xb*", "xb"),
        ('"xbox on*"', "my xbox one"),
        ("#xbox", "look:#XBOX!"),
        ("#xb*", "#xbone"),
        ("@xbox", "@Xbox."),
        ("@xbox", "@xbox를"),
        ("@xbox.live", "@xbox.live"),
        ("삼성", "삼성은 좋다"),
        ("삼성", "(삼성)"),
        ("任天堂", "昨日任天堂の新作"),
        ("приставка", "Новая ПРИСТАВКА!"),
        ("приставк*", "о приставках"),
        ("ещё", "ЕЩЕ раз"),
        ("istanbul", "İSTANBUL"),
        ("istanbul", "ISTANBUL"),
        ("ıstanbul", "ISTANBUL"),
        ("IŞIK", "ışık"),
        ("ışık", "IŞIK"),
        ("isik", "ışık"),
        ("cafe", "Café"),
        ("café", "CAFÉ"),
        ("Muller", "Müller"),
        ("malmo", "Malmö"),
        ("lodz", "Łódź"),
        ("ёлка", "елка"),
        ('"road runner"', "road-runner"),
        ('"road runner"', "roadrunner"),
        ('"road runner"', "@road_runner"),
        ("road-runner", "road runner"),
        ("road-runner", "roadrunner"),
        ("roadrunner", "road-runner"),
        ("playstation", "play station"),
        ("xbox", "x-box"),
        ("xbox", "an x box"),
        ("xbox*", "two x-boxes"),
        ("xbox*", "an x box"),
        ("playstation*", "play stations"),
        ("3ds", "a 3 DS"),
        ("ps5", "my PS 5"),
        ("iphone", "my i phone"),
        ("iphone*", "my i phones"),
        ("playstation~1", "a play station"),
        ("café~1", "the cafes"),
        ("삼성전자*", "삼성 전자제품"),
        ("삼성", "삼성에서부터"),
        ("삼성", "삼성입니다"),
        ("삼성전자", "삼성 전자가"),
        ("갤럭시s24", "갤럭시 S24는"),
        ("приставк*", "приставками"),
        ("schnell*", "schnelleres"),
        ("{Apple}", "an Apple"),
        ("{Apple Watch}", "Apple Watch"),
        ("acme~1", "acmee"),
        ("acme~1", "ame"),
        ("acme~1", "acne"),
        ("acme~1", "amce"),
        ("acme~1", "ACME"),
        ("👍", "ok👍🏽"),
        ("acme NEAR/3 broken", "broken is my new acme"),
        ("acme NEAR/0 phone", "acme phone"),
        ('acme NEAR/3 ("road runner" OR coyote)', "acme is no roadrunner"),
        ("acme ONEAR/2 broke", "my acme it broke"),
        ("(a OR b) AND c", "c b"),
        ("straße", "STRASSE"),
        ("at&t", "I left AT&T."),
        ("c++", "c++11"),
        ("o'neill", "O’Neill"),
        ('"😡"', "so 😡😡"),
        ("मोदी", "मोदी जी"),
    ],
)
def test_a_term_is_found(query: str, text: str):
    """Case, width, marks, particles and scripts do not hide a name."""
    assert found(query, "", text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("xbox", "xboxes"),
        ("xbox", "myxbox"),
        ("xbox", "xbox_one"),
        ("xbox", "xbox360"),
        ("ps", "oops"),
        ('"xbox one"', "xbox. One day"),
        ('"xbox one"', "xbox one's"[:-3] + "nce"),
        ("xb*", "my axbone"),
        ("#xbox", "xbox"),
        ("#xbox", "foo#xbox"),
        ("#xbox", "#xboxone"),
        ("#삼성", "#삼성전자"),
        ("@xbox", "me@xbox.com"),
        ("@xbox", "@xboxsupport"),
        ("@xbox", "@xbox.bsky.social"),
        ("@xbox", "@xbox@mastodon.social"),
        ("성전", "삼성전자"),
        ("삼성", "삼성전자"),
        ("삼성", "삼성동"),
        ("전자", "lg전자"),
        ("café", "cafe"),
        ("café", "cafè"),
        ("ışık", "isik"),
        ("sıkıldım", "sikildim"),
        ("мой", "мои"),
        ("asus", "as us"),
        ("iran", "I ran home"),
        ("apart", "a part of it"),
        ("3m", "3 m wide"),
        ("mp25", "mp2 5"),
        ("forget*", "for getting it"),
        ("xbox", "x. Box"),
        ("steam", "Sony's team"),
        ("roadrunner", "road. Runner"),
        ("xbox", "xb ox"),
        ("{Apple}", "apple"),
        ("{Apple}", "APPLE"),
        ("{Apple Watch}", "AppleWatch"),
        ("acme~1", "came"),
        ("acme~1", "acmeee"),
        ("acme~1", "bcme"),
        ("👍🏽", "👍"),
        ("acme NEAR/3 broken", "broken is my old and new acme"),
        ("acme ONEAR/2 broke", "it broke my acme"),
        ("acme NEAR/3 acme", "one acme"),
        ('(acme OR #acme) NOT (acme NEAR/3 "road runner")', "acme and a road runner"),
        ("кот", "который"),
        ("मोद", "मोदी"),
        ("a NOT b", "a b"),
        ("a AND b", "a"),
    ],
)
def test_a_term_is_not_found(query: str, text: str):
    """Letters inside other words, other tags and other handles are not the name."""
    assert found(query, "", text) is None


def test_the_first_term_and_its_field_are_told():
    """Of several terms the first in reading order is told, the title before the text."""
    query = "ps4 OR xbox OR #xbox OR @xbox"
    assert ("xbox", "title") == found(query, "An xbox and a ps4", "ps4")
    assert ("ps4", "text") == found(query, "Hello", "a PS4, an xbox")
    assert ("#xbox", "title") == found(query, "#xbox", "xbox")


def test_of_terms_at_one_place_the_longest_is_told():
    """A phrase says more than its first word."""
    assert ("xbox one", "title") == found('xbox OR "xbox one"', "Xbox One")


def test_a_term_of_a_failed_branch_is_not_told():
    """The term told is one that made the post match."""
    assert ("ps4", "title") == found("(xbox AND wii) OR ps4", "xbox or ps4")


REVIEW = {
    "author": "0f3a",
    "author_name": "@AcmeHelp",
    "language": "de",
    "url": "https://old.reddit.com/r/acme",
    "platform": "reddit",
    "channel": "forum",
    "rating": 0.25,
}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("lang:de", ("lang:de", "lang")),
        ("lang:en", None),
        ("lang:(en OR de)", ("lang:de", "lang")),
        ("site:reddit.com", ("site:reddit.com", "site")),
        ('site:"https://www.reddit.com/"', ("site:https://www.reddit.com/", "site")),
        ("site:eddit.com", None),
        ("platform:Reddit", ("platform:Reddit", "platform")),
        ("channel:forum", ("channel:forum", "channel")),
        ("author:acmehelp", ("author:acmehelp", "author")),
        ("author:@acme*", ("author:@acme*", "author")),
        ("author:0f3a", ("author:0f3a", "author")),
        ("author:acme", None),
        ("rating:2", ("rating:2", "rating")),
        ("rating:<=2", ("rating:<=2", "rating")),
        ("rating:<2", None),
        ("rating:>3.5", None),
        ("phone AND lang:de", ("phone", "text")),
        ("phone NOT site:reddit.com", None),
        ("title:phone", None),
        ("title:acme", ("acme", "title")),
    ],
)
def test_fields_ask_for_what_is_known_of_a_post(query: str, said: tuple[str, str] | None):
    """A condition holds or not; a term beside it says more about why a post was found."""
    assert said == found(query, "Acme", "my phone", **REVIEW)


def test_what_a_post_does_not_state_fulfils_no_condition():
    """Without rating, language or link a post is not found by them; nor excluded."""
    for query in ("rating:<=2", "lang:de", "site:reddit.com", "author:ann", "channel:forum"):
        assert found(query, "", "phone", rating=None) is None
        assert ("phone", "text") == found(f"phone NOT {query}", "", "phone", url=None)


def test_and_reaches_over_title_and_text_but_a_phrase_does_not():
    """A post is one document of two fields."""
    assert ("xbox", "title") == found("xbox AND one", "xbox", "one")
    assert found('"xbox one"', "xbox", "one") is None
    assert found("xbox NEAR/5 one", "xbox", "one") is None


def test_brands_come_in_the_order_given():
    """Each brand that is found has one entry."""
    posts = pl.DataFrame({"title": ["wii, then xbox", None], "text": [None, "nothing"]})
    brands = [BrandQuery("microsoft", "xbox OR wii"), BrandQuery("nintendo", "wii")]
    first, second = matches(posts, brands).to_list()
    entry = {"term": "wii", "field": "title", "is_typo": False}
    assert first == [{"brand": "microsoft", **entry}, {"brand": "nintendo", **entry}]
    assert second == []
    assert matches(posts, []).to_list() == [[], []]


@pytest.mark.parametrize(
    ("query", "text", "said"),
    [
        ("xbox", "my Xbox", "xbox"),
        ("xbox", "my #Xbox", "#xbox"),
        ("xbox", "thanks, @xbox!", "@xbox"),
        ("xbox", "me@xbox.com", "xbox"),
        ("xb*", "XBones", "xbones"),
        ('"road runner"', "the Road-\nRunner", "road- runner"),
        ('"road runner"', "#RoadRunner", "#roadrunner"),
        ("road-runner", "a roadrunner", "roadrunner"),
        ("cafe", "Café", "café"),
        ("dış", "dış macun", "dış"),
        ("dış", "DIŞ MACUN", "dış"),
        ("diş", "DİŞ", "diş"),
        ("isik", "ışık", "ışık"),
        ("strasse", "Straße", "straße"),
        ("삼성", "삼성에서는", "삼성"),
        ("삼성전자", "삼성 전자의", "삼성 전자"),
        ("acme~1", "my amce", "amce"),
        ("스타벅스~1", "스타벅쓰는", "스타벅쓰"),
        ("at&t", "AT & T", "at & t"),
        ('".net"', "in .NET", ".net"),
        ('":)"', "so nice :))", ":)"),
    ],
)
def test_the_term_is_told_as_the_post_has_it(query: str, text: str, said: str):
    """What was found is in lower case, with its sign and without particles, to be counted."""
    assert (said, "text") == found(query, "", text)


def test_only_a_misspelt_word_is_a_typo():
    """`~1` also finds the word itself, which is none."""
    posts = pl.DataFrame({"title": ["", "", ""], "text": ["acmé", "amce", "acme에서"]})
    told = match(posts, compile_queries({"it": "acme~1"})).to_list()
    assert [False, True, False] == [some[0]["is_typo"] for some in told]


def test_queries_are_compiled_once():
    """The same queries give the same compiled object."""
    assert compile_queries({"it": "a OR b"}) is compile_queries({"it": "a OR b"})


def _equal_a_plain_reading(queries: list[str], posts: list[Post]) -> None:
    compiled = compile_queries({f"q{number}": query for number, query in enumerate(queries)})
    expected = [
        {
            f"q{number}": said
            for number, query in enumerate(queries)
            if (said := plain_match(query, post))
        }
        for post in posts
    ]
    told = match(pl.DataFrame(posts, schema=SCHEMA), compiled)
    assert expected == [
        {one["id"]: (one["term"], one["field"], one["is_typo"]) for one in some} for some in told
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(QUERIES, min_size=1, max_size=2), st.lists(POSTS, min_size=1, max_size=5))
def test_matching_equals_a_plain_reading(queries: list[str], posts: list[Post]):
    """Many queries in many posts at once give what reading each post letter by letter gives."""
    _equal_a_plain_reading(queries, posts)


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None)
@given(st.lists(QUERIES, min_size=1, max_size=3), st.lists(POSTS, min_size=1, max_size=8))
def test_matching_equals_a_plain_reading_of_more(queries: list[str], posts: list[Post]):
    """The same, tried forty times as often."""
    _equal_a_plain_reading(queries, posts)


@pytest.fixture(scope="module")
def heap() -> tuple[pl.DataFrame, Documents]:
    """Return the heap of posts as they are searched, for all terms once."""
    posts = pl.DataFrame(HEAP, schema=SCHEMA)
    return posts, documents(posts["title"], posts["text"])


@pytest.mark.parametrize("query", TERMS)
def test_each_term_equals_a_plain_reading(heap: tuple[pl.DataFrame, Documents], query: str):
    """Each kind of term is found in a fixed heap of posts where reading them finds it."""
    posts, searched = heap
    told = match(posts, compile_queries({"it": query}), searched)
    assert [plain_match(query, post) for post in HEAP] == [
        (some[0]["term"], some[0]["field"], some[0]["is_typo"]) if some else None
        for some in told.to_list()
    ]
