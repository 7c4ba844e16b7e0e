"""Files of posts: which are read, when they are read again, and their settings."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from flows.errors import SourceRefused
from flows.sources import SourceSettings
from flows.window import Window
from tests.sources.samples import HEADER, as_csv


def test_no_file(collect, tmp_path):
    """A file that is not there is named, with the folder that was searched."""
    with pytest.raises(SourceRefused, match=r"`posts.csv` is not there .looked in"):
        collect(kind="files", path="posts.csv")
    with pytest.raises(SourceRefused, match=r"`\*.csv` is not there"):
        collect(kind="files", path="*.csv")


def test_folder(collect, tmp_path):
    """A folder is no file."""
    (tmp_path / "exports").mkdir()
    with pytest.raises(SourceRefused, match="`exports` is a folder"):
        collect(kind="files", path="exports")


def test_glob(collect, write, tmp_path):
    """A pattern reads its files in the order of their names, and places name the file."""
    (tmp_path / "exports" / "deep").mkdir(parents=True)
    for name, number in (("exports/b.csv", 2), ("exports/a.csv", 1), ("exports/deep/c.csv", 3)):
        write(f"{HEADER}{number},2026-03-01,x\n,,\n", name)
    heard = collect(kind="files", path="exports/**/*.csv")
    assert ["1", "2", "3"] == [post.post_id for post in heard.posts]
    places = ["exports/a.csv:3", "exports/b.csv:3", "exports/deep/c.csv:3"]
    assert places == [one.place for one in heard.rejects]


def test_name_that_looks_like_a_pattern(read):
    """A file whose name holds brackets is found."""
    assert 2 == len(read(as_csv(), "posts [1].csv").posts)


def test_absolute_path(collect, write, tmp_path):
    """A path may be absolute."""
    write(as_csv())
    assert 2 == len(collect(kind="files", path=str(tmp_path / "*.csv")).posts)


def test_unchanged_file_is_not_read_again(collect, write):
    """A second collection reads the files that are new or changed, and those alone."""
    write(as_csv(), "a.csv")
    write(as_csv(), "b.csv")
    cursor = collect(kind="files", path="*.csv").source.cursor
    write(f"{HEADER}3,2026-03-03,new\n", "b.csv")
    write(f"{HEADER}4,2026-03-03,new\n", "c.csv")
    heard = collect(cursor, kind="files", path="*.csv")
    assert ["3", "4"] == [post.post_id for post in heard.posts]
    assert ["unchanged: `a.csv`"] == heard.source.notes
    assert {"a.csv", "b.csv", "c.csv"} == heard.source.cursor.keys()


def test_changed_settings_read_again(collect, write):
    """A file is read again when the settings say something else about it."""
    write(as_csv())
    cursor = collect(kind="files", path="posts.csv").source.cursor
    assert 0 == len(
        collect(cursor, kind="files", path="posts.csv", gaps=["2026-03-01"], remark="new").posts
    )
    assert 2 == len(collect(cursor, kind="files", path="posts.csv", timezone="Asia/Seoul").posts)


def test_window(collect, write):
    """A window brings its own posts, read before or not, and leaves the cursor as it was."""
    write(as_csv())
    cursor = collect(kind="files", path="posts.csv").source.cursor
    window = Window(date(2026, 3, 2), date(2026, 3, 3), "UTC")
    heard = collect(cursor, window, kind="files", path="posts.csv")
    assert (["2"], cursor) == ([post.post_id for post in heard.posts], heard.source.cursor)
    assert {} == collect({}, window, kind="files", path="posts.csv").source.cursor


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"colums": {}}, "Extra inputs are not permitted"),
        ({"columns": {"txt": "a"}}, "a post has no field `txt`; did you mean `text`?"),
        ({"columns": {"source": "a"}}, "a post has no field `source`"),
        ({"columns": {"text": "a"}}, "`columns` has no `post_id`; every post needs it"),
        ({"columns": {"post_id": "a", "posted_at": "b"}}, "no `title`, `text` or `rating`"),
        ({"constants": {"colour": "red"}}, "a post has no field `colour`"),
        ({"constants": {"post_id": "1"}}, "`post_id` differs from post to post"),
        ({"constants": {"channel": "tv"}}, "`channel` is `tv`: input should be 'social'"),
        ({"constants": {"likes": "many"}}, "`likes` is `many`, which is not a whole number"),
        ({"encoding": "klingon"}, "no such encoding"),
        ({"encoding": "zlib"}, "no such encoding"),
        ({"timezone": "Europe/Berln"}, "no such IANA time zone; try `Europe/Berlin`"),
        ({"rating_max": 1}, "`rating_max` .`1`. must be above `rating_min`"),
        ({"delimiter": "::"}, "at most 1 character"),
        ({"path": ""}, "at least 1 character"),
        ({"id": "Not A Slug"}, "pattern"),
        ({"platform": " "}, "is blank"),
        ({"channel": "tv"}, "'social', 'blog', 'news', 'review' or 'forum'"),
        ({"gaps": [{"from": "2026-03-02", "to": "2026-03-01"}]}, "before it begins"),
        ({"expect": {"min_posts": 5, "max_posts": 2}}, "`max_posts` .`2`. is under"),
    ],
)
def test_wrong_settings(given, why):
    """A wrong setting is named, with what would be right."""
    base = {"id": "a", "platform": "x", "channel": "forum", "kind": "files", "path": "posts.csv"}
    with pytest.raises(ValidationError, match=why):
        TypeAdapter(SourceSettings).validate_python({**base, **given})


def test_gaps():
    """Known outages are days, or spans of days with both ends."""
    settings = TypeAdapter(SourceSettings).validate_python(
        {
            "id": "a",
            "platform": "x",
            "channel": "forum",
            "kind": "files",
            "path": "posts.csv",
            "gaps": ["2026-03-10", {"from": "2026-03-12", "to": "2026-03-14"}],
        }
    )
    days = {date(2026, 3, day) for day in (10, 12, 13, 14)}
    assert days == settings.known_gaps()
