"""`earwitness audit`: people's labels against the engines' answers."""

import json

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
