"""How brand queries are read, and what is said of those that cannot be."""

from dataclasses import replace

import pytest

from flows.errors import ConfigError
from flows.text.queries import parse
from flows.text.queries.tree import (
    And,
    Field,
    Near,
    Or,
    Rating,
    Term,
    Word,
    positive_terms,
    terms,
)


def word(*texts: str) -> Term:
    """Return a word or phrase as parsed."""
    return Term("word", tuple(map(Word, texts)), " ".join(texts))


A, B, C = word("a"), word("b"), word("c")
TITLED = replace(A, written="title:a", in_title=True)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a", A),
        ("(a)", A),
        ("a OR b OR c", Or((A, B, C))),
        ("a AND b AND c", And((A, B, C))),
        ("a NOT b", And((A,), (B,))),
        ("a AND NOT b", And((A,), (B,))),
        ("NOT b AND a", And((A,), (B,))),
        ("(a OR b) NOT c", And((Or((A, B)),), (C,))),
        ("a OR (b NOT c)", Or((A, And((B,), (C,))))),
        ("a OR\n  b", Or((A, B))),
        ('"a b"', word("a", "b")),
        ("“a  b”", Term("word", (Word("a"), Word("b")), "a  b")),
        ("ANDROID", word("ANDROID")),
        ("Xb*", Term("word", (Word("Xb", is_open=True),), "Xb*")),
        ("{Acme One}", Term("word", (Word("Acme"), Word("One")), "{Acme One}", is_exact=True)),
        ("acme~1", Term("word", (Word("acme"),), "acme~1", has_typo=True)),
        ("title:a", TITLED),
        ("title:(a OR b)", Or((TITLED, replace(B, written="title:b", in_title=True)))),
        ("a NEAR/3 b", Near((A,), (B,), 3)),
        ("a AND b ONEAR/0 (c OR a)", And((A, Near((B,), (C, A), 0, is_ordered=True)))),
        ("a NOT b NEAR/2 c", And((A,), (Near((B,), (C,), 2),))),
        ("Site:Reddit.com", Field("site", "reddit.com", "site:Reddit.com")),
        (
            "lang:(en OR de)",
            Or((Field("lang", "en", "lang:en"), Field("lang", "de", "lang:de"))),
        ),
        ("author:@Ann*", Field("author", "ann", "author:@Ann*", is_open=True)),
        ("rating: <= 2.5", Rating("<=", 2.5, "rating:<=2.5")),
        ("a AND rating:5", And((A, Rating("=", 5, "rating:5")))),
        ('"a b*"', Term("word", (Word("a"), Word("b", is_open=True)), "a b*")),
        ("#Xbox", Term("tag", (Word("Xbox"),), "#Xbox")),
        ("@sony.jp", Term("handle", (Word("sony.jp"),), "@sony.jp")),
        ("at&t", word("at&t")),
        ("삼성", word("삼성")),
        ("İSTANBUL", word("İSTANBUL")),
    ],
)
def test_a_query_is_read(query: str, tree: object):
    """Operators, brackets and terms become the tree they mean."""
    assert tree == parse(query)


def test_the_query_of_the_example_is_read():
    """Words, tags and handles join with OR."""
    assert ["xbox", "xbone", "#xbox", "@xbox"] == [
        term.written for term in terms(parse('"xbox" OR xbone OR #xbox OR @xbox'))
    ]


def test_terms_under_not_are_no_ground_for_a_match():
    """`positive_terms` leaves out what is excluded, `terms` does not."""
    tree = parse("(a OR b) NOT c")
    assert [A, B] == positive_terms(tree)
    assert [A, B, C] == terms(tree)


@pytest.mark.parametrize(
    ("query", "reason", "column"),
    [
        ("a b", "two terms stand side by side", 2),
        ("a or b", "two terms stand side by side", 2),
        ("a AND b OR c", "AND and OR are mixed without brackets", 8),
        ("a OR b NOT c", "NOT stands beside OR without brackets", 7),
        ("a OR NOT b", "NOT stands beside OR without brackets", 5),
        ("NOT a", "NOT stands alone", 0),
        ("a AND (NOT b)", "NOT stands alone", 7),
        ("(a", "this bracket is never closed", 0),
        ("((a OR b) AND c", "this bracket is never closed", 0),
        ('a AND (b OR "c)"', "this bracket is never closed", 6),
        ("a AND", "a term is missing at the end", 5),
        ("a OR (", "a term is missing at the end", 6),
        ("a)", "this bracket was never opened", 1),
        ("AND a", "a term is missing before `AND`", 0),
        ("()", "there is nothing between these brackets", 0),
        ("a OR ( )", "there is nothing between these brackets", 5),
        ("x*x", "`*` stands inside a word", 1),
        ("a OR xb*x", "`*` stands inside a word", 7),
        ("xb**", "`*` stands twice", 3),
        ("near/3 AND a", "`near` is written in capitals", 0),
        ('a OR "b', "this quote is never closed", 5),
        ('""', "this phrase cannot be looked for", 0),
        ('"a*b"', "this phrase cannot be looked for", 0),
        ("*a", "there is no word before `*`", 0),
        ("a OR #", "there is no tag after `#`", 5),
        ("tite:a", "`tite:` is no field", 0),
        ("a AND foo:b", "`foo:` is no field", 6),
        ("rating:good", "this rating is no number", 0),
        ("rating:<=0.5", "there are no 0.5 stars", 0),
        ("lang:english", "`english` is no language code", 0),
        ("channel:tv", "`tv` is no channel", 0),
        ("site:redd*", "`*` has no meaning in `site:`", 0),
        ("lang:(a NEAR/1 b)", "`lang:` cannot hold this", 0),
        ("title:lang:en", "`title:` cannot hold this", 0),
        ("author:#ann", "`author:` has no tags, braces or typos", 0),
        ("a NEAR b", "`NEAR` has no distance that I can read", 2),
        ("a NEAR/x b", "`NEAR` has no distance that I can read", 2),
        ("a near/3 b", "`near` is written in capitals", 2),
        ("a NEAR/1 b NEAR/1 c", "`NEAR/1` would join a third part", 11),
        ("(a AND b) NEAR/1 c", "NEAR cannot measure from here", 1),
        ("a NEAR/1 lang:en", "NEAR cannot measure from here", 9),
        ("acme~2", "`~2` is not one typo", 0),
        ("ace~1", "`ace` cannot be looked for with typos", 0),
        ('"a b"~1', "`~` does not stand after a word", 5),
        ("{a", "this brace is never closed", 0),
        ("a}", "this brace was never opened", 1),
        ("a,b", "`,` has no meaning here", 1),
        ("a -b", "`-` has no meaning here", 2),
    ],
)
def test_a_wrong_query_is_explained_with_a_caret(query: str, reason: str, column: int):
    """The error names the reason and points at the place."""
    with pytest.raises(ConfigError) as error:
        parse(query)
    first, shown, caret, hint = str(error.value).split("\n")
    assert first == f"The query cannot be read: {reason}."
    assert shown == f"    {query}"
    assert caret == " " * (4 + column) + "^"
    assert hint


def test_the_caret_stands_under_wide_letters_of_the_right_line():
    """Hangul takes two columns of a terminal; only the line in question is shown."""
    with pytest.raises(ConfigError) as error:
        parse("삼성 OR\n갤럭시 노트 OR\nx")
    assert "    갤럭시 노트 OR\n           ^" in str(error.value)


def test_of_a_long_query_the_place_is_shown():
    """A query of thousands of characters does not fill the screen."""
    with pytest.raises(ConfigError) as error:
        parse(" OR ".join(f"term{number}" for number in range(500)) + " oops")
    assert "oops\n" in str(error.value)
    assert max(map(len, str(error.value).split("\n"))) < 130


@pytest.mark.parametrize("query", ["", "  \n "])
def test_an_empty_query_is_refused(query: str):
    """Nothing to look for is said plainly."""
    with pytest.raises(ConfigError, match="The query is empty"):
        parse(query)


@pytest.mark.parametrize(
    "query", ["(" * 1_000 + "a" + ")" * 1_000, "a NOT (" * 400 + "b" + ")" * 400]
)
def test_a_query_too_deep_is_refused(query: str):
    """A depth that nobody can read is named at the bracket that goes beyond it."""
    with pytest.raises(ConfigError, match="brackets stand more than 100 deep"):
        parse(query)


def test_brackets_in_quotes_are_no_depth():
    """What is looked for may hold brackets."""
    assert parse('"' + "(" * 200 + '"')
    assert parse("(" * 100 + "a" + ")" * 100)
