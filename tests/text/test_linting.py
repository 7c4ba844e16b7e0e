"""What experience knows to be a mistake in a query."""

from collections import Counter

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.text.queries import compile_queries, match, parse
from flows.text.queries.explaining import spelled
from flows.text.queries.linting import lint
from flows.text.queries.tree import Term
from flows.text.queries.weighing import history_remarks
from tests.text.plain_matching import Post
from tests.text.random_queries import HEAP, POSTS, SCHEMA, TERMS


@pytest.mark.parametrize(
    ("query", "rule", "part"),
    [
        ("acme OR the", "common_word", "the"),
        ("und", "common_word", "und"),
        ("hp", "short_term", "hp"),
        ("ca* OR acme", "short_beginning", "ca*"),
        ("samsung AND car*", "short_beginning", "car*"),
        ("삼* OR acme", "short_beginning", "삼*"),
        ("acme OR Acme", "repeated", "Acme"),
        ("acme OR #acme", "covered", "#acme"),
        ('acme* OR "acme phone"', "covered", '"acme phone"'),
        ("xbox OR xbox*", "covered", "xbox"),
        ('"road runner" OR road-runner', "covered", "road-runner"),
        ("#acme OR acme OR acme*", "covered", "#acme"),
        ("삼성* OR 삼성", "covered", "삼성"),
        ('"#acme" OR #acme', "repeated", "#acme"),
        ("station OR acme", "common_word", "station"),
        ("acme~1 OR Acme~1", "repeated", "Acme~1"),
        ("acme OR acme*", "covered", "acme"),
        ("acme OR acme~1", "covered", "acme"),
        ('"acme phone" OR #acmephone', "covered", "#acmephone"),
        ('acme OR ("acme" OR anvil)', "repeated", "acme"),
        ("acme OR {ACME}", "covered", "{ACME}"),
        ("acme OR title:acme", "covered", "title:acme"),
        ("phone AND (acme OR @acme)", "covered", "@acme"),
        ("a AND b OR c", "mixed_operators", "a AND b OR c"),
        ("acme OR globex NOT anvil", "mixed_operators", "acme OR globex NOT anvil"),
        ("*acme", "leading_wildcard", "*acme"),
        ("(acme", "unreadable", "(acme"),
    ],
)
def test_a_mistake_is_told(query: str, rule: str, part: str):
    """Each mistake is told with its rule, the part of the query, and what to do."""
    assert (rule, part) in [(one.rule, one.part) for one in lint(query)]
    assert {rule} == {one.rule for one in lint(query)}
    assert lint(query)[0].message.endswith((".", "`."))


@pytest.mark.parametrize(
    "query",
    [
        "acme",
        "the AND acme",
        "{HP} OR hewlett",
        "삼성 OR 소니",
        '"acme phone" OR "acme tablet" OR #acmetab',
        "#acme OR @acme",
        'wii OR wiiu OR "wii u"',
        'acme OR "acme phone"',
        '"road runner" OR roadrunner',
        "dış OR dışarı",
        "(acme NOT anvil) OR #acme",
        "(acme AND phone) OR (acme AND tablet)",
        '("acme" OR @globex) NOT (acme NEAR/3 "road runner")',
        "site:example.com OR rating:<=2",
        "👍 OR acme",
    ],
)
def test_a_sound_query_is_left_alone(query: str):
    """What is as it should be is not remarked on."""
    assert [] == lint(query)


LEAVES = [one for one in TERMS if isinstance(parse(one), Term)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(LEAVES), min_size=2, max_size=5), st.lists(POSTS, max_size=6))
def test_what_is_needless_can_go(listed: list[str], posts: list[Post]):
    """A query without any of the terms that lint calls covered or repeated finds the same posts."""
    gone = Counter(
        one.part for one in lint(" OR ".join(listed)) if one.rule in {"covered", "repeated"}
    )
    left = []
    for term in reversed(listed):
        name = spelled(parse(term))
        if gone[name]:
            gone[name] -= 1
        else:
            left.append(term)
    told = compile_queries({"all": " OR ".join(listed), "left": " OR ".join(left)})
    found = match(pl.DataFrame([*HEAP, *posts], schema=SCHEMA), told).to_list()
    assert all(len(some) != 1 for some in found)


def batches(*texts: str) -> list[pl.DataFrame]:
    """Return stored posts in two batches."""
    posts = pl.DataFrame({"title": [""] * len(texts), "text": texts})
    return [posts.head(1), posts.slice(1)]


STORED = batches("my acme phone", "a phone", "acme anvil", "acme anvil again", *["else"] * 4)


def test_a_word_that_is_common_in_stored_posts_is_told():
    """A bare word of many posts is told, unless it is in a brand's name."""
    (one,) = history_remarks("acme OR phone", STORED, ["Acme"])
    assert ("common_word", "phone") == (one.rule, one.part)
    assert "25%" in one.message
    assert [] == history_remarks("acme OR phone", STORED, ["Acme Phone"])


def test_a_not_that_takes_most_is_told():
    """More than half of the matches taken away is more than was meant."""
    (one,) = history_remarks("acme NOT anvil NOT phone", STORED, ["acme"])
    assert ("greedy_not", "anvil") == (one.rule, one.part)
    assert "2 of 3 matches" in one.message


def test_what_a_not_takes_is_told_as_it_was_written():
    """What stands in brackets under NOT keeps its operators."""
    (one,) = history_remarks('acme NOT (anvil OR "my acme")', STORED, ["acme"])
    assert '(anvil OR "my acme")' == one.part
    (two,) = history_remarks("acme NOT (anvil NEAR/3 (acme OR b))", STORED, ["acme"])
    assert "(anvil NEAR/3 (acme OR b))" == two.part


def test_without_stored_posts_nothing_is_told():
    """A workspace that has collected nothing has nothing to say."""
    assert [] == history_remarks("acme NOT phone", [], [])
