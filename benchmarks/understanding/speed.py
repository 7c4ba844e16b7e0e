"""How fast each stage of understanding reads, in posts a second of CPU time on one core."""

import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import polars as pl
from textblob import TextBlob

from benchmarks.understanding.baselines import Vader
from flows.text.language import identify
from flows.text.queries import Compiled, compile_queries, documents, match
from flows.text.sentiment import ENGINES, EngineName, engine
from flows.text.understanding import understand

PARTS = 4  # the first warms up; the others are new texts, so that no cache knows them
BATCH = 10_000
QUERIES, TERMS = 50, 20

_UNKNOWN = {
    "language_stated": pl.String(),
    "rating": pl.Float64(),
    "replies": pl.Int64(),
    "followers": pl.Int64(),
    "is_owned": pl.Boolean(),
}


class Speed(NamedTuple):
    """Posts a second of one stage."""

    stage: str
    data: str
    n: int
    rate: float


def speeds(labels: Path, posts: Path) -> Iterator[Speed]:
    """Yield the rate of each stage, on labelled texts, on tweets, and the rest on whole posts."""
    mixed = pl.read_parquet(labels / "language_dev.parquet").select("text")
    yield _speed("language", "language_dev", _parts(mixed, mixed.height // PARTS), _identified)
    name = "en_semeval2013_2017"
    tweets = pl.read_parquet(labels / "sentiment" / f"{name}.parquet", n_rows=PARTS * BATCH)
    for engine_name in ENGINES:
        yield _speed(f"sentiment: {engine_name}", name, _parts(tweets), _judged_by(engine_name))
    for one, judge in (("VADER", _vader), ("TextBlob", _textblob)):
        yield _speed(f"sentiment: the package {one}", name, _parts(tweets, BATCH // 4), judge)
    given = read(posts, PARTS * BATCH)
    for kind, term in TERMS_OF.items():
        asked = queries(given["text"], term)
        said = f"{QUERIES} queries of {TERMS} terms, {kind}"
        yield _speed(said, posts.stem, _parts(given), _matched_with(asked))
    yield _speed("all stages", posts.stem, _parts(understandable(given)), _understood)


def read(path: Path, count: int) -> pl.DataFrame:
    """Return the first posts of a file with `title` and `text`."""
    return pl.read_parquet(path, n_rows=count).select(pl.col("title", "text").fill_null(""))


def understandable(posts: pl.DataFrame) -> pl.DataFrame:
    """Return posts with every column that understanding reads, unknown where they have none."""
    unknown = (pl.lit(None, kind).alias(name) for name, kind in _UNKNOWN.items())
    return posts.select("title", "text", *unknown)


def queries(texts: pl.Series, term: Callable[[Random, list[str]], str]) -> Compiled:
    """Return queries of terms made of words that the posts have, common ones and rare ones."""
    chance = Random(5)
    words = texts.head(5_000).str.to_lowercase().str.extract_all(r"\b[a-z]{4,}\b").explode()
    known = words.drop_nulls().unique().sort().to_list()
    told = {
        f"q{number}": " OR ".join(term(chance, known) for _ in range(TERMS))
        for number in range(QUERIES)
    }
    return compile_queries(told)


def _plain_term(chance: Random, known: list[str]) -> str:
    return chance.choice(known)


def _mixed_term(chance: Random, known: list[str]) -> str:
    """Return a word in half of the cases, else a phrase, a beginning, a distance or a typo."""
    one, other = chance.sample(known, 2)
    some = [f'"{one} {other}"', f'"{one} {other}"', f"{one}*", f"({one} NEAR/5 {other})"]
    return chance.choice([*[one] * 5, *some, f"{one}~1"])


TERMS_OF = {"words": _plain_term, "mixed": _mixed_term}
"""What the terms of a query are."""


def _parts(posts: pl.DataFrame, size: int = BATCH) -> list[pl.DataFrame]:
    return [posts.slice(part * size, size) for part in range(PARTS)]


def _speed(
    stage: str, data: str, parts: list[pl.DataFrame], job: Callable[[pl.DataFrame], object]
) -> Speed:
    """Take the best of the parts after the first: another process can only slow it."""
    warm, *timed = parts
    job(warm)
    rates = [part.height / _seconds(job, part) for part in timed]
    return Speed(stage, data, sum(part.height for part in timed), max(rates))


def _seconds(job: Callable[[pl.DataFrame], object], part: pl.DataFrame) -> float:
    begin = time.process_time()
    job(part)
    return time.process_time() - begin


def _identified(part: pl.DataFrame) -> None:
    identify(part["text"], pl.repeat(None, part.height, dtype=pl.String, eager=True))


def _judged_by(name: EngineName) -> Callable[[pl.DataFrame], None]:
    judge = engine(name)

    def job(part: pl.DataFrame) -> None:
        judge.score(part["text"].to_list(), ["en"] * part.height)

    return job


def _vader(part: pl.DataFrame) -> None:
    _analyzer().score(part["text"].to_list(), ["en"] * part.height)


@cache
def _analyzer() -> Vader:
    return Vader()


def _textblob(part: pl.DataFrame) -> None:
    for text in part["text"]:
        _ = TextBlob(text).sentiment


def _matched_with(compiled: Compiled) -> Callable[[pl.DataFrame], None]:
    def job(part: pl.DataFrame) -> None:
        match(part, compiled, documents(part["title"], part["text"]))

    return job


def _understood(part: pl.DataFrame) -> None:
    understand(part, [])
