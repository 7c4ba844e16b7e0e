"""What is erased is gone from everywhere, does not come back, and nothing else is touched."""

import hashlib
import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.config import Config
from flows.errors import ListeningError
from flows.lake import erasure, labels, tombstones
from flows.lake.privacy import author_hash, author_key
from flows.lake.tombstones import Erasure
from flows.lake.understanding import understand_new
from flows.lake.wanted import Found, Wanted, find
from flows.sources import Rejected
from flows.writing import whole
from tests.lake.samples import AT, a_config, a_post, collect, posts, raw

PLATFORMS = {"memory": "forum"}


def begun(run: str = "20260616T120000Z-aa", reason: str = "") -> Erasure:
    """Return an erasure that is about to be."""
    return Erasure(run=run, at=AT, reason=reason)


def erased(config: Config, *, run: str = "20260616T120000Z-aa", **wanted: object) -> Erasure:
    """Erase what is wanted."""
    asked = Wanted(**({"platforms": ["forum"]} | wanted))  # type: ignore[arg-type]
    return erasure.erase(config.lake, find(config.lake, asked), PLATFORMS, begun(run))


def filled(folder: Path) -> Config:
    """Collect three times posts of two authors and some that are none, understand and label."""
    config = a_config(folder)
    broken = [
        Rejected("memory:1", "no date", '{"id": "p1", "text": "acme is slow"}'),
        Rejected("memory:2", "no date", '{"id": "p10", "text": "acme is slow"}'),
        Rejected("memory:3", "no date", '{"id": "q", "by": "@bob", "text": "acme is fast"}'),
    ]
    for day, author in enumerate(("ann", "bob", "ann")):
        told = posts(4, author=author, url=None)
        named = [
            post.model_copy(update={"url": f"https://a.example/{post.post_id}"}) for post in told
        ]
        others = [a_post(f"{author}{day}", author=author)]
        collect(config, [*named, *others, *broken], AT + timedelta(days=day))
    understand_new(config, workers=1)
    keys = {"platform": ["forum"] * 2, "post_id": ["p1", "p2"], "sample": ["s"] * 2}
    given_ = {"labeller": ["eve"] * 2, "label": ["negative"] * 2, "labelled_at": [AT] * 2}
    labels.keep_labels(config.lake, "run", pl.DataFrame(keys | given_))
    return config


@pytest.fixture(scope="module")
def lake_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a lake once; tests take copies."""
    return filled(tmp_path_factory.mktemp("lake")).base


@pytest.fixture
def config(lake_once: Path, tmp_path: Path) -> Config:
    """Return a configuration with a filled lake."""
    return a_config(shutil.copytree(lake_once, tmp_path / "lake"))


def rows(config: Config) -> set[tuple[str, str]]:
    """Return each row of the lake: in which file, which post."""
    return {
        (str(path.relative_to(config.lake)), post_id)
        for path in config.lake.rglob("*.parquet")
        for post_id in pl.read_parquet(path)["post_id"]
    }


def records(config: Config) -> list[str]:
    """Return the rejected records."""
    return [
        json.loads(line)["record"]
        for path in sorted(config.lake.glob("rejected/*/*.jsonl"))
        for line in path.read_text().splitlines()
    ]


def test_a_post_by_its_id(config: Config):
    """It is gone from raw and understood segments, labels and rejects; all else is as before."""
    before, broken = rows(config), records(config)

    done = erased(config, posts=[("forum", "p1")])

    assert {row for row in before if row[1] != "p1"} == rows(config)
    assert [one for one in broken if '"p1"' not in one] == records(config)
    assert 3 + 3 + 1 == sum(one.count for one in done.rewritten if one.name.endswith("parquet"))
    assert done.is_done
    assert not erasure.is_cut_off(config.lake)


def test_a_post_by_its_address(config: Config):
    """The address names the post, also where an observation of it has none, or a slash more."""
    before = rows(config)

    erased(config, urls=["https://a.example/p2/"])

    assert {row for row in before if row[1] != "p2"} == rows(config)


@pytest.mark.parametrize("name", ["bob", "@bob"])
def test_all_posts_of_an_author(config: Config, name: str):
    """Whatever the author wrote goes, and the rejected records with the name."""
    authors = dict(raw(config).select("post_id", "author").sort("post_id").iter_rows())
    hashed = author_hash(author_key(config.lake), "forum", "bob")
    assert hashed in authors.values()

    erased(config, authors=[name])

    assert hashed not in raw(config)["author"].to_list()
    assert "bob1" not in {post_id for _, post_id in rows(config)}
    assert "ann0" in {post_id for _, post_id in rows(config)}
    assert not [one for one in records(config) if "bob" in one]


def test_nothing_of_it_is_kept(config: Config):
    """A tombstone has neither the post's id, nor its address, nor the author's name."""
    erased(config, posts=[("forum", "bob1")], urls=["https://a.example/p3"], authors=["bob"])

    told = "".join(path.read_text() for path in (config.lake / "erased").iterdir())

    assert not [word for word in ("bob", "p3", "example", "acme") if word in told]


def test_it_does_not_come_back(config: Config):
    """A later collection leaves out what was erased and who was, and says how many that were."""
    erased(config, posts=[("forum", "p1")], authors=["bob"])
    before = rows(config)

    again = [
        a_post("p1"),
        a_post("new"),
        a_post("of bob", author="bob"),
        a_post("p1", platform="x"),
    ]
    entry = collect(config, again, AT + timedelta(days=9))

    assert {"new", "p1"} == {post_id for _, post_id in rows(config) - before}
    assert 2 == entry.post_count
    assert ["2 posts were left out, as erased before."] == [
        note for note in entry.notes if "erased" in note
    ]
    assert ["x"] == raw(config).filter(pl.col("post_id") == "p1")["platform"].to_list()


def test_a_segment_that_is_empty_afterwards(config: Config):
    """It stays, and can be understood anew, so that nothing waits forever."""
    everything = [("forum", post_id) for post_id in set(raw(config)["post_id"])]

    erased(config, posts=everything)
    changed = a_config(
        config.base, brands=[{"id": "acme", "name": "Acme", "query": "acme OR acne"}]
    )

    assert 0 == understand_new(changed, workers=1)
    assert set() == rows(config)


@given(data=st.data())
def test_killed_at_any_file(lake_once: Path, tmp_path_factory: pytest.TempPathFactory, data):
    """Cut off after any number of files and run again, the same is gone as without."""
    config = a_config(shutil.copytree(lake_once, tmp_path_factory.mktemp("cut") / "lake"))
    ids = sorted(set(raw(config)["post_id"]))
    wanted = {
        "posts": [("forum", one) for one in data.draw(st.sets(st.sampled_from(ids)))],
        "urls": data.draw(st.sampled_from([[], ["https://a.example/p3"]])),
        "authors": data.draw(st.sampled_from([[], ["bob"], ["nobody"]])),
    }
    gone = find(config.lake, Wanted(**wanted, platforms=["forum"])).posts
    before, was, cut = rows(config), hashes(config), data.draw(st.integers(0, 20))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(erasure, "whole", failing_after(cut, whole))
        try:
            erased(config, **wanted)
        except ListeningError:
            # The tombstones count from the first moment on.
            assert erasure.is_cut_off(config.lake)
            kept = {row for row in before if ("forum", row[1]) not in gone}
            assert kept <= rows(config) <= before
    if data.draw(st.booleans()):
        erased(config, run="20260616T130000Z-bb", **wanted)
    erasure.resume(config.lake, PLATFORMS)

    assert {row for row in before if ("forum", row[1]) not in gone} == rows(config)
    assert not erasure.is_cut_off(config.lake)
    # Each file is what the erasures made of it, row by row.
    done, now = tombstones.erasures(config.lake), hashes(config)
    counts = [tombstones.erased_between(done, name, was[name], now[name]) for name in was]
    assert len(before) - len(rows(config)) == sum(count for count in counts if count is not None)
    assert None not in counts


def failing_after(
    count: int, real: Callable[[Path], AbstractContextManager[Path]]
) -> Callable[[Path], AbstractContextManager[Path]]:
    """Return a writer that the disk refuses after some files."""
    left = iter(range(count))

    def writer(path: Path) -> AbstractContextManager[Path]:
        if next(left, None) is None:
            raise ListeningError("The disk is full.")
        return real(path)

    return writer


def hashes(config: Config) -> dict[str, str]:
    """Return the hash of each file of posts and labels."""
    return {
        str(path.relative_to(config.lake)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in config.lake.rglob("*.parquet")
    }


def test_nothing_asked_is_nothing_done(config: Config):
    """What there is none of leaves a tombstone when it is named, and touches no file."""
    before = {path: path.read_bytes() for path in config.lake.rglob("*.parquet")}

    done = erased(config, posts=[("forum", "p99")], urls=["https://a.example/p"])

    assert [] == done.rewritten
    assert 1 == len(done.posts)
    assert before == {path: path.read_bytes() for path in config.lake.rglob("*.parquet")}


def test_a_damaged_segment_is_told(config: Config):
    """Where a file cannot be read nobody knows what is in it: it is named, and what to do."""
    (damaged, *_) = config.lake.glob("raw/*/*/*.parquet")
    damaged.write_bytes(b"no Parquet")

    with pytest.raises(ListeningError, match=f"{damaged.name}.*is not known whether"):
        erased(config, posts=[("forum", "p1")])


def test_nobody_is_found_in_an_empty_lake(tmp_path: Path):
    """A workspace without posts can be told who is not wanted."""
    config = a_config(tmp_path)

    assert Found(frozenset({("x", "1")}), frozenset(), frozenset()) == find(
        config.lake, Wanted(posts=[("x", "1")])
    )
