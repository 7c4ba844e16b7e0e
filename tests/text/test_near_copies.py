"""Which posts share a key of MinHash, and which must not."""

import random

import polars as pl
import pytest

from flows.text.folding import folded
from flows.text.near_copies import BANDS, near_keys

SAID = (
    "The new kettle from Acme boils water in under two minutes and looks lovely on the counter, "
    "my sister wants one for her birthday in June"
)


def keys(text: str) -> set[int]:
    """Return the keys of a text."""
    found: list[list[int] | None] = near_keys(folded(pl.Series([text]))).to_list()
    return set(found[0] or [])


@pytest.mark.parametrize(
    "other",
    [
        SAID.upper() + "!!!",
        f"RT @acme: {SAID} https://a.example/1",
        SAID.replace("lovely", "great"),
        SAID + " #kettle",
    ],
)
def test_near_copies_share_a_key(other: str):
    """Capitals, marks, links, a repost's head, a word more or another one make no new text."""
    assert keys(SAID) & keys(other)


@pytest.mark.parametrize(
    "other",
    [
        "The new toaster from Globex burns bread in under two minutes and looks awful in a flat",
        "My sister has her birthday in June and wants the new kettle from Acme",
        " ".join(reversed(SAID.split())),
    ],
)
def test_other_texts_share_none(other: str):
    """The same words in another order, or half of them, are another text."""
    assert not keys(SAID) & keys(other)


def test_short_posts_have_no_keys():
    """Who says no more than a phrase copies nobody."""
    assert [None, None] == near_keys(pl.Series(["happy new year to all of you", ""])).to_list()


def test_keys_do_not_depend_on_the_batch():
    """Posts of different days are compared, so a text has the same keys in any company."""
    alone = near_keys(pl.Series([SAID.lower()]))[0].to_list()
    among = near_keys(pl.Series(["", "one two three four five six seven eight", SAID.lower()]))

    assert BANDS == len(alone)
    assert alone == among[2].to_list()
    # The keys of a release are those of the next one too.
    assert -8300352889220008770 == alone[0]


def test_the_chance_of_a_key_follows_from_the_overlap():
    """1 − (1 − s¹²)¹⁰ for an overlap of s, within what chance allows."""
    chance = random.Random(5)  # noqa: S311 - the same every time
    pairs = []
    for _ in range(400):
        words = [f"w{chance.randrange(10**6)}" for _ in range(24)]
        changed = list(words)
        for place in chance.sample(range(24), 2):
            changed[place] = f"x{chance.randrange(10**6)}"
        pairs.append((" ".join(words), " ".join(changed)))
    first, second = (
        near_keys(pl.Series(list(side))).to_list() for side in zip(*pairs, strict=True)
    )

    shared = sum(bool(set(a) & set(b)) for a, b in zip(first, second, strict=True)) / len(pairs)

    # 24 words and 24 pairs; two words far apart take two words and four pairs: s = 42 / 54.
    assert 1 - (1 - (42 / 54) ** 12) ** 10 == pytest.approx(shared, abs=0.1)
