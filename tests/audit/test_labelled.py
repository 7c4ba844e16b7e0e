"""Files of labelled texts as people have them."""

import polars as pl
import pytest

from flows.audit.labelled import read_labelled
from flows.errors import ConfigError


def test_labels_are_read_as_people_write_them(tmp_path):
    """Short or long, in capitals or with spaces, a label is its class."""
    path = tmp_path / "labels.csv"
    path.write_text("id,text,label\n1,good,pos\n2,bad,Negative\n3,so so, NEU \n")

    rows, left_out = read_labelled(path)

    assert ["positive", "negative", "neutral"] == rows["label"].to_list()
    assert 0 == left_out


@pytest.mark.parametrize("suffix", ["csv", "parquet", "txt"])
def test_a_file_is_what_it_holds(tmp_path, suffix):
    """Parquet is told by its first bytes; CSV may come with a mark, semicolons and line breaks."""
    path = tmp_path / f"labels.{suffix}"
    if suffix == "parquet":
        pl.DataFrame({"text": ["a;\nb"], "label": ["pos"], "n": [1]}).write_parquet(path)
    else:
        path.write_text('\ufefftext;label;n\n"a;\nb";pos;1\n', encoding="utf-8")

    assert [("a;\nb", "positive")] == read_labelled(path)[0].select("text", "label").rows()


def test_other_columns_do_not_matter(tmp_path):
    """Whatever else a Parquet file holds, lists, bytes or categories, the labels are read."""
    path = tmp_path / "labels.parquet"
    pl.DataFrame(
        {
            "text": ["a"],
            "label": pl.Series(["pos"], dtype=pl.Categorical),
            "language": [None],
            "tags": [["x", "y"]],
            "raw": [b"\xff"],
            "meta": [{"a": 1}],
            "score": [float("nan")],
        }
    ).write_parquet(path)

    assert [("a", "positive", "und")] == read_labelled(path)[0].rows()


def test_a_language_is_taken_as_stated_else_identified(tmp_path):
    """A code counts by its first part; an empty one is found out."""
    path = tmp_path / "labels.csv"
    path.write_text(
        "text,label,language\nx,pos,de-AT\nx,pos,TR\nDas geht gar nicht so einfach,neg,\n1,neu,\n"
    )

    assert ["de", "tr", "de", "und"] == read_labelled(path)[0]["language"].to_list()


def test_rows_without_a_text_or_a_label(tmp_path):
    """An empty text is a text; what has no label yet is left out and counted."""
    path = tmp_path / "labels.parquet"
    pl.DataFrame({"text": [None, "", "a", "b"], "label": ["neg", "pos", None, " "]}).write_parquet(
        path
    )

    rows, left_out = read_labelled(path)

    assert [("", "negative"), ("", "positive")] == rows.select("text", "label").rows()
    assert 2 == left_out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("text,label\na,pos\nb,mixed\n", "row 3: `mixed`"),
        ("text,label\na,1\n", "row 2: `1`"),
        ("text,sentiment\na,pos\n", "no column `label`. There are: `text`, `sentiment`"),
        ("text,label\na,\n", "no labelled row"),
        ("", "no CSV, Parquet or XLSX"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, content, said):
    """A fault names its row and value, or the columns that there are."""
    path = tmp_path / "labels.csv"
    path.write_text(content)

    with pytest.raises(ConfigError, match=said):
        read_labelled(path)


def test_a_file_that_is_not_there(tmp_path):
    """The path is named."""
    with pytest.raises(ConfigError, match=r"none\.csv` cannot be read: No such file"):
        read_labelled(tmp_path / "none.csv")
