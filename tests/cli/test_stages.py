"""`collect` and `understand`: what came, what was rejected, and the exit code of each outcome."""

import gzip
import json
import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.samples import CONFIGURATION, post_row, posts_csv

SECOND = """
[[sources]]
id = "other"
kind = "files"
path = "{path}"
platform = "forum.example"
channel = "forum"
[sources.columns]
post_id = "id"
posted_at = "at"
text = "text"
"""


def test_collect_counts_posts(workspace: Path, call: Call):
    """Each source is told with its state and the number of its posts."""
    said = call("collect")

    assert (0, "export: complete, 60 posts\n") == (said.code, said.out)


def test_rejected_records_are_counted_and_kept(workspace: Path, call: Call):
    """A broken row costs itself alone: the count and a reason are told, the row is put aside."""
    with (workspace / "posts.csv").open("a") as file:
        file.write(post_row(at="last Tuesday"))

    said = call("collect")

    assert 0 == said.code
    assert "export: complete, 60 posts, 1 rejected" in said.out
    assert "posts.csv:62" in said.out
    (kept,) = (workspace / "data" / "rejected" / "export").glob("*.jsonl")
    assert "last Tuesday" in json.loads(kept.read_text())["record"]


def test_collect_json(workspace: Path, call: Call):
    """A machine gets what the ledger has of each source."""
    said = call("collect", "--json")

    (source,) = said.document["sources"]
    assert ("export", "complete", 60, 0) == tuple(
        source[key] for key in ("source", "status", "post_count", "rejected_count")
    )


def test_one_failed_source_is_a_gap(workspace: Path, call: Call):
    """The others go on, the failure is told, and the exit code is 3."""
    with (workspace / "listening.toml").open("a") as file:
        file.write(SECOND.format(path="nowhere.csv"))

    said = call("collect")

    assert 3 == said.code
    assert "export: complete, 60 posts" in said.out
    assert "other: failed" in said.out
    assert "`nowhere.csv` is not there" in said.err


def test_when_every_source_fails_collect_fails(workspace: Path, call: Call):
    """Nothing heard at all is exit 1, for a machine with the reasons."""
    (workspace / "posts.csv").unlink()

    said = call("collect", "--json")

    assert 1 == said.code
    assert 1 == said.document["error"]["exit_code"]
    assert "`posts.csv` is not there" in said.document["error"]["message"]
    assert "failed" == said.document["sources"][0]["status"]


def test_a_truncated_gzip_keeps_what_can_be_read(workspace: Path, call: Call):
    """A packed file that is cut off gives its whole rows, and says so."""
    packed = gzip.compress(posts_csv(2_000).encode())
    (workspace / "cut.csv.gz").write_bytes(packed[: len(packed) // 2])
    with (workspace / "listening.toml").open("a") as file:
        file.write(SECOND.format(path="cut.csv.gz"))

    said = call("collect", "--json")

    cut = said.document["sources"][1]
    assert (3, "partial") == (said.code, cut["status"])
    assert 0 < cut["post_count"] < 2_000
    assert cut["rejected_count"] >= 1
    assert "cut.csv.gz" in json.dumps(cut["notes"])


@pytest.mark.parametrize(
    ("content", "count"),
    [("", 0), ("id,at,author,text,url,likes\n", 0)],
    ids=["empty", "a header alone"],
)
def test_an_empty_file_is_no_failure(workspace: Path, call: Call, content: str, count: int):
    """A file without posts is told, and is no error."""
    (workspace / "posts.csv").write_text(content)

    said = call("collect")

    assert 0 == said.code
    assert f"export: complete, {count} posts" in said.out
    assert "`posts.csv`" in said.out


def test_only_one_source(workspace: Path, call: Call):
    """--source asks one source and leaves the others."""
    (workspace / "more.csv").write_text(posts_csv(4, first=100))
    with (workspace / "listening.toml").open("a") as file:
        file.write(SECOND.format(path="more.csv"))

    said = call("collect", "--source", "other")

    assert "other: complete, 4 posts\n" == said.out


def test_several_sources(workspace: Path, call: Call):
    """--source may be given several times; one post is told as one."""
    for name, count in (("more", 1), ("third", 2)):
        (workspace / f"{name}.csv").write_text(posts_csv(count, first=100))
        with (workspace / "listening.toml").open("a") as file:
            file.write(SECOND.format(path=f"{name}.csv").replace("other", name))

    said = call("collect", "--source", "third", "--source", "more")

    assert "more: complete, 1 post\nthird: complete, 2 posts\n" == said.out


def test_days_that_are_still_to_come(workspace: Path, call: Call):
    """Nobody takes a year that was mistyped for days without a post."""
    said = call("collect", "--since", "2113-06-10", "--until", "2113-06-11")

    assert (2, "") == (said.code, said.out)
    assert "`2113-06-10` is still to come" in said.err


def test_an_unknown_source(workspace: Path, call: Call):
    """A source that is not configured is named with those that are."""
    said = call("collect", "--source", "exprot")

    assert 2 == said.code
    assert "no source `exprot`" in said.err
    assert "`export`" in said.err


def test_days_limit_what_is_collected(workspace: Path, call: Call):
    """--since and --until take whole days, the last one included."""
    said = call("collect", "--since", "2013-06-10", "--until", "2013-06-11")

    assert "export: complete, 4 posts\n" == said.out


def test_a_day_that_is_none(workspace: Path, call: Call):
    """A day that cannot be read names its option, what was found and what is allowed."""
    said = call("collect", "--since", "june")

    assert 2 == said.code
    assert "`--since`: found `june`; a day is written like 2013-06-11." == said.err.strip()


def test_of_a_post_twice_in_a_file_the_later_row_counts(workspace: Path, call: Call):
    """One id with two texts is one post, and every model reads the same of the two rows."""
    rows = [f"7,2013-06-0{day}T10:00:00Z,ann,acme {day},,{day}\n" for day in (3, 9, 1, 4)]
    (workspace / "posts.csv").write_text(posts_csv(0) + "".join(rows))
    call("collect")
    call("understand")

    query = "select day(posts.day) as day, text, engagement from posts join texts using (post_id)"

    assert [{"day": 4, "text": "acme 4", "engagement": 4}] == call("sql", query, "--json").document


def test_understand_works_on_what_is_new(workspace: Path, call: Call):
    """Posts are understood once; a changed query reads all of them again."""
    call("collect")

    first = call("understand", "--json")
    second = call("understand", "--json")
    config = workspace / "listening.toml"
    config.write_text(CONFIGURATION.replace('query = "acme"', 'query = "acme OR roadrunner"'))
    third = call("understand", "--json")

    counts = [one.document["post_count"] for one in (first, second, third)]
    assert [60, 0, 60] == counts


def test_shared_options_stand_anywhere(workspace: Path, call: Call):
    """--config and --json are taken before the command and after it."""
    (workspace / "listening.toml").rename(workspace / "mine.toml")

    before = call("--config", "mine.toml", "--json", "collect")
    after = call("collect", "--json", "--config=mine.toml")

    assert (0, 0) == (before.code, after.code)
    assert [60, 0] == [one.document["sources"][0]["post_count"] for one in (before, after)]


@pytest.mark.slow
def test_a_feed_that_is_down_is_a_gap(workspace: Path, call: Call):
    """A server that does not answer is asked again, then told; the others go on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    feed = f"""
[[sources]]
id = "press"
kind = "feed"
url = "http://127.0.0.1:{port}/feed.xml?key=secret"
platform = "press.example"
channel = "news"
allow_private = true
"""
    with (workspace / "listening.toml").open("a") as file:
        file.write(feed)

    said = call("run", "monthly", "--json")

    assert 3 == said.code
    assert ["complete", "failed"] == [one["status"] for one in said.document["sources"]]
    (gap,) = said.document["gaps"]
    assert "`press` failed" in gap
    assert "cannot be reached" in gap
    assert "secret" not in said.out + said.err
    manifest = Path(said.document["files"]["manifest"]).read_text()
    assert "secret" not in manifest
