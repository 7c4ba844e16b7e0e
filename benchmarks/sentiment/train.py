"""Train the linear sentiment model, and measure it on texts that it did not see.

    python -m benchmarks.sentiment.train --labels FOLDER --posts FILE [--clean-licences] [--to FILE]

Inputs: the sets that `sets.toml` names, as `FOLDER/<set>.parquet` with `text` and `label` (neg,
neu, pos); and FILE, unlabelled posts with `title` and `text`, from which the use of English words
is learnt. Each of five parts of the texts is held out once, the model trained on the other four,
and written and read as a user would: those are the figures. The model that is kept then learns
from all.
"""

import argparse
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

# One thread sums in one order: the same inputs give the same bytes.
os.environ.update(
    dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
)

import numpy as np
import polars as pl

from benchmarks.sentiment.calibration import calibrate, nested
from benchmarks.sentiment.design import Design, aligned, design
from benchmarks.sentiment.file import write
from benchmarks.sentiment.lexica import Known, known, lexica, word_use
from benchmarks.sentiment.model import learn
from benchmarks.sentiment.names import names, names_in, own_names
from benchmarks.sentiment.sources import PARTS, labelled
from benchmarks.sentiment.table import table
from benchmarks.sentiment.tones import brands, told
from flows.text.sentiment.linear import CLASSES, MODEL, LinearEngine

VERSION = "2"


def main() -> None:
    """Read the command line, train, print the figures and write the model."""
    parser = argparse.ArgumentParser(description="Train the linear sentiment model.")
    parser.add_argument("--labels", type=Path, required=True, help="folder of the labelled sets")
    parser.add_argument("--posts", type=Path, required=True, help="unlabelled posts, Parquet")
    parser.add_argument("--clean-licences", action="store_true", help="only sets that are free")
    parser.add_argument("--to", type=Path, default=MODEL, help="where the model is written")
    told = parser.parse_args()
    texts = labelled(told.labels, clean_licences=told.clean_licences)
    texts = texts.sort("language", "set", maintain_order=True)
    version = f"{VERSION}-clean" if told.clean_licences else VERSION
    train(texts, unlabelled(told.posts), version, told.to)


class Lessons(NamedTuple):
    """All that the model learns from, by language."""

    texts: pl.DataFrame
    designs: dict[str, Design]
    facts: dict[str, Known]
    silent: dict[str, pl.Series]
    """Names, which shall weigh nothing."""


def train(texts: pl.DataFrame, posts: pl.Series, version: str, to: Path) -> None:
    """Measure, calibrate on what was held out, learn from everything and write."""
    lessons = prepared(texts, posts)
    judged = held_out(lessons)
    print(table(nested(judged)))
    calibrations = {
        language: calibrate(rows)
        for (language,), rows in judged.filter("target").group_by("language", maintain_order=True)
    }
    learnt = learn(texts, lessons.designs)
    write(to, version, learnt, lessons.facts, calibrations, lessons.silent)
    print(f"{to}: {to.stat().st_size / 1e6:.1f} MB")


def unlabelled(path: Path) -> pl.Series:
    """Return the beginnings of the posts: 400 characters say how words are used."""
    said = pl.concat_str(pl.col("title", "text").fill_null(""), separator=" . ").str.slice(0, 400)
    return pl.scan_parquet(path).select(said).collect().to_series()


def prepared(texts: pl.DataFrame, posts: pl.Series) -> Lessons:
    """Turn labelled texts, sorted by language, and unlabelled posts into what is learnt from."""
    facts = _facts(texts, posts)
    by_language = texts.partition_by("language", as_dict=True, maintain_order=True)
    designs = {
        str(language): design(rows["text"], str(language), facts[str(language)])
        for (language,), rows in by_language.items()
    }
    return Lessons(texts, aligned(designs), facts, _names(texts, posts))


def held_out(lessons: Lessons) -> pl.DataFrame:
    """Return the texts with the probabilities by the model that did not see their part."""
    texts = lessons.texts
    found = np.zeros((len(texts), len(CLASSES)))
    part, language = texts["part"].to_numpy(), texts["language"].to_numpy()
    for held in range(PARTS):
        seen = part != held
        chosen = {
            spoken: rows.rows(seen[language == spoken]) for spoken, rows in lessons.designs.items()
        }
        learnt = learn(texts.filter(pl.Series(seen)), chosen)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "model.parquet"
            write(file, "held out", learnt, lessons.facts, {}, lessons.silent)
            engine = LinearEngine(file)
            for spoken in lessons.designs:
                rows = np.flatnonzero(~seen & (language == spoken))
                found[rows] = engine.probabilities(texts["text"].gather(rows).to_list(), spoken)
        print(f"part {held + 1} of {PARTS} held out", flush=True)
    return texts.hstack(pl.DataFrame(found, schema=list(CLASSES)))


def _facts(texts: pl.DataFrame, posts: pl.Series) -> dict[str, Known]:
    """Return what is known of words: the lexica everywhere, the use of words in English."""
    english = texts.filter(pl.col("language") == "en")["text"]
    use = word_use(pl.concat([posts, english, english, english]))
    plain = known(None)
    blank = np.zeros((len(plain.values), use[1].shape[1]))
    plain = plain._replace(values=np.hstack([plain.values, blank]))
    languages = texts["language"].unique().sort().to_list()
    return {language: known(use) if language == "en" else plain for language in languages}


def _names(texts: pl.DataFrame, posts: pl.Series) -> dict[str, pl.Series]:
    """Return the names that each language keeps silent about."""
    by_language = texts.partition_by("language", as_dict=True, maintain_order=True)
    english = pl.concat([posts, by_language["en",]["text"]])
    found = names(english, {word for lexicon in lexica() for word in lexicon})
    silent = {}
    for (language,), rows in by_language.items():
        spoken = str(language)
        own = own_names(rows["text"], spoken, ())
        listed = pl.Series(brands(spoken), dtype=pl.String)
        every = pl.concat([names_in(found, rows["text"]), own, listed]).unique()
        # One token each, and a tone that was told goes before.
        every = every.filter(every.str.contains(r"^[\p{L}\p{M}\p{N}\-]+$"))
        silent[spoken] = every.filter(~every.is_in(told(spoken).texts.to_list())).sort()
    return silent


if __name__ == "__main__":
    main()
