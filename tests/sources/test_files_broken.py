"""Files of posts: what is broken in them."""

import csv
import gzip
import json

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import SchemaDrift, SourceRefused
from flows.sources.files import Files, FilesSettings
from tests.sources.samples import (
    FIRST,
    HEADER,
    ONE,
    TWO,
    as_jsonl,
)


def rejected(heard):
    """Return where and why."""
    return [(one.place, one.reason) for one in heard.rejects]


def test_broken_rows(read):
    """Each broken row is put aside with its place and its reason; the others are read."""
    heard = read(
        "post_id,posted_at,text,likes\n"
        "1,2026-03-01,good,1\n"
        "2,2026-03-01,too,many,5\n"
        "3,2026-03-01\n"
        "4,32.13.2020,x,1\n"
        ",2026-03-01,x,1\n"
        "6,,x,1\n"
        "7,2026-03-01,,1\n"
        "8,2026-03-01,x,a lot\n"
        "\n"
        "9,2026-03-01,good,\n"
    )
    assert ["1", "9"] == [post.post_id for post in heard.posts]
    assert [
        ("posts.csv:3", "has 5 fields, the header has 4"),
        ("posts.csv:4", "has 2 fields, the header has 4"),
        (
            "posts.csv:5",
            "`posted_at` is `32.13.2020`, which is not a date (ISO 8601 or epoch seconds)",
        ),
        ("posts.csv:6", "`post_id` is missing"),
        ("posts.csv:7", "`posted_at` is missing"),
        ("posts.csv:8", "a post needs a title, a text or a rating"),
        ("posts.csv:9", "`likes` is `a lot`, which is not a whole number"),
    ] == rejected(heard)
    assert "4,32.13.2020,x,1" == ",".join(json.loads(heard.rejects[2].record).values())
    assert "3,2026-03-01\n" == heard.rejects[1].record


def test_reason_names_the_column(read):
    """A reason names the field and the column it comes from."""
    columns = {"post_id": "id", "posted_at": "when", "text": "text"}
    heard = read("id,when,text\n1,soon,x\n,2026-03-01,x\n", columns=columns)
    assert ["`posted_at` (column `when`) is `soon`", "`post_id` (column `id`) is missing"] == [
        one.reason.partition(",")[0] for one in heard.rejects
    ]


def test_broken_json_lines(read):
    """A line that is no record costs that line."""
    lines = [
        as_jsonl().decode().splitlines()[0],
        "{",
        "[1]",
        "",
        '"x"',
        "[" * 100_000,
        json.dumps(TWO),
    ]
    heard = read("\n".join(lines), "posts.jsonl")
    assert ["1", "2"] == [post.post_id for post in heard.posts]
    assert ["posts.jsonl:2", "posts.jsonl:3", "posts.jsonl:5", "posts.jsonl:6"] == [
        one.place for one in heard.rejects
    ]
    assert "is not JSON: Expecting property name" in heard.rejects[0].reason
    assert "is not a JSON object" == heard.rejects[1].reason


def test_broken_array(read):
    """An item of an array that is no record costs that item."""
    heard = read(json.dumps([ONE, 5, TWO]), "posts.json")
    assert [("posts.json:2", "is not a JSON object")] == rejected(heard)
    assert 2 == len(heard.posts)


def test_wrong_value_types(read):
    """A list where a text should be is no text."""
    heard = read(json.dumps({**ONE, "text": ["a"]}) + "\n" + json.dumps(TWO), "posts.jsonl")
    assert [("posts.jsonl:1", "`text` is `['a']`, which is not text")] == rejected(heard)


@pytest.mark.parametrize("name", ["posts.csv", "posts.jsonl"])
def test_undecodable_bytes(read, name):
    """A line in another encoding is put aside as it can be shown; the others are read."""
    three = {**ONE, "post_id": "3", "text": "schön"}
    lines = [
        ",".join(one.values()) if name == "posts.csv" else json.dumps(one, ensure_ascii=False)
        for one in (ONE, three, {**TWO, "text": "fine"})
    ]
    first = [HEADER.encode()] if name == "posts.csv" else []
    content = b"".join([*first, *[f"{line}\n".encode("cp1252") for line in lines]])
    heard = read(content, name)
    assert ["1", "2"] == [post.post_id for post in heard.posts]
    (one,) = heard.rejects
    assert "is 0xf6, which is not utf-8; if all of the file is so, set `encoding`" in one.reason
    assert "sch\\udcf6n" in one.record
    assert f"{name}:{2 + len(first)}" == one.place


def test_null_bytes(read):
    """A null byte is dropped from a text."""
    assert "ab" == read(f"{HEADER}1,2026-03-01,a\0b\n").posts[0].text


def test_long_text(read):
    """A text of 150,000 characters is cut, and says so."""
    (post,) = read(f"{HEADER}1,2026-03-01,{'x' * 120_000}\n").posts
    assert (True, 20_000) == (post.is_cut, len(post.text))


def test_long_title(read):
    """A title is cut like a text."""
    (post,) = read(f"post_id,posted_at,title\n1,2026-03-01,{'x' * 120_000}\n").posts
    assert (True, 20_000) == (post.is_cut, len(post.title))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2026-03-01,9223372036854775808", "`likes` is `9223372036854775808`"),
        ("2026-03-01,-99999999999999999999", "`likes` is `-99999999999999999999`"),
        ("0001-01-01,1", "no post is of a year before 1990 or after 2199"),
        ("9999-12-31T23:59:59Z,1", "no post is of a year before 1990 or after 2199"),
    ],
)
def test_numbers_and_dates_beyond_belief(read, row, says):
    """A count that no file can hold, or a year that no post is of, is put aside with its row."""
    (one,) = read(f"post_id,text,posted_at,likes\n1,x,{row}\n").rejects
    assert says in one.reason


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
@pytest.mark.parametrize("name", ["posts.csv", "posts.jsonl"])
def test_cut_off(open_source, write, pack, name):
    """A packed file that ends early gives its rows up to the cut, and fails there."""
    numbers = [str(hash((name, n)) % 10**9) for n in range(20_000)]
    if name == "posts.csv":
        content = HEADER + "".join(f"{n},2026-03-01,{n}\n" for n in numbers)
    else:
        content = "".join(json.dumps({**ONE, "post_id": n}) + "\n" for n in numbers)
    packed = pack(content.encode())
    name = f"{name}.{'gz' if pack is gzip.compress else 'zst'}"
    source = open_source(kind="files", path=write(packed[: len(packed) // 2], name))
    heard = []
    with pytest.raises(SourceRefused, match="is damaged or cut off in line"):
        heard.extend(source.fetch(FIRST))
    *posts, broken = heard
    assert 4_000 < len(posts) < 20_000
    assert numbers[: len(posts)] == [post.post_id for post in posts]
    assert "the file is damaged or cut off here" in broken.reason
    assert {} == source.cursor


def test_quotes(read):
    """A quoted cell may hold delimiters, quotes and line breaks."""
    heard = read(f'{HEADER}1,2026-03-01,"a, ""b""\nc"\n2,2026-03-01,d\n')
    assert ['a, "b"\nc', "d"] == [post.text for post in heard.posts]
    assert [] == heard.rejects


def test_open_quote(read):
    """A quote that is never closed costs its own row, not those below."""
    rows = "".join(f"{n},2026-03-01,fine\n" for n in range(3, 5_000))
    heard = read(f'{HEADER}1,2026-03-01,fine\n2,2026-03-01,"open\n{rows}')
    assert 4_998 == len(heard.posts)
    assert [("posts.csv:3", "a quote opened here is not closed within 2,000 lines")] == rejected(
        heard
    )


def test_open_quote_at_the_end(read):
    """A quote that is still open at the end of the file costs its own row."""
    heard = read(f'{HEADER}1,2026-03-01,"open\n2,2026-03-01,fine\n3,2026-03-01,fine')
    assert ["2", "3"] == [post.post_id for post in heard.posts]
    assert [("posts.csv:2", "a quote opened here is never closed")] == rejected(heard)


def test_line_without_end(read):
    """A line of ten million characters is no record, and does not stay in memory."""
    heard = read(f"{HEADER}1,2026-03-01,{'x' * 10_500_000}\n2,2026-03-01,fine\n")
    assert ["2"] == [post.post_id for post in heard.posts]
    assert [("posts.csv:2", "the line is longer than 10,000,000 characters")] == rejected(heard)
    assert 2_000 == len(heard.rejects[0].record)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
SETTINGS = FilesSettings(id="a", platform="x", channel="forum", kind="files", path="posts.csv")


@given(st.lists(st.tuples(CELL, CELL), max_size=20))
def test_every_row_is_heard(tmp_path_factory, rows):
    """Whatever the cells hold, every row comes back as a post or as a reject."""
    folder = tmp_path_factory.mktemp("rows")
    with (folder / "posts.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["post_id", "posted_at", "title", "text"])
        writer.writerows([n, "2026-03-01", title, text] for n, (title, text) in enumerate(rows))
    assert len(rows) == len(list(Files(SETTINGS, folder).fetch(FIRST)))


@given(st.binary(max_size=300))
def test_any_bytes(tmp_path_factory, junk):
    """Bytes of any kind below a header give posts and rejects, never another error."""
    folder = tmp_path_factory.mktemp("junk")
    (folder / "posts.csv").write_bytes(HEADER.encode() + junk)
    assert all(Files(SETTINGS, folder).fetch(FIRST))


def test_every_file_that_fails_is_named(open_source, write):
    """The first failure is raised; the others are noted, so that none has to be found again."""
    write(b"", "a.csv")
    write("foo\n1\n", "b.csv")
    write(b"\x1f\x8b", "c.csv")
    source = open_source(kind="files", path="*.csv")
    with pytest.raises(SchemaDrift, match=r"`b\.csv` has no column .* 1 more failed too\."):
        list(source.fetch(FIRST))
    assert any(note.startswith("failed too: Source `acme`: `c.csv`") for note in source.notes)
