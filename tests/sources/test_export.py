"""Exports of suites and archives of platforms: whose they are, and what they hold."""

import csv
import io
import json
from datetime import UTC, datetime

import polars as pl
import pytest
import xlsxwriter

from flows.errors import SchemaDrift

BRANDWATCH = {
    "Query Id": "1",
    "Query Name": "Acme",
    "Date": "2026-03-02 09:15:00.0",
    "Url": "https://twitter.com/ann/status/1900000000000000001",
    "Page Type": "twitter",
    "Full Text": "My Acme kettle is loud.",
    "Sentiment": "negative",
    "Twitter Likes": "4",
    "Facebook Likes": "0",
}
TALKWALKER = {
    "url": "https://www.reddit.com/r/kettles/comments/1abcde/x/lx2yz/",
    "published": "1772442900000",
    "content": "Globex broke after a week.",
    "source_type": "SOCIALMEDIA,SOCIALMEDIA_REDDIT",
    "sentiment": "-5",
    "lang": "en",
    "extra_author_attributes.name": "fay",
}
MELTWATER = {
    "Date": "02-Mar-2026 09:15AM",
    "Headline": "Acme opens a factory",
    "URL": "https://news.example/acme",
    "Opening Text": "Acme said on Monday that it ...",
    "Hit Sentence": "... kettles of Acme are loved in Łódź ...",
    "Source": "Example News",
    "Language": "English",
    "Sentiment": "Positive",
    "Source Type": "Online News",
}
SPRINKLR = {
    "SocialNetwork": "INSTAGRAM",
    "SenderScreenName": "gil",
    "Sender Followers Count": "1,204",
    "Message": "Tea time with @acme",
    "CreatedTime": "2026-03-02 09:15:00",
    "Permalink": "https://www.instagram.com/p/DAbc_12/",
    "Sentiment": "POSITIVE",
}
SPROUT = {
    "Date": "03/02/2026 09:15 am",
    "Post ID": "17890000000000001",
    "Network": "LinkedIn",
    "Sent by": "Jo",
    "Link": "https://www.linkedin.com/feed/update/urn:li:activity:7300000000000000001",
    "Post": "We at Acme listen.",
    "Reactions": "12",
}
HOOTSUITE = {
    "Date (GMT)": "2026-03-02 09:15:00",
    "Post ID": "7",
    "Post Message": "Acme in spring",
    "Post Permalink": "https://www.facebook.com/acme/posts/1234567890",
    "Social Network": "Facebook",
}
REDDIT = {
    "id": "lx2yz",
    "permalink": "/r/kettles/comments/1abcde/x/lx2yz/",
    "date": "2026-03-02 09:15:00 UTC",
    "ip": "",
    "subreddit": "kettles",
    "gildings": "0",
    "link": "https://www.reddit.com/r/kettles/comments/1abcde/x/",
    "parent": "",
    "body": "Same here.",
    "media": "",
}
SUITES = {
    "brandwatch": (BRANDWATCH, ("x", "1900000000000000001", "negative")),
    "talkwalker": (TALKWALKER, ("reddit", "t1_lx2yz", "negative")),
    "meltwater": (MELTWATER, ("news.example", "https://news.example/acme", "positive")),
    "sprinklr": (SPRINKLR, ("instagram", "DAbc_12", "positive")),
    "sprout": (SPROUT, ("linkedin", "7300000000000000001", None)),
    "hootsuite": (HOOTSUITE, ("facebook", "1234567890", None)),
    "reddit": (REDDIT, ("reddit", "t1_lx2yz", None)),
}
AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def as_csv(*rows, delimiter=","):
    """Return rows as CSV."""
    written = io.StringIO()
    writer = csv.DictWriter(written, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def as_xlsx(row):
    """Return a row on the second sheet of a workbook, below six lines that are no table."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.add_worksheet("About").write(0, 0, "Exported on Monday")
        sheet = book.add_worksheet("Mentions")
        for line in range(4):
            sheet.write_row(line, 0, [f"About {line}:", "something"])
        sheet.write_row(6, 0, [*row])
        sheet.write_row(7, 0, [*row.values()])
    return written.getvalue()


@pytest.fixture
def export(collect, write):
    """Write a file and collect it as an export."""

    def run(content, name="export.csv", **settings):
        return collect(kind="export", path=write(content, name), **settings)

    return run


def named(heard):
    """Return the platform, the id and the vendor's judgement of each post."""
    return [(post.platform, post.post_id, post.sentiment_stated) for post in heard.posts]


@pytest.mark.parametrize("suite", SUITES)
def test_suites_are_recognised(export, suite):
    """An export is read without being told whose it is, as it is when that is said."""
    row, expected = SUITES[suite]
    heard = export(as_csv(row))
    assert [expected] == named(heard)
    assert [AT] == [post.posted_at for post in heard.posts]
    assert heard.posts == export(as_csv(row), suite=suite).posts


@pytest.mark.parametrize("suite", SUITES)
def test_workbooks(export, suite):
    """A workbook with lines above its table, on whichever sheet, holds the same posts."""
    row, _ = SUITES[suite]
    assert export(as_csv(row)).posts == export(as_xlsx(row), "export.xlsx").posts


def test_utf_16_with_tabs(export):
    """What Meltwater calls CSV is UTF-16 with tabs."""
    row, expected = SUITES["meltwater"]
    heard = export(as_csv(row, delimiter="\t").encode("utf-16"))
    assert [expected] == named(heard)
    (post,) = heard.posts
    assert "Łódź" in post.text
    assert post.is_cut
    assert "en" == post.language_stated


def test_counts_of_other_platforms_are_no_counts(export):
    """Zeros that stand for platforms without such a count are not taken for counts."""
    row = {**BRANDWATCH, "Url": "https://news.example/1", "Page Type": "news"}
    assert [None] == [post.likes for post in export(as_csv(row)).posts]
    assert [4] == [post.likes for post in export(as_csv(BRANDWATCH)).posts]


@pytest.mark.parametrize("text", ["", "https://t.co/Ab1 1900000000000000001"])
def test_stripped_texts_are_told(export, text):
    """Posts of X that hold only ids and links are put aside, counted, and what to do is said."""
    rows = [{**BRANDWATCH, "Full Text": text}, BRANDWATCH]
    heard = export(as_csv(*rows))
    assert 1 == len(heard.posts)
    assert ["the suite took out what was said"] == [
        one.reason.partition(": ")[2] for one in heard.rejects
    ]
    assert any(
        "1 row of `export.csv` holds" in note and "`x`" in note for note in heard.source.notes
    )


def test_reposts_are_counted_and_left_out(export):
    """A row that only repeats another post is none, and is told of."""
    rows = [{**BRANDWATCH, "Full Text": "RT @ann: My Acme kettle is loud."}, BRANDWATCH]
    heard = export(as_csv(*rows))
    assert (1, 0) == (len(heard.posts), len(heard.rejects))
    assert any("1 row of `export.csv` only repeat" in note for note in heard.source.notes)


def test_unknown_columns_are_refused(export):
    """A file that no recipe knows is refused with its columns and the recipe it is nearest to."""
    row = {"Date": "2026-03-02", "Url": "https://x.example", "Query Id": "1", "Wort": "Hallo"}
    with pytest.raises(SchemaDrift) as refused:
        export(as_csv(row))
    said = str(refused.value)
    assert "Its columns are: Date, Url, Query Id, Wort." in said
    assert "nearest to Brandwatch, but has no `Page Type` or `Content Source`" in said


def test_a_date_that_could_be_two_days_is_asked_about(export):
    """A date with the day or the month first is not guessed; `date_format` says which it is."""
    row = {**TALKWALKER, "published": "03/04/2026 09:15"}
    assert ["`posted_at` is `03/04/2026 09:15`, which is not a date that is known here"] == [
        one.reason.partition(";")[0] for one in export(as_csv(row)).rejects
    ]
    (post,) = export(as_csv(row), date_format="%d/%m/%Y %H:%M", timezone="Europe/Berlin").posts
    assert datetime(2026, 4, 3, 7, 15, tzinfo=UTC) == post.posted_at


def misread(text):
    """Return a text as Meta's archives have it."""
    return text.encode().decode("latin-1")


ARCHIVES = {
    "x": (
        "tweets.js",
        [
            {
                "tweet": {
                    "id_str": "1900000000000000009",
                    "full_text": "We fixed it.",
                    "lang": "en",
                    "created_at": "Mon Mar 02 09:15:00 +0000 2026",
                    "favorite_count": "3",
                    "retweet_count": "1",
                    "in_reply_to_status_id_str": "1900000000000000001",
                }
            }
        ],
        ("x", "We fixed it.", "reply", 3),
    ),
    "facebook": (
        "profile_posts_1.json",
        [
            {
                "timestamp": 1772442900,
                "data": [{"update_timestamp": 1}, {"post": misread("Café Acme 😂")}],
            }
        ],
        ("facebook", "Café Acme 😂", "post", None),
    ),
    "facebook comments": (
        "comments.json",
        {
            "comments_v2": [
                {
                    "timestamp": 1772442900,
                    "title": "Acme",
                    "data": [
                        {
                            "comment": {
                                "timestamp": 1772442900,
                                "comment": "Merci !",
                                "author": "Acme",
                            }
                        }
                    ],
                }
            ]
        },
        ("facebook", "Merci !", "comment", None),
    ),
    "instagram": (
        "posts_1.json",
        [{"media": [{"uri": "a.jpg", "creation_timestamp": 1772442900, "title": "Tea at Acme"}]}],
        ("instagram", "Tea at Acme", "post", None),
    ),
    "instagram comments": (
        "post_comments_1.json",
        [
            {
                "string_map_data": {
                    "Comment": {"value": misread("Dzięki")},
                    "Media Owner": {"value": "ann"},
                    "Time": {"timestamp": 1772442900},
                }
            }
        ],
        ("instagram", "Dzięki", "comment", None),
    ),
}


@pytest.mark.parametrize("archive", ARCHIVES)
def test_archives(export, archive):
    """An archive of a platform holds an account's own posts, its misread letters mended."""
    name, records, expected = ARCHIVES[archive]
    before = "window.YTD.tweets.part0 = " if name.endswith(".js") else ""
    heard = export(before + json.dumps(records), name)
    assert [expected] == [(one.platform, one.text, one.kind, one.likes) for one in heard.posts]
    assert [(AT, True)] == [(one.posted_at, one.is_owned) for one in heard.posts]
    again = export(before + json.dumps(records), name)
    assert [one.post_id for one in heard.posts] == [one.post_id for one in again.posts]


def test_nothing_is_lost(export):
    """Each row of a long export becomes a post, is put aside, or is counted as a repost."""
    rows = [
        {
            **BRANDWATCH,
            "Url": f"https://x.com/a/status/{1900000000000000000 + n}",
            "Full Text": "" if n % 7 == 0 else f"RT @b: {n}" if n % 5 == 0 else f"Acme {n}",
            "Date": "soon" if n % 11 == 0 else BRANDWATCH["Date"],
        }
        for n in range(400)
    ]
    heard = export(as_csv(*rows))
    told = next(note for note in heard.source.notes if "only repeat" in note)
    reposts = int(told.split()[0])
    assert 400 == len(heard.posts) + len(heard.rejects) + reposts
    assert len(heard.posts) == len({post.post_id for post in heard.posts})


def test_ids_in_a_workbook_keep_their_digits(export):
    """A long id that a workbook holds as a number is taken from the address, which is text."""
    frame = pl.DataFrame([{**BRANDWATCH, "Resource Id": 1.9e18}])
    written = io.BytesIO()
    frame.write_excel(written)
    assert ["1900000000000000001"] == [
        post.post_id for post in export(written.getvalue(), "export.xlsx").posts
    ]
