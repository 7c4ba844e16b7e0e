"""`earwitness audit`: people's labels against the engines' answers."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Call

TEXTS = [
    ("I love this wonderful phone", "pos", "en"),
    ("This is terrible, I hate it", "neg", "en"),
    ("It arrived on a Tuesday", "neu", "en"),
    ("Das ist furchtbar, ich hasse es", "neg", "de"),
]


@pytest.fixture
def labelled(tmp_path, monkeypatch):
    """Stand in an empty folder beside a file of labelled texts."""
    pl.DataFrame(TEXTS, schema=["text", "label", "language"], orient="row").write_csv(
        tmp_path / "labels.csv"
    )
    monkeypatch.chdir(tmp_path)
    return "labels.csv"


def test_evaluate_gives_the_figures_of_one_engine(call: Call, labelled):
    """The document of one engine holds these keys and no other, by language too."""
    done = call("audit", "evaluate", labelled, "--engine", "textblob", "--json")

    keys = {"n", "macro_recall", "macro_f1", "accuracy", "recall"}
    assert 0 == done.code
    assert keys | {"by_language"} == set(done.document)
    assert {"de": keys, "en": keys} == {
        language: set(told) for language, told in done.document["by_language"].items()
    }
    assert (4, 0.75) == (done.document["n"], done.document["accuracy"])
    assert {"neg": 0.5, "neu": 1.0, "pos": 1.0} == done.document["recall"]
    assert {"neg": 0.0, "neu": None, "pos": None} == done.document["by_language"]["de"]["recall"]


def test_evaluate_puts_engines_side_by_side(call: Call, labelled):
    """Without a choice every engine has a column, a language a block; intervals stand beside."""
    out = call("audit", "evaluate", labelled).out

    head, *lines = out.splitlines()
    assert head.split()[:3] == ["all,", "n", "4"]
    assert "textblob" in head
    assert any(line.startswith("  accuracy") and "75.0% (" in line for line in lines)
    assert any(line.startswith("de, n 1") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["labels.csv", "--engine", "oracle"], "no engine `oracle`"),
        (["labels.csv", "--engine", "transformer"], "There is no configuration"),
        (["none.csv"], "cannot be read"),
        (["wrong.csv"], "row 2: `meh`"),
    ],
)
def test_evaluate_refuses_plainly(call: Call, labelled, tmp_path, arguments, said):
    """A wrong engine, file or label is a mistake of usage, told with its value."""
    (tmp_path / "wrong.csv").write_text("text,label\na,meh\n")

    done = call("audit", "evaluate", *arguments, "--json")

    assert 2 == done.code
    assert said in json.loads(done.out)["error"]["message"]


def test_the_transformer_takes_its_model_from_the_configuration(call: Call, workspace, labelled):
    """Without a model in the configuration there is nothing to measure."""
    done = call("audit", "evaluate", labelled, "--engine", "transformer")

    assert 2 == done.code
    assert "`[understanding.transformer]`" in done.err


def test_a_sample_goes_out_and_labels_come_back(call: Call, filled):
    """The sheet of a report holds its brand's posts; labels are kept once, and changes are told."""
    drawn = call("audit", "sample", "monthly", "--n", "30", "--json")
    assert (0, 30) == (drawn.code, drawn.document["post_count"])
    book, table = map(Path, drawn.document["files"])
    posts = pl.read_csv(table, infer_schema=False)
    assert all("acme" in text for text in posts["text"])

    _filled_in(posts, "neg").write_csv("back.csv")
    first = call("audit", "import", "back.csv", "--labeller", "ann", "--json").document
    again = call("audit", "import", "back.csv", "--labeller", "ann", "--json").document
    _filled_in(posts, "pos").head(4).write_excel("back.xlsx")
    changed = call("audit", "import", "back.xlsx", "--labeller", "ann", "--json").document
    second = call("audit", "import", "back.xlsx", "--labeller", "bob").out

    counts = ("new_count", "changed_count", "same_count", "unlabelled_count")
    assert [30, 0, 0, 0] == [first[name] for name in counts]
    assert [0, 0, 30, 0] == [again[name] for name in counts]
    assert [0, 4, 0, 0] == [changed[name] for name in counts]
    assert second.startswith("4 new labels")
    unfilled = call("audit", "import", str(book), "--labeller", "ann")
    assert (2, True) == (unfilled.code, "the column `label` is empty" in unfilled.err)


def test_the_same_posts_give_the_same_sample(call: Call, filled):
    """Drawn again into another file it is the same; a sheet that is there is not overwritten."""
    first, second = (
        call("audit", "sample", "monthly", "--n", "30", "--out", f"{name}.xlsx", "--json").document
        for name in ("a", "b")
    )
    assert first["sample"] == second["sample"]
    assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes()
    assert 1 == len(list(Path("data/labels/samples").iterdir()))

    refused = call("audit", "sample", "monthly", "--out", "a.xlsx")
    assert 2 == refused.code
    assert "`a.xlsx` exists already" in refused.err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"label": "meh"}, "row 2: `meh`"),
        ({"labeller": ""}, "no labeller in rows 2, 3, 4 and 27 more"),
        ({"post_id": "1"}, "labelled twice in rows 2, 3, 4"),
        ({"platform": "usenet"}, "no sample of this workspace drew in rows 2"),
        ({"sample": "other-2013-06-1"}, "a sample that this workspace did not draw in rows 2"),
        ({"text": "acme is fine"}, "a text that is not the one drawn"),
    ],
)
def test_import_refuses_with_rows(call: Call, filled, change, said):
    """What cannot be kept is named by its rows, and nothing of the sheet is kept."""
    table = Path(call("audit", "sample", "monthly", "--n", "30", "--json").document["files"][1])
    posts = _filled_in(pl.read_csv(table, infer_schema=False), "neg").with_columns(
        pl.lit("ann").alias("labeller")
    )
    posts.with_columns(**{name: pl.lit(value) for name, value in change.items()}).write_csv("b.csv")

    done = call("audit", "import", "b.csv")

    assert 2 == done.code
    assert said in done.err


def test_columns_sorted_apart_are_refused(call: Call, filled):
    """Labels that slipped to other posts are not kept; whole rows may stand in any order."""
    table = Path(call("audit", "sample", "monthly", "--n", "30", "--json").document["files"][1])
    posts = _filled_in(pl.read_csv(table, infer_schema=False), "neg")
    texts = posts["text"].to_list()
    posts.with_columns(pl.Series("text", [texts[1], texts[0], *texts[2:]])).write_csv("apart.csv")
    posts.sort("post_id", descending=True).write_csv("whole.csv")

    apart, whole = (
        call("audit", "import", f"{name}.csv", "--labeller", "ann") for name in ("apart", "whole")
    )

    assert (2, True) == (apart.code, "in rows 2, 3. Sort whole rows" in apart.err)
    assert whole.out.startswith("30 new labels")


def test_a_sheet_of_a_head_has_nothing_to_import(call: Call, filled):
    """No rows are no import, and are told."""
    table = Path(call("audit", "sample", "monthly", "--n", "30", "--json").document["files"][1])
    pl.read_csv(table, infer_schema=False).head(0).write_csv("head.csv")

    done = call("audit", "import", "head.csv", "--labeller", "ann")

    assert (2, True) == (done.code, "has no rows under its head" in done.err)
    assert not Path("data/labels/given").exists()


def test_a_period_without_posts_has_no_sample(call: Call, filled):
    """Nothing to draw is told, with what to do."""
    done = call("audit", "sample", "monthly", "--period", "2012-01")

    assert 2 == done.code
    assert "nothing to label" in done.err


def _filled_in(posts: pl.DataFrame, label: str) -> pl.DataFrame:
    return posts.with_columns(label=pl.lit(label))
