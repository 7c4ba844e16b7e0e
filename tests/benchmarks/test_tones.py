"""Tones that are told by hand, written into a model that has learnt nothing or the contrary."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from benchmarks.sentiment.file import write
from benchmarks.sentiment.lexica import known
from benchmarks.sentiment.model import Weights
from benchmarks.sentiment.tones import brands, features, told
from flows.text.sentiment.linear import LinearEngine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> LinearEngine:
    """A model that has learnt the contrary of what the lexica of English say."""
    to: Path = tmp_path_factory.mktemp("model") / "model.parquet"
    facts = known(None)
    contrary = np.zeros((facts.values.shape[1] + facts.lexica, 3))
    contrary[0], contrary[1] = (3, 0, -3), (-3, 0, 3)
    of_parts = features(pl.Series(["xbox", "unfreundlich", "unzufrieden"]), "de").key
    keys = np.unique(of_parts)
    joyful = np.tile([-1.0, 0.0, 1.0], (len(keys), 1))
    weights = {name: Weights(keys, joyful, contrary, np.zeros(3)) for name in ("en", "de")}
    names = {name: pl.Series(brands(name)) for name in weights}
    write(to, "told", weights, dict.fromkeys(weights, facts), {}, names)
    return LinearEngine(to)


@pytest.mark.parametrize(
    ("expected", "text", "language"),
    [
        ("positive", "not bad", "en"),
        ("positive", "No problem!", "en"),
        ("negative", "unhelpful", "en"),
        ("negative", "unfreundlich", "de"),
        ("positive", "Kein Problem", "de"),
    ],
)
def test_a_tone_that_is_told_is_kept(engine: LinearEngine, expected: str, text: str, language: str):
    """Whatever was learnt of their parts, words and pairs have the tone that was told."""
    (opinion,) = engine.score([text], [language])
    assert opinion is not None
    assert expected == opinion.sentiment


@pytest.mark.parametrize("name", ["Xbox", "Telekom", "bosch"])
def test_a_name_weighs_nothing(engine: LinearEngine, name: str):
    """A name alone is judged like no text, whatever was learnt of its parts."""
    named, nothing = engine.probabilities([name, ""], "de")
    np.testing.assert_allclose(named, nothing, atol=0.05)


@pytest.mark.parametrize("language", LinearEngine().languages)
def test_what_is_told_can_be_read(language: str):
    """Every line is a word or a pair, told once, and in one tone alone."""
    texts = told(language).texts
    assert texts.to_list() == texts.unique(maintain_order=True).to_list()
    assert len(texts) == len(features(texts, language).own)
