"""Files of posts: formats and columns."""

import gzip
import json

import pytest
import zstandard

from flows.errors import SchemaDrift, SourceRefused
from flows.post import Post
from flows.sources import Rejected
from tests.sources.samples import (
    FIRST,
    HEADER,
    ONE,
    TWO,
    as_csv,
    as_jsonl,
    as_parquet,
    as_xlsx,
    utc,
)


def packed(content: bytes) -> bytes:
    """Pack without the time of day, which would make another test of it in each second."""
    return gzip.compress(content, mtime=0)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("posts.csv", as_csv()),
        ("posts.CSV", as_csv()),
        ("posts.csv", as_csv(";")),
        ("posts.tsv", as_csv("\t")),
        ("posts.csv", b"\xef\xbb\xbf" + as_csv()),
        ("posts.csv", b"\n\n" + as_csv()),
        ("posts.CSV.GZ", packed(as_csv())),
        ("posts.csv.gz", packed(as_csv())),
        ("my.posts.csv.zst", zstandard.compress(as_csv())),
        ("posts.jsonl", as_jsonl()),
        ("posts.ndjson", as_jsonl()),
        ("posts.jsonl.gz", packed(as_jsonl()[:50]) + packed(as_jsonl()[50:])),
        (
            "posts.jsonl.zst",
            zstandard.compress(as_jsonl()[:50]) + zstandard.compress(as_jsonl()[50:]),
        ),
        ("posts.json", json.dumps([ONE, TWO]).encode()),
        ("posts.json.gz", packed(json.dumps([ONE, TWO]).encode())),
        ("posts.parquet", as_parquet()),
        ("posts.xlsx", as_xlsx()),
    ],
)
def test_formats(read, name, content):
    """Every format gives the same posts."""
    heard = read(content, name)
    assert [] == heard.rejects
    assert [("1", "good"), ("2", "bad, very")] == [
        (post.post_id, post.text) for post in heard.posts
    ]
    assert utc("2026-03-01T10:00") == heard.posts[0].posted_at
    assert {("acme", "example", "forum", "post")} == {
        (post.source, post.platform, post.channel, post.kind) for post in heard.posts
    }


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("posts.doc", b"", "is of no kind that can be read"),
        ("posts", b"", "is of no kind that can be read"),
        (".csv", b"x", "is of no kind that can be read"),
        ("posts.parquet.gz", b"", "is of no kind that can be read"),
        ("posts.parquet", b"PAR1 no", "cannot be read as Parquet"),
        ("posts.parquet", as_parquet()[:-20], "cannot be read as Parquet"),
        ("posts.xlsx", b"no", "cannot be read as a workbook"),
        ("posts.json", b'{"a": 1}', "is not an array"),
        ("posts.json", as_jsonl(), "name it `.jsonl`"),
        ("posts.json", b"[{", "is not JSON"),
        ("posts.json", b"[" * 100_000, "cannot be read"),
        ("posts.json", b'["\xff"]', "invalid start byte"),
        ("posts.csv.gz", b"no", "has no header line"),
        ("posts.csv.zst", b"no", "has no header line"),
        ("posts.csv", as_csv().decode().encode("utf-16"), 'set `encoding = "utf-16"`'),
        ("posts.jsonl", as_jsonl().decode().encode("utf-16"), 'set `encoding = "utf-16"`'),
        ("posts.csv", "pöst_id\n".encode("cp1252"), "byte 2 of line 1 is 0xf6, which is not utf-8"),
    ],
)
def test_not_that_format(read, name, content, why):
    """A file that is not what its name says is refused by name, in plain words."""
    with pytest.raises(SourceRefused, match=f"`{name}` {why}|{why}") as caught:
        read(content, name)
    assert str(caught.value).startswith(f"Source `acme`: `{name}` ")


def test_other_encoding(read):
    """A stated encoding is obeyed, also one of two bytes a character."""
    for encoding in ("cp1252", "utf-16", "utf-16-le"):
        heard = read(f"{HEADER}1,2026-03-01,schön\n".encode(encoding), encoding=encoding)
        assert ["schön"] == [post.text for post in heard.posts]


@pytest.mark.parametrize("name", ["empty.csv", "empty.jsonl", "empty.json", "empty.csv.gz"])
def test_empty(read, name):
    """An empty file is noted, and no failure."""
    heard = read(gzip.compress(b"") if name.endswith(".gz") else b"", name)
    assert ([], []) == (heard.posts, heard.rejects)
    assert heard.source.notes in ([f"`{name}` is empty"], [f"`{name}` has no records"])


def test_header_only(read):
    """A file with a header and nothing below is noted."""
    assert ["`posts.csv` has no records"] == read(HEADER).source.notes


def test_columns(read):
    """A post's fields come from the columns that the settings name, and from no others."""
    heard = read(
        "id,when,body,likes\n7,2026-03-01,hello,99\n",
        columns={"post_id": "id", "posted_at": "when", "text": "body"},
    )
    assert [("7", "hello", None)] == [(post.post_id, post.text, post.likes) for post in heard.posts]


def test_nested_columns(read):
    """In JSON a column may lie inside another."""
    record = {
        "id": 7,
        "at": 1_772_359_200,
        "user": {"name": "ann", "stats": {"fans": 3}},
        "body": "x",
    }
    heard = read(
        json.dumps(record),
        "posts.jsonl",
        columns={
            "post_id": "id",
            "posted_at": "at",
            "text": "body",
            "author_name": "user.name",
            "followers": "user.stats.fans",
            "country": "user.name.first",
        },
    )
    (post,) = heard.posts
    assert ("7", "ann", 3, None) == (post.post_id, post.author_name, post.followers, post.country)


def test_column_in_no_record(read):
    """In JSON each record names its own columns; one that none of them has is noted."""
    columns = {"post_id": "post_id", "posted_at": "posted_at", "text": "text", "likes": "scroe"}
    heard = read(as_jsonl(), "posts.jsonl", columns=columns)
    assert 2 == len(heard.posts)
    assert ["no record of `posts.jsonl` has `scroe`, for `likes`"] == heard.source.notes


def test_constants(read):
    """A constant is the same for every post."""
    heard = read(as_csv(), constants={"product": "Console", "kind": "comment", "version": 4})
    assert {("Console", "comment", "4")} == {(p.product, p.kind, p.version) for p in heard.posts}


@pytest.mark.parametrize("name", ["posts.csv", "posts.parquet", "posts.xlsx"])
def test_missing_column(read, name):
    """A column that is not there is named, with the file and the columns that are."""
    content = {"csv": as_csv, "parquet": as_parquet, "xlsx": as_xlsx}[name.split(".")[1]]()
    wanted = rf"`{name}` has no column `score`.* for `likes`.*post_id, posted_at, text"
    columns = {"post_id": "post_id", "posted_at": "posted_at", "text": "text", "likes": "score"}
    with pytest.raises(SchemaDrift, match=wanted):
        read(content, name, columns=columns)


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("post_id,text", "has no column `posted_at`"),
        ("posted_at,text", "has no column `post_id`"),
        ("post_id,posted_at", "has no column `title`, `text` or `rating`"),
        ("post_id,posted_at,text,text", "has 2 columns called `text`"),
    ],
)
def test_mandatory_columns(read, header, why):
    """Without settings the columns are named like the fields, and three are needed."""
    with pytest.raises(SchemaDrift, match=why):
        read(f"{header}\n1,2,3,4\n")


def test_one_file_does_not_stop_the_others(open_source, write):
    """A broken file among several is raised when the others have been read."""
    for name, content in (("a.csv", as_csv()), ("b.csv", "nothing\n"), ("c.csv", as_csv())):
        write(content, name)
    heard: list[Post | Rejected] = []
    with pytest.raises(SchemaDrift, match=r"`b.csv` has no column"):
        heard.extend(one for one in open_source(kind="files", path="*.csv").fetch(FIRST))
    # list.extend keeps what came before the error.
    assert ["1", "2", "1", "2"] == [one.post_id for one in heard if isinstance(one, Post)]
