"""Files of posts: dates, stars, ids, markup."""

import io
import json
from datetime import date, datetime

import polars as pl
import pytest

from tests.sources.samples import (
    HEADER,
    ONE,
    TWO,
    as_csv,
    as_jsonl,
    as_parquet,
    as_xlsx,
    utc,
)


@pytest.mark.parametrize(
    ("written", "instant", "precision"),
    [
        ("2026-03-01T10:00:00Z", utc("2026-03-01T10:00"), "exact"),
        ("2026-03-01T10:00:00.5+02:00", utc("2026-03-01T08:00:00.500000"), "exact"),
        ("2026-03-01 10:00", utc("2026-03-01T09:00"), "exact"),
        ("2026-07-01 10:00", utc("2026-07-01T08:00"), "exact"),
        (" 2026-03-01 ", utc("2026-03-01T11:00"), "day"),
        ("20260301", utc("2026-03-01T11:00"), "day"),
        ("1772359200", utc("2026-03-01T10:00"), "exact"),
        ("1772359200.25", utc("2026-03-01T10:00:00.250000"), "exact"),
        ("1772359200000", utc("2026-03-01T10:00"), "exact"),
    ],
)
def test_dates(read, written, instant, precision):
    """Dates are ISO 8601 or epoch seconds; the settings give the zone; a day is its noon."""
    (post,) = read(f"{HEADER}1,{written},x\n", timezone="Europe/Berlin").posts
    assert (instant, precision) == (post.posted_at, post.posted_precision)


@pytest.mark.parametrize(
    ("format_", "written", "instant", "precision"),
    [
        ("%d.%m.%Y", "01.03.2026", utc("2026-03-01T12:00"), "day"),
        ("%m/%d/%Y %I:%M %p", "3/1/2026 1:30 PM", utc("2026-03-01T13:30"), "exact"),
        (
            "%a, %d %b %Y %H:%M:%S %z",
            "Sun, 01 Mar 2026 10:00:00 -0500",
            utc("2026-03-01T15:00"),
            "exact",
        ),
    ],
)
def test_date_format(read, format_, written, instant, precision):
    """Other dates are read as the settings say they are written."""
    (post,) = read(f'{HEADER}1,"{written}",x\n', date_format=format_).posts
    assert (instant, precision) == (post.posted_at, post.posted_precision)


@pytest.mark.parametrize("write_frame", ["parquet", "xlsx"])
@pytest.mark.parametrize(
    ("value", "instant", "precision"),
    [
        (datetime.fromisoformat("2026-03-01T10:00"), utc("2026-03-01T15:00"), "exact"),
        (date(2026, 3, 1), utc("2026-03-01T17:00"), "day"),
        (1_772_359_200, utc("2026-03-01T10:00"), "exact"),
        (1_772_359_200.5, utc("2026-03-01T10:00:00.500000"), "exact"),
    ],
)
def test_typed_dates(read, write_frame, value, instant, precision):
    """Tables know dates of their own, which have no zone either."""
    frame, written = pl.DataFrame([{**ONE, "posted_at": value}]), io.BytesIO()
    frame.write_parquet(written) if write_frame == "parquet" else frame.write_excel(written)
    (post,) = read(written.getvalue(), f"posts.{write_frame}", timezone="America/New_York").posts
    assert (instant, precision) == (post.posted_at, post.posted_precision)


def test_stars(read):
    """Stars become 0 to 1, and are kept as they were."""
    heard = read(
        "post_id,posted_at,rating\n1,2026-03-01,1\n2,2026-03-01,5\n3,2026-03-01,3.5\n4,2026-03-01,6\n",
        channel="review",
        rating_max=5,
    )
    assert [(0.0, "1"), (1.0, "5"), (0.625, "3.5")] == [
        (p.rating, p.rating_raw) for p in heard.posts
    ]
    assert {"review"} == {post.kind for post in heard.posts}
    assert ["`rating` is `6`, which is not between 1 and 5"] == [
        one.reason for one in heard.rejects
    ]


@pytest.mark.parametrize(
    ("channel", "parent", "kind"),
    [
        ("social", "", "post"),
        ("forum", "7", "reply"),
        ("review", "", "review"),
        ("news", "", "article"),
        ("blog", "", "article"),
        ("blog", "7", "reply"),
    ],
)
def test_kind(read, channel, parent, kind):
    """What a file does not say of a post's kind follows from its channel and its parent."""
    content = f"post_id,posted_at,text,parent_id\n1,2026-03-01,x,{parent}\n"
    (post,) = read(content, channel=channel).posts
    assert (kind, parent or None) == (post.kind, post.parent_id)


def test_stated_kind(read):
    """A kind that the file states is taken."""
    (post,) = read("post_id,posted_at,text,parent_id,kind\n1,2026-03-01,x,7,comment\n").posts
    assert "comment" == post.kind


def test_ids_of_tables(read):
    """Numbers serve as ids, unless they were kept in a way that loses digits."""
    written = io.BytesIO()
    pl.DataFrame(
        {
            "post_id": [17, 18, 19],
            "posted_at": [date(2026, 3, 1)] * 3,
            "text": ["a", "b", "c"],
            "parent_id": [float("nan"), 16.0, 1.2e18],
        }
    ).write_parquet(written)
    heard = read(written.getvalue(), "posts.parquet")
    assert [("17", None), ("18", "16")] == [(post.post_id, post.parent_id) for post in heard.posts]
    assert ["lost digits" in one.reason for one in heard.rejects] == [True]


def test_html(read):
    """Markup is literal text unless the settings say otherwise."""
    content = f"{HEADER}1,2026-03-01,<p>a &amp; b</p><script>x</script>\n"
    assert "<p>a &amp; b</p><script>x</script>" == read(content).posts[0].text
    assert "a & b" == read(content, html=True).posts[0].text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("posts.csv", as_csv()),
        ("posts.jsonl", as_jsonl()),
        ("posts.json", json.dumps([ONE, TWO]).encode()),
        ("posts.parquet", as_parquet()),
        ("posts.xlsx", as_xlsx()),
    ],
)
def test_keep_raw(read, name, content):
    """The record as received is kept on request, with the columns nobody asked for."""
    columns = {"post_id": "post_id", "posted_at": "posted_at", "title": "text"}
    heard = read(content, name, columns=columns, keep_raw=True)
    assert [ONE, TWO] == [json.loads(post.raw) for post in heard.posts]
    assert [None, None] == [post.raw for post in read(content, name).posts]


@pytest.mark.parametrize(
    ("written", "sentiment"),
    [
        ("Positive", "positive"),
        ("NEGATIVE", "negative"),
        ("neutral", "neutral"),
        ("mixed", "mixed"),
        ("-0.4", "negative"),
        ("5", "positive"),
        ("0", "neutral"),
        ("Not Rated", None),
    ],
)
def test_sentiment_of_another_tool(read, written, sentiment):
    """What another tool judged is kept as one of four words; who did not judge said nothing."""
    heard = read(
        f"post_id,posted_at,text,sentiment_stated\n1,2026-03-01T10:00:00Z,good,{written}\n"
    )
    assert [sentiment] == [post.sentiment_stated for post in heard.posts]


def test_no_sentiment(read):
    """A word that is no sentiment puts its record aside."""
    heard = read("post_id,posted_at,text,sentiment_stated\n1,2026-03-01T10:00:00Z,good,blue\n")
    assert ["`sentiment_stated` is `blue`, which is no sentiment"] == [
        one.reason.partition(":")[0] for one in heard.rejects
    ]
