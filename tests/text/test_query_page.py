"""What docs/queries.md says is so."""

import re
from pathlib import Path
from typing import get_args

import polars as pl
import pytest

from flows.text.queries import compile_queries, match, parse
from flows.text.queries.faults import FIELDS
from flows.text.queries.linting import Rule

PAGE = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `(.+)` \| `(.+)` \| `(.+)` \|$", PAGE, flags=re.MULTILINE)
CONDITIONS = re.findall(r"^\| `(\w+:.+?)` \|", PAGE, flags=re.MULTILINE)
OTHERS = re.findall(r"`(\w+:[^`]*[^`:])`", PAGE)


def found(query: str, text: str) -> bool:
    """Return whether a query matches a text."""
    posts = pl.DataFrame({"title": [""], "text": [text]})
    return bool(len(match(posts, compile_queries({"it": query}))[0]))


@pytest.mark.parametrize(("query", "text", "other"), EXAMPLES)
def test_an_example_is_true(query: str, text: str, other: str):
    """The query of each example finds what the page says, and not what it says beside it."""
    assert found(query, text)
    assert not found(query, other)


def test_every_kind_of_part_has_an_example():
    """The page shows each operator, each sort of term and each field."""
    shown = [query for query, *_ in EXAMPLES]
    marks = (" AND ", " OR ", " NOT ", " NEAR/", " ONEAR/", "(", '"', "*", "{", "#", "@", "~1")
    for mark in marks:
        assert any(mark in query for query in shown), mark
    assert set(FIELDS) <= {condition.partition(":")[0] for condition in CONDITIONS}


@pytest.mark.parametrize("condition", sorted({*CONDITIONS, *OTHERS}))
def test_a_condition_reads(condition: str):
    """Each condition on the page is one that can be read."""
    assert parse(condition)


def test_every_remark_is_explained():
    """The page has a row for each rule of the linter."""
    for rule in get_args(Rule):
        assert f"`{rule}`" in PAGE
