"""What is to be erased is found by what people know: a name, one post, what was asked before."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.config import Config
from flows.errors import ConfigError
from flows.lake import erasure
from flows.lake.privacy import author_hash, author_key
from flows.lake.tombstones import Erasure
from flows.lake.wanted import Wanted, erased_before, find
from tests.lake.samples import AT, a_config, a_post, collect, raw


def filled(folder: Path, **workspace: object) -> Config:
    """Collect posts of authors with ids; the last is of nobody who is known."""
    config = a_config(folder, workspace={"timezone": "UTC"} | workspace)
    told = [("p1", "id-77", "Ann Example"), ("p2", "id-77", "Ann E."), ("p3", "id-78", "Bob")]
    collect(
        config,
        [
            a_post(post_id, author=author, author_name=name, url=f"https://a.example/{post_id}")
            for post_id, author, name in [*told, ("p4", None, None)]
        ],
        AT,
    )
    return config


def erased(config: Config, run: str = "20260616T120000Z-aa", **wanted: object) -> Erasure:
    """Erase what is wanted."""
    asked = Wanted(**({"platforms": ["forum"]} | wanted))  # type: ignore[arg-type]
    begun = Erasure(run=run, at=AT)
    return erasure.erase(config.lake, find(config.lake, asked), {"memory": "forum"}, begun)


def test_all_posts_of_who_wrote_a_post(tmp_path: Path):
    """One of their posts leads to an author of whom no name is kept."""
    config = filled(tmp_path)

    done = erased(config, author_of=["https://a.example/p2/"])

    assert [author_hash(author_key(config.lake), "forum", "id-77")] == done.authors
    assert ["p3", "p4"] == sorted(raw(config)["post_id"])


def test_an_author_whose_name_is_kept(tmp_path: Path):
    """Called by a name of theirs, all of an author goes, under other names and later too."""
    config = filled(tmp_path, keep_author_names=True)

    erased(config, authors=["@ann example"])
    collect(config, [a_post("p5", author="id-77", author_name="A. E.")], AT + timedelta(days=1))

    assert ["p3", "p4"] == sorted(raw(config)["post_id"])


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("https://a.example/none", "No post at `https://a.example/none` is kept"),
        ("https://a.example/p4", "not who wrote it: erase the post, with `--url`"),
        ("https://a.example/p3", "It was erased on 2026-"),
    ],
)
def test_who_wrote_it_is_not_known(tmp_path: Path, address: str, says: str):
    """It is refused with what to do: the post is not there, or is nobody's, or was erased."""
    config = filled(tmp_path)
    erased(config, urls=["https://a.example/p3"])

    with pytest.raises(ConfigError) as refused:
        find(config.lake, Wanted(author_of=[address]))

    assert says in str(refused.value)


def test_what_was_erased_before(tmp_path: Path):
    """It is told by post, address and author, with the first erasure that took it."""
    config = filled(tmp_path)
    first = erased(config, posts=[("forum", "p1")], authors=["id-78"])
    erased(config, run="20260617T120000Z-bb", posts=[("forum", "p1")])
    asked = Wanted(
        posts=[("forum", "p1"), ("forum", "new")],
        urls=["https://a.example/p1/", "https://a.example/new"],
        authors=["@id-78", "nobody"],
        platforms=["forum"],
    )

    told = erased_before(config.lake, asked)

    assert ["forum p1", "https://a.example/p1/", "@id-78"] == list(told)
    assert {first.run} == {one.run for one in told.values()}
