"""The linear engine: its probabilities, its reasons, and what it must not be swayed by."""

import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.text.sentiment.linear import CLASSES, MODEL, LinearEngine

SHARED = Path(__file__).parents[3] / "shared" / "data"
ENGINE = LinearEngine()

PIECES = """
    good bad great TERRIBLE sooooo love hate not never don't isn't :) :-( <3 ))) 😍 😡 ❤️ !!! ? ...
    @someone @other #win #fail https://x.org/a www.y.org 5 1,000 the a and gut schlecht nicht c'est
    nul отлично ужасно не harika kötü 최고 최악 良い 差 &amp; \\u2019 \\ud83d ² ﬁne İyi
"""
texts = st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join) | st.text(max_size=40)
languages = st.sampled_from(ENGINE.languages)


def test_probabilities_do_not_depend_on_the_company():
    """A text is judged alike alone and among others, however often a word is there."""
    many = ["I love it", "I hate it", "", "I love it", "so GOOD!!! 😍", "never again :("]

    together = ENGINE.probabilities(many, "en")

    alone = np.vstack([ENGINE.probabilities([text], "en") for text in many])
    np.testing.assert_allclose(together, alone, rtol=0, atol=1e-12)


@given(texts, languages)
@example("", "en")
@example("\\ud800", "en")
@example("not not good", "en")
def test_the_reasons_add_up(text: str, language: str):
    """Bias and contributions sum to the scores whose softmax is the answer: nothing is hidden."""
    told = ENGINE.explain(text, language)

    sums = [
        bias + sum(getattr(contribution, kind) for contribution in told.contributions)
        for kind, bias in zip(CLASSES, told.bias, strict=True)
    ]

    total = sum(map(math.exp, sums))
    expected = ENGINE.probabilities([text], language)[0]
    assert pytest.approx(expected.tolist(), abs=1e-9) == [math.exp(one) / total for one in sums]
    assert pytest.approx(expected.tolist(), abs=1e-9) == list(told.probabilities)


@given(st.lists(texts, max_size=5), languages)
def test_the_answer_is_the_likeliest_class(several: list[str], language: str):
    """The sentiment is the likeliest class, and the score how far positive leads negative."""
    opinions = ENGINE.score(several, [language] * len(several))

    for opinion, (negative, neutral, positive) in zip(
        opinions, ENGINE.probabilities(several, language).tolist(), strict=True
    ):
        chances = dict(zip(CLASSES, (negative, neutral, positive), strict=True))
        assert opinion is not None
        assert max(chances.values()) == chances[opinion.sentiment]
        assert positive - negative == opinion.score
        assert pytest.approx(1) == sum(chances.values())


def test_languages_keep_their_order():
    """Texts of several languages in one batch get the answers of their own languages."""
    mixed = ["love it", "ich liebe es", "hyvä", "hate it"]

    told = ENGINE.score(mixed, ["en", "de", "fi", "en"])

    assert [*ENGINE.score(mixed[:1], ["en"]), *ENGINE.score(mixed[1:2], ["de"]), None] == told[:3]
    assert ENGINE.score(mixed[3:], ["en"]) == told[3:]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("@somebody it arrived", "@anybody it arrived"),
        ("see https://a.org/terrible", "see https://b.org/lovely"),
        ("room 17", "room 99"),
        ("soooo nice", "sooooooo nice"),
        ("it&#39;s ok", "it's ok"),
        ("it\\u2019s ok", "it’s ok"),
    ],
)
def test_what_says_nothing_changes_nothing(one: str, other: str):
    """Who is addressed, where a link leads, which number it is, how an export escaped a quote."""
    first, second = (ENGINE.probabilities([text], "en") for text in (one, other))

    np.testing.assert_allclose(first, second)


@pytest.mark.parametrize("text", ["My {} arrived today", "{} never answers, terrible", "I love {}"])
def test_a_brand_is_no_opinion(text: str):
    """Whose name stands in a text hardly changes what it says."""
    names = ["Sony", "Nintendo", "Amazon", "Samsung", "Microsoft", "PlayStation", "Apple", "Google"]

    scores = [one.score for one in ENGINE.score([text.format(n) for n in names], ["en"] * 8) if one]

    assert max(scores) - min(scores) < 0.25


def test_a_negation_turns_a_word():
    """`not good` is negative, and the reasons show the word after the negation apart."""
    told = ENGINE.explain("this is not at all good", "en")

    assert told.probabilities[0] > told.probabilities[2]
    assert "not … good" in {one.words for one in told.contributions}


def test_the_model_is_one_small_file():
    """Eight megabytes at most, whose version stands in the engine's name."""
    assert MODEL.stat().st_size < 8_000_000
    assert "linear 2" == ENGINE.name


def own_model(to: Path, negative: int) -> Path:
    """Write a model of English with one weight."""
    table = {"language": ["en"], "gap": [5], "negative": [negative], "positive": [-3]}
    about = '{"version": "9", "languages": {"en": {"scale": 1.0, "bias": [0.0, 0.0, 0.0]}}}'
    schema = {"gap": pl.UInt32, "negative": pl.Int8, "positive": pl.Int8}
    frame = pl.DataFrame(table, schema_overrides=schema)
    frame.write_parquet(to, metadata={"earwitness": about})
    return to


def test_another_model_can_be_read(tmp_path):
    """The engine reads a model of one's own from the same kind of file."""
    engine = LinearEngine(own_model(tmp_path / "own.parquet", 3))

    assert ("linear 9", ("en",)) == (engine.name, engine.languages)
    assert pytest.approx([1 / 3] * 3) == engine.probabilities(["nothing known"], "en")[0].tolist()


def test_a_model_is_known_by_its_weights(tmp_path):
    """Trained anew, it is another though its version is the same: history is then read anew."""
    first, copy, anew = (
        LinearEngine(own_model(tmp_path / f"{number}.parquet", negative))
        for number, negative in enumerate((3, 3, 4))
    )

    assert first.identity == copy.identity
    assert first.identity != anew.identity
    assert first.name == anew.name


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared labels")
def test_it_reads_a_subject_it_has_not_learnt():
    """On tweets to airlines, of which none was learnt from, the mean recall is over 0.65."""
    labelled = pl.read_parquet(SHARED / "labels" / "airline_dev.parquet")
    answers = ENGINE.probabilities(labelled["text"].to_list(), "en").argmax(axis=1)
    classes = labelled["label"].replace_strict(["neg", "neu", "pos"], [0, 1, 2]).to_numpy()

    assert np.mean([(answers[classes == kind] == kind).mean() for kind in range(3)]) > 0.65
