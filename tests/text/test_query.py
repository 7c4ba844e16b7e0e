"""How brand queries are read, and what is said of those that cannot be."""

import pytest

from flows.errors import ConfigError
from flows.text.queries.query import And, Or, Term, Word, parse, positive_terms, terms


def word(*texts: str) -> Term:
    """Return a word or phrase as parsed."""
    return Term("word", tuple(map(Word, texts)), " ".join(texts))


A, B, C = word("a"), word("b"), word("c")


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
        ("ANDROID", Term("word", (Word("android"),), "ANDROID")),
        ("Xb*", Term("word", (Word("xb", is_open=True),), "Xb*")),
        ('"a b*"', Term("word", (Word("a"), Word("b", is_open=True)), "a b*")),
        ("#Xbox", Term("tag", (Word("xbox"),), "#Xbox")),
        ("@sony.jp", Term("handle", (Word("sony.jp"),), "@sony.jp")),
        ("at&t", word("at&t")),
        ("삼성", word("삼성")),
        ("İSTANBUL", Term("word", (Word("istanbul"),), "İSTANBUL")),
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
        ("(a", "it ends too early", 2),
        ("a AND", "it ends too early", 5),
        ("a)", "this bracket was never opened", 1),
        ("AND a", "a term is missing before `AND`", 0),
        ("()", "a term is missing before `)`", 1),
        ('a OR "b', "this quote is never closed", 5),
        ('""', "this phrase cannot be looked for", 0),
        ('"a*b"', "this phrase cannot be looked for", 0),
        ("*a", "there is no word before `*`", 0),
        ("a OR #", "there is no tag after `#`", 5),
        ("title:a", "`:` has no meaning here", 5),
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
