"""Which texts count as the same."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text.copies import text_keys
from flows.text.folding import fold, folded, without_accents

TEXT = "The battery of my new bike died after two days"


def key(text: str) -> str | None:
    """Return the key of a text."""
    keys: list[str | None] = text_keys(folded(pl.Series([text]))).to_list()
    return keys[0]


@pytest.mark.parametrize(
    "text",
    [
        TEXT.upper(),
        f"RT @somebody: {TEXT}",
        f"{TEXT} https://a.example/?utm_source=b",
        f"  {TEXT}!!! 😡",
        TEXT.replace(" ", "\n"),
    ],
)
def test_decoration_does_not_change_the_key(text: str):
    """Case, links, punctuation, white space and the mark of a repost are no difference."""
    assert key(TEXT) == key(text)


def test_another_word_changes_the_key():
    """The same text means the same words in the same order."""
    assert key(TEXT) != key(TEXT.replace("two", "three"))


def test_a_key_is_sixteen_hexadecimal_digits():
    """The key is the same on every machine, so that segments can be compared."""
    assert "1aa28dbfa29197d3" == key(TEXT)


@pytest.mark.parametrize("text", ["", "Happy new year", "a b c d e f", "https://a.example/one/two"])
def test_short_texts_have_no_key(text: str):
    """People say short things without copying each other."""
    assert key(text) is None


def test_scripts_without_spaces_have_keys():
    """In Japanese and Chinese every character counts as a word."""
    assert key("新しいバッテリーは二日で壊れてしまいました残念です")


# Python and Polars may know different versions of Unicode: only letters that Python knows.
@given(st.lists(st.text(st.characters(exclude_categories=["Cn", "Cs"]), max_size=30)))
def test_folding_many_texts_is_folding_each(texts: list[str]):
    """The fold of a column is the fold of its texts."""
    assert list(map(fold, texts)) == folded(pl.Series(texts, dtype=pl.String)).to_list()


def test_folding_leaves_the_texts_alone():
    """Whoever folds a column still has what was said."""
    said = ["Café…", "ｗｉｄｅ", "plain"]
    texts = pl.Series(said)

    assert ["café...", "wide", "plain"] == folded(texts).to_list()
    assert ["Cafe…", "ｗｉｄｅ", "plain"] == without_accents(texts).to_list()
    assert said == texts.to_list()
