"""How well intents and topics are told, on people's labels, and how fast.

    python -m benchmarks.labels [--data ../shared/data] [--json]

The rules and the airline's taxonomy were written by reading the posts whose text has an even first
byte of BLAKE2; `held out` is the other half, which nobody looked at. Purchase interest and the
bank's requests were read only in samples, so all of them are measured. Speed is by CPU time, on
the first 100,000 posts of the base, best of three.
"""

import argparse
import json
import time
import tomllib
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.text.copies import text_keys
from flows.text.intents import intents
from flows.text.intents.questions import are_questions
from flows.text.labels import Labels, labelled
from flows.text.near_copies import near_keys
from flows.text.queries import Documents, documents
from flows.text.spam import spam_reasons
from flows.text.topics import found, shipped_topics
from flows.text.understanding import understand

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "shared" / "data"
SPEED_POSTS = 100_000
BATCH = 20_000

REASONS = {
    "customer_service": "Customer Service Issue",
    "late_flight": "Late Flight",
    "cant_tell": "Can't Tell",
    "cancelled_flight": "Cancelled Flight",
    "lost_luggage": "Lost Luggage",
    "bad_flight": "Bad Flight",
    "booking": "Flight Booking Problems",
    "attendants": "Flight Attendant Complaints",
    "long_lines": "longlines",
    "damaged_luggage": "Damaged Luggage",
}
"""The topics of `airline/topics.toml` and the reasons that people gave."""


class Figure(NamedTuple):
    """One line of the table; shares from 0 to 1."""

    name: str
    n: int
    base_rate: float
    precision: float
    recall: float
    f1: float


def is_held_out(texts: pl.Series) -> pl.Series:
    """Return which texts were not read when the rules were written."""
    halves = [blake2b(text.encode(), digest_size=8).digest()[0] % 2 == 1 for text in texts]
    return pl.Series(halves, dtype=pl.Boolean)


def measured(name: str, truth: pl.Series, told: pl.Series) -> Figure:
    """Return how well a label is told."""
    right, true, claimed = (int(one.sum()) for one in (truth & told, truth, told))
    return Figure(
        name,
        len(truth),
        true / max(len(truth), 1),
        right / max(claimed, 1),
        right / max(true, 1),
        2 * right / max(true + claimed, 1),
    )


def complaints(labels: Path) -> Iterator[Figure]:
    """Yield how well complaints are told, as the default engines read the posts."""
    given = pl.read_parquet(labels / "complaints_dev.parquet")
    truth = given["label"] == "complaint"
    told = _understood(given["text"])["intents"].list.contains("complaint")
    held = is_held_out(given["text"])
    yield measured("complaint, read", truth.filter(~held), told.filter(~held))
    yield measured("complaint, held out", truth.filter(held), told.filter(held))
    yield measured("no complaint, held out", ~truth.filter(held), ~told.filter(held))
    # Nearly all of these complaints name whom they are said to, which elsewhere nobody does.
    bare = given["text"].str.replace_all(r"@\w+", "")
    told = _understood(bare)["intents"].list.contains("complaint")
    yield measured("complaint, held out, handles taken away", truth.filter(held), told.filter(held))
    given = pl.read_parquet(labels / "airline_dev.parquet")
    given = given.filter(is_held_out(given["text"]))
    told = _understood(given["text"])["intents"].list.contains("complaint")
    yield measured("complaint, negative tweets to airlines", given["label"] == "neg", told)


def purchases(labels: Path) -> Iterator[Figure]:
    """Yield how well purchase interest is told; `undefined` posts are left out once, then not."""
    given = pl.read_parquet(labels / "purchase_intent.parquet")
    truth = given["label"] == "purchase_intent"
    told = _understood(given["text"])["intents"].list.contains("purchase_interest")
    judged = given["label"] != "undefined"
    yield measured("purchase interest, judged posts", truth.filter(judged), told.filter(judged))
    yield measured("purchase interest, all posts", truth, told)


def requests(labels: Path) -> Iterator[Figure]:
    """Yield which of a bank's customers' questions are told, with their mark and without."""
    given = pl.read_parquet(labels / "intent_banking77.parquet")["text"]
    marked = given.filter(given.str.contains("?", literal=True))
    english = pl.repeat("en", len(marked), eager=True)
    bare = marked.str.replace_all("?", "", literal=True)
    for name, texts in (("questions", marked), ("questions, mark taken away", bare)):
        told = are_questions(texts.str.to_lowercase(), english)
        yield measured(name, pl.repeat(value=True, n=len(told), eager=True), told)


def airline(labels: Path) -> Iterator[Figure]:
    """Yield how well the ten reasons are found, each by itself, then their mean F1."""
    given = pl.read_parquet(labels / "airline_dev.parquet").drop_nulls("negativereason")
    given = given.filter(is_held_out(given["text"]))
    told = tomllib.loads((HERE / "airline" / "topics.toml").read_text(encoding="utf-8"))
    posts = given.select(pl.lit("").alias("title"), "text")
    ids = found(
        posts,
        documents(posts["title"], posts["text"]),
        {topic["id"]: topic["query"] for topic in told["topics"]},
    )
    figures = [
        measured(f"airline: {reason}", given["negativereason"] == reason, ids.list.contains(topic))
        for topic, reason in REASONS.items()
    ]
    yield from figures
    means = [
        sum(column) / len(figures) for column in zip(*(one[2:] for one in figures), strict=True)
    ]
    yield Figure("airline: mean of the ten, held out", given.height, *means)


def speeds(base: Path) -> Iterator[tuple[str, float]]:
    """Yield the posts that each stage reads in a second of CPU time."""
    posts = pl.read_parquet(base, n_rows=SPEED_POSTS).select(
        "title",
        "text",
        pl.lit("en").alias("language"),
        pl.lit("negative").alias("sentiment"),
        pl.col("num_comments").alias("replies"),
        pl.lit(None, pl.Int64).alias("followers"),
        pl.lit(value=False).alias("is_owned"),
    )
    queries = {one.topic: one.query for one in shipped_topics()}
    stages: dict[str, Callable[[pl.DataFrame, Documents], object]] = {
        "intents": lambda part, said: intents(said.folded, part["language"], part["sentiment"]),
        "topics": lambda part, said: found(part, said, queries),
        "all labels": lambda part, said: labelled(part, said, Labels()),
        "near copies": lambda _, said: near_keys(said.folded),
        "exact copies": lambda _, said: text_keys(said.folded),
        "spam": lambda _, said: spam_reasons(said.folded),
    }
    for name, stage in stages.items():
        yield name, posts.height / min(_seconds(posts, stage) for _ in range(3))


def _seconds(posts: pl.DataFrame, stage: Callable[[pl.DataFrame, Documents], object]) -> float:
    spent = 0.0
    for part in posts.iter_slices(BATCH):
        said = documents(part["title"], part["text"])
        _ = said.folded
        begin = time.process_time()
        stage(part, said)
        spent += time.process_time() - begin
    return spent


def _understood(texts: pl.Series) -> pl.DataFrame:
    blank = {name: pl.lit(None, kind).alias(name) for name, kind in _OTHERS.items()}
    return understand(pl.DataFrame({"text": texts}).with_columns(**blank, title=pl.lit("")), [])


_OTHERS = {
    "language_stated": pl.String(),
    "rating": pl.Float64(),
    "replies": pl.Int64(),
    "followers": pl.Int64(),
    "is_owned": pl.Boolean(),
}


def figures(data: Path) -> list[Figure]:
    """Return every figure on people's labels."""
    labels = data / "labels"
    parts = (complaints, purchases, requests, airline)
    return [figure for part in parts for figure in part(labels)]


def main() -> None:
    """Print the figures as tables, or as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    told = figures(asked.data)
    quick = dict(speeds(asked.data / "posts" / "reddit_base.parquet"))
    if asked.json:
        print(json.dumps({"figures": [one._asdict() for one in told], "posts_per_second": quick}))
        return
    print("| label | n | base rate | precision | recall | F1 |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for one in told:
        rates = " | ".join(f"{100 * rate:.1f}" for rate in one[2:])
        print(f"| {one.name} | {one.n:,} | {rates} |")
    print("\n| stage | posts a second of CPU |\n| --- | ---: |")
    for name, rate in quick.items():
        print(f"| {name} | {rate:,.0f} |")


if __name__ == "__main__":
    main()
