"""Authors are keyed hashes; only the brands' own accounts keep a name."""

import polars as pl
import pytest

from flows.lake.privacy import author_key, private

KEY = bytes(range(32))


def frame(**columns) -> pl.DataFrame:
    """Return raw posts, as far as privacy reads them."""
    count = len(next(iter(columns.values())))
    defaults = {
        "platform": ["forum"] * count,
        "author": [None] * count,
        "author_name": [None] * count,
        "is_owned": [False] * count,
    }
    text = pl.String()
    schema = {"platform": text, "author": text, "author_name": text, "is_owned": pl.Boolean()}
    return pl.DataFrame(defaults | columns, schema=schema)


def test_equal_authors_stay_equal():
    """An author has one hash on a platform, another on another, and none when none is stated."""
    given = frame(
        platform=["forum", "forum", "shop", "forum", "forum"],
        author=["ann", "ann", "ann", "bob", None],
    )

    hashes = private(given, KEY, [], keep_names=False)["author"].to_list()

    assert hashes[0] == hashes[1]
    assert 3 == len({hashes[0], hashes[2], hashes[3]})
    assert hashes[4] is None
    assert all(len(one) == 16 for one in hashes[:4])


def test_a_name_stands_in_for_an_id():
    """A platform that states names only still has authors that can be told apart."""
    given = frame(author_name=["Ann", "Bob", "Ann"])

    made = private(given, KEY, [], keep_names=False)

    assert 2 == made["author"].n_unique()
    assert [None, None, None] == made["author_name"].to_list()


def test_hashes_hang_on_the_key():
    """With another workspace's key, the same author is somebody else."""
    given = frame(author=["ann"])

    here = private(given, KEY, [], keep_names=False)["author"][0]
    there = private(given, bytes(32), [], keep_names=False)["author"][0]

    assert here != there


@pytest.mark.parametrize("handle", ["@AcmeCare", "acmecare", "ACMECARE"])
def test_own_accounts_are_known_however_written(handle):
    """An owned handle is found with and without its @, in any case, as a name or as an id."""
    given = frame(author=["1", "@acmeCARE"], author_name=["AcmeCare", None])

    made = private(given, KEY, [handle], keep_names=False)

    assert [True, True] == made["is_owned"].to_list()
    assert ["AcmeCare", "@acmeCARE"] == made["author_name"].to_list()


def test_names_are_kept_on_request():
    """With privacy off names stay; ids are hashed all the same."""
    made = private(frame(author=["1"], author_name=["Ann"]), KEY, [], keep_names=True)

    assert ["Ann"] == made["author_name"].to_list()
    assert "1" != made["author"][0]


def test_what_a_source_calls_owned_stays_owned():
    """A connector may know an account as the brand's own."""
    made = private(frame(author=["1"], is_owned=[True]), KEY, [], keep_names=False)

    assert [True] == made["is_owned"].to_list()


def test_a_workspace_has_one_key(tmp_path):
    """The key is made once, is random, and is readable by its owner alone."""
    key = author_key(tmp_path / "one")

    assert key == author_key(tmp_path / "one")
    assert key != author_key(tmp_path / "two")
    assert 32 == len(key)
    assert 0o600 == (tmp_path / "one" / "author.key").stat().st_mode & 0o777
