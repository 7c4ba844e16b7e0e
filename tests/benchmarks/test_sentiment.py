"""Training the sentiment model: the same texts give the same file, to the byte."""

import os
import random
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest

from flows.text.sentiment.linear import LinearEngine

ROOT = Path(__file__).parents[2]
LIKED = ["lovely", "great", "superb", "bello", "tolle", "좋아요", "良い"]
DISLIKED = ["awful", "broken", "poor", "brutto", "kaputt", "별로", "悪い"]
ANYTHING = [
    "the",
    "parcel",
    "of",
    "Acme",
    "came",
    "on",
    "monday",
    "with",
    "a",
    "book",
    "for",
    "Bea",
]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with made-up sets under the names that training asks for, and posts."""
    folder = tmp_path_factory.mktemp("labelled")
    chance = random.Random(1)  # noqa: S311 - nothing is kept secret
    named = (files("benchmarks.sentiment") / "sets.toml").read_text(encoding="utf-8")
    for name in tomllib.loads(named):
        labels = [chance.choice(("neg", "neu", "pos")) for _ in range(90)]
        texts = [said(chance, label) for label in labels]
        pl.DataFrame({"text": texts, "label": labels}).write_parquet(folder / f"{name}.parquet")
    posts = [said(chance, "neu") for _ in range(300)]
    frame = pl.DataFrame({"title": posts, "text": posts[::-1]})
    frame.write_parquet(folder / "posts.parquet")
    return folder


def said(chance: random.Random, label: str) -> str:
    """Return a sentence that leans as its label says."""
    telling = {"neg": DISLIKED, "pos": LIKED}.get(label, ANYTHING)
    return " ".join([*chance.choices(ANYTHING, k=8), *chance.choices(telling, k=2)])


def trained(inputs: Path, seed: int) -> Path:
    """Return the model that another process trains; `seed` is that of its hashes of strings."""
    to = inputs / f"model-{seed}.parquet"
    command = [sys.executable, "-m", "benchmarks.sentiment.train", "--labels", str(inputs)]
    command += ["--posts", str(inputs / "posts.parquet"), "--to", str(to)]
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    return to


@pytest.mark.slow
def test_the_build_is_deterministic(inputs: Path):
    """Two processes write the same bytes, and what they learnt can be read."""
    first, second = trained(inputs, 1), trained(inputs, 2)

    assert first.read_bytes() == second.read_bytes()
    told = LinearEngine(first).score(["superb lovely", "awful broken"], ["en", "en"])
    assert ["positive", "negative"] == [one.sentiment for one in told if one]
