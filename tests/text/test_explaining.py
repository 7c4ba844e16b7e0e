"""Why a query matches or does not, and whether it does right by the sentences beside it."""

import polars as pl
import pytest

from flows.text.queries.examples import failures
from flows.text.queries.explaining import Explained, explain

QUERY = '("acme" OR @acme OR #acme) NOT (acme NEAR/3 "road runner")'


def explained(query: str, text: str) -> Explained:
    """Explain a query on a text."""
    return explain(query, pl.DataFrame({"title": [""], "text": [text]}))


def test_every_part_is_told_with_what_it_found():
    """Operators hold their parts; a term lists each variant that it found once."""
    told = explained(QUERY, "my #Acme, my acme and acme")
    either, absent = told.parts
    assert (told.written, told.is_true) == ("AND NOT", True)
    assert (either.written, either.is_true) == ("OR", True)
    assert [("acme", ("#acme", "acme")), ("@acme", ()), ("#acme", ("#acme",))] == [
        (part.written, part.found) for part in either.parts
    ]
    assert (absent.written, absent.is_true) == ("NOT", True)
    (near,) = absent.parts
    assert [("acme", True), ('"road runner"', False)] == [
        (part.written, part.is_true) for part in near.parts
    ]


def test_what_is_excluded_is_no_match():
    """A part under NOT that is there speaks against the whole."""
    told = explained(QUERY, "acme hit the roadrunner")
    assert not told.is_true
    assert [True, False] == [part.is_true for part in told.parts]


def test_terms_too_far_apart_are_there_but_not_near():
    """A distance that is too long is false although both of its sides are there."""
    told = explained("acme NEAR/1 broke", "acme, after all these years, broke")
    assert not told.is_true
    assert [True, True] == [part.is_true for part in told.parts]


@pytest.mark.parametrize(
    ("query", "text", "apart"),
    [
        ("acme NEAR/1 broke", "acme, after all these years, broke", "4 words between"),
        ("acme NEAR/1 broke", "acme it then broke, and broke it is, acme", "2 words between"),
        ("acme ONEAR/1 broke", "broke, acme", "0 words between, in the other order"),
        ("acme NEAR/0 (broke OR dead)", "dead is acme", "1 word between"),
        ("acme NEAR/1 broke", "acme", None),
        ("acme NEAR/1 broke", "acme broke", None),
        ("acme NEAR/1 acme", "acme", None),
    ],
)
def test_a_distance_that_is_too_long_is_told(query: str, text: str, apart: str | None):
    """Of all places the two that are nearest are measured."""
    assert apart == explained(query, text).apart


def test_from_the_title_to_the_text_there_is_no_distance():
    """One side in each is told as such."""
    told = explain("acme NEAR/3 broke", pl.DataFrame({"title": ["acme"], "text": ["broke"]}))
    assert told.apart == "one in the title, one in the text"


@pytest.mark.parametrize(
    ("query", "sentence", "reason"),
    [
        ("acme", "nothing", "`acme` is missing"),
        ("acme AND (phone OR tablet)", "an acme", "none of `phone`, `tablet` is there"),
        (
            "acme NEAR/1 broke",
            "acme it all broke",
            "`acme`, `broke` do not stand within `NEAR/1`: 2 words between",
        ),
        (QUERY, "acme, road runner", "found `acme` and `road runner`, which NOT excludes"),
        ("acme AND lang:de", "acme is a really wonderful company", "`lang:de` is missing"),
    ],
)
def test_a_sentence_that_is_not_found_says_what_is_missing(query, sentence, reason):
    """The part to blame is named."""
    (said,) = failures(query, [sentence], [])
    assert said == f"it must match `{sentence}` and does not: {reason}."


@pytest.mark.parametrize(
    ("query", "sentence", "reason"),
    [
        ("acme OR globex", "the acme of elegance", "`acme` is there"),
        ("acme~1", "severe acne", "`acme~1` found `acne`"),
        ("acme NEAR/1 phone", "acme phone", "`acme` is there; `phone` is there"),
    ],
)
def test_a_sentence_that_is_found_says_by_what(query, sentence, reason):
    """The terms that made it match are named."""
    (said,) = failures(query, [], [sentence])
    assert said == f"it must not match `{sentence}` and does: {reason}."


def test_sentences_that_are_right_say_nothing():
    """A query that does right by its sentences has no failures."""
    good, bad = ["my acme router died again"], ["the acme anvil hit the road runner"]
    assert [] == list(failures(QUERY, good, bad))
