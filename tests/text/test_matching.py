"""Which posts a brand query finds, and what it says it found."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.text.queries import BrandQuery, documents, matches
from tests.text.plain_matching import plain_match


def found(query: str, title: str, text: str = "") -> tuple[str, str] | None:
    """Return the term and the field that a query finds in one post."""
    posts = documents(pl.Series([title]), pl.Series([text]))
    (brands,) = matches(posts, [BrandQuery("it", query)]).to_list()
    return (brands[0]["term"], brands[0]["field"]) if brands else None


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
        ("ıstanbul", "istanbul"),
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


def test_and_reaches_over_title_and_text_but_a_phrase_does_not():
    """A post is one document of two fields."""
    assert ("xbox", "title") == found("xbox AND one", "xbox", "one")
    assert found('"xbox one"', "xbox", "one") is None


def test_brands_come_in_the_order_given():
    """Each brand that is found has one entry."""
    posts = documents(pl.Series(["wii, then xbox", None]), pl.Series([None, "nothing"]))
    brands = [BrandQuery("microsoft", "xbox OR wii"), BrandQuery("nintendo", "wii")]
    first, second = matches(posts, brands).to_list()
    assert first == [
        {"brand": "microsoft", "term": "wii", "field": "title"},
        {"brand": "nintendo", "term": "wii", "field": "title"},
    ]
    assert second == []


_terms = st.sampled_from(
    [
        '"a"',
        "a",
        "b",
        '"a b"',
        "a*",
        "ab",
        "#a",
        "#ab*",
        "@a",
        "@a.b",
        "가",
        "가a",
        "a가",
        "漢",
        "ı",
    ]
)


def _group(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda parts: f"({' OR '.join(parts)})"),
        several.map(lambda parts: f"({' AND '.join(parts)})"),
        several.map(lambda parts: f"({' NOT '.join(parts)})"),
    )


_posts = st.text(alphabet="abAB가나漢あ#@._-' \n!éŞİı1", max_size=12)


@settings(max_examples=100, deadline=None)
@given(st.recursive(_terms, _group, max_leaves=6), st.lists(st.tuples(_posts, _posts), min_size=1))
def test_matching_equals_a_plain_reading(query: str, posts: list[tuple[str, str]]):
    """Many posts at once give what reading each post letter by letter gives."""
    titles, texts = zip(*posts, strict=True)
    told = matches(documents(pl.Series(titles), pl.Series(texts)), [BrandQuery("it", query)])
    expected = [plain_match(query, title, text) for title, text in posts]
    assert expected == [
        (brands[0]["term"], brands[0]["field"]) if brands else None for brands in told.to_list()
    ]
