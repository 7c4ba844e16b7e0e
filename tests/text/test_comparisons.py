"""Comparisons: which brand a sentence puts above which, in six languages."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text.comparisons import COMPARISONS, comparisons
from flows.text.comparisons.rules import comparison_rules
from flows.text.folding import fold, without_accents
from flows.text.queries import BrandQuery, documents, matches

BRANDS = [
    BrandQuery("acme", 'acme* OR "acme phone" OR 아크메'),
    BrandQuery("globex", "(globex NOT blender) OR #globex OR 글로벡스"),
    BrandQuery("initech", "initech NEAR/9 (phone OR phones)"),
]


def compared(text, language="en"):
    """Return what a text compares, as (winner, loser, kind)."""
    posts = pl.DataFrame({"title": [""], "text": [text], "language": [language]})
    searched = documents(posts["title"], posts["text"])
    named = matches(posts, BRANDS, searched).list.eval(pl.element().struct.field("brand"))
    (told,) = comparisons(searched.folded, posts["language"], named, BRANDS).to_list()
    return [(one["winner"], one["loser"], one["kind"]) for one in told]


ACME, GLOBEX = "acme", "globex"

FOR_ACME = [
    ("en", "The Acme One is way better than the Globex.", "better"),
    ("en", "Honestly, Globex is a lot worse than Acme", "better"),
    ("en", "Acme > Globex, every day", "better"),
    ("en", "globex<acme", "better"),
    ("en", "I prefer my Acme over a #globex.", "prefer"),
    ("en", "So I bought an Acme phone instead of a Globex!", "prefer"),
    ("en", "Last year I switched from Globex to Acme.", "switch"),
    ("en", "I finally left Globex for Acme.", "switch"),
    ("en", "Traded my globex in for an acme", "switch"),
    ("de", "Acme ist viel besser als Globex.", "better"),
    ("de", "Ich würde lieber Acme als Globex nehmen", "prefer"),
    ("de", "Wir sind von Globex zu Acme gewechselt.", "switch"),
    ("fr", "Acme est bien meilleur que Globex", "better"),
    ("fr", "Je préfère Acme à Globex.", "prefer"),
    ("fr", "J'ai quitté Globex pour Acme", "switch"),
    ("ru", "Acme намного лучше, чем Globex.", "better"),
    ("ru", "Купил Acme вместо Globex", "prefer"),
    ("ru", "Я перешёл с Globex на Acme.", "switch"),
    ("tr", "Acme, Globex'ten çok daha iyi.", "better"),
    ("tr", "Acme'yi Globex'e tercih ederim", "prefer"),
    ("tr", "Globex'ten Acme'ye geçtim.", "switch"),
    ("ko", "아크메가 글로벡스보다 훨씬 낫다", "better"),
    ("ko", "글로벡스 대신 아크메를 샀어요.", "prefer"),
    ("ko", "글로벡스에서 아크메로 갈아탔습니다", "switch"),
]

FOR_GLOBEX = [
    ("en", "Acme is not better than Globex.", "not_better"),
    ("en", "I don't think that Acme is better than Globex", "not_better"),
    ("en", "I would never switch from Globex to Acme.", "not_switch"),
    ("de", "Acme ist auch nicht besser als Globex.", "not_better"),
    ("fr", "Acme n'est pas mieux que Globex.", "not_better"),
    ("ru", "Acme не лучше Globex", "not_better"),
    ("tr", "Acme Globex'ten daha iyi değil.", "not_better"),
    ("ko", "아크메가 글로벡스보다 좋지 않아요", "not_better"),
]


@pytest.mark.parametrize(("language", "text", "kind"), FOR_ACME)
def test_a_comparison_has_a_direction(language, text, kind):
    """A sentence that puts one brand above another says which, and how it says it."""
    assert [(ACME, GLOBEX, kind)] == compared(text, language)


@pytest.mark.parametrize(("language", "text", "kind"), FOR_GLOBEX)
def test_a_negation_turns_it_round(language, text, kind):
    """Who denies that one brand is better speaks for the other, and is told apart."""
    assert [(GLOBEX, ACME, kind)] == compared(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Is Acme better than Globex?",
        "If Acme is better than Globex I will buy one.",
        "I wonder whether Acme is better than Globex",
        "Acme and Globex are better than nothing.",
        "Acme is better than last year. Globex too.",
        "[H] Globex [W] Acme, cash",
        "Keys for all:\n>acme: 12345 >globex: 67890",
        "The acme phone is better than acme pads, says globex",
        "Should I switch from Globex to Acme",
    ],
)
def test_what_compares_nothing_is_left_alone(text):
    """Questions, conditions, lists, and sentences about one brand say nothing."""
    assert [] == compared(text)


def test_a_name_is_what_the_query_calls_the_brand():
    """Of a NEAR the left side is the name; the words that must be near it are not."""
    told = compared("The Initech phone is better than the Acme phone.")

    assert [("initech", ACME, "better")] == told


def test_a_name_counts_only_where_its_query_matches():
    """Where the brand's query excludes a post, its name there is only a word."""
    assert [] == compared("My Acme is better than a Globex blender")


def test_each_comparison_is_told_once():
    """A post that repeats itself compares once; one that says two things says both."""
    text = "Acme is better than Globex. Acme is better than Globex! I switched from Acme to Globex."

    assert [(ACME, GLOBEX, "better"), (GLOBEX, ACME, "switch")] == compared(text)


def test_signs_hold_in_every_language():
    """`A > B` needs no words, so it is read in a language without rules too."""
    assert [(ACME, GLOBEX, "better")] == compared("acme > globex", "ja")
    assert [] == compared("Acme is better than Globex.", "ja")


def test_rules_are_written_as_sentences_are_read():
    """Rules are compared with lower-case texts without accents, so they hold neither."""
    told = [line for line in comparison_rules().splitlines() if not line.startswith("#")]
    plain = [without_accents(pl.Series([fold(line)]))[0] for line in told]

    assert plain == [line.replace("A", "a").replace("B", "b") for line in told]


@given(st.text(max_size=80), st.sampled_from(["en", "de", "fr", "ru", "tr", "ko", None]))
def test_any_text_passes(text, language):
    """Whatever a post holds, the answer is a list of comparisons of known brands."""
    for winner, loser, _ in compared(f"acme > globex {text} better than acme {text}", language):
        assert {winner, loser} <= {brand.brand for brand in BRANDS}


def test_no_posts_pass():
    """A frame without posts gives an empty column of the right kind."""
    none = pl.Series([], dtype=pl.String)
    told = comparisons(none, none, pl.Series([], dtype=pl.List(pl.String)), BRANDS)

    assert (0, COMPARISONS) == (len(told), told.dtype)
