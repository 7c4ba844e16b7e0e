"""How soon a post wants an answer, from 0 to 1, and why, in words.

Each reason has a weight, and the reasons are put together as independent chances are: urgency is
1 − (1 − w₁)(1 − w₂)…, so every further reason raises it and none can take it over 1.

| reason | weight | when |
| --- | --- | --- |
| safety terms | 0.6 | the shipped topic `safety` is found, and the post is no plain praise |
| legal terms | 0.5 | a term of `alarms.toml` is found, and the post is no plain praise |
| may leave | 0.35 | the intent is `churn_risk` |
| negative | 0.3 | the sentiment is |
| not answered | 0.3 | a question or complaint is known to have no reply |
| followed by N | up to 0.4 | the author has over 1,000 followers: log10(N / 1,000) / 3 of 0.4 |

A repeated complaint of the same author is seen only across posts, so `urgent_posts` in SQL adds it
in the same way. What the brand itself posts is not urgent. Of a long text the terms are looked for
in its first 600 characters: who is in danger says so soon. Plain praise is a post judged positive
that neither complains nor asks: one word of danger makes no risk of it.
"""

import tomllib
from functools import cache
from importlib.resources import files

import polars as pl

from flows.text.topics import shipped_topics

WEIGHTS = {
    "safety terms": 0.6,
    "legal terms": 0.5,
    "may leave": 0.35,
    "negative": 0.3,
    "not answered": 0.3,
}
ALARM_READ = 600
"""Characters of a text in which terms of safety and law are looked for."""
REACH_WEIGHT = 0.4
REACH_FROM = 1_000
"""Followers under which an author's reach says nothing."""
REACH_FULL = 1_000_000
"""Followers from which it has its full weight."""
REACH_TOLD = 10_000
"""Followers from which it is told as a reason."""

_SCHEMA: pl.Schema = pl.Schema({"urgency": pl.Float64(), "urgency_reasons": pl.List(pl.String())})


@cache
def alarms() -> dict[str, str]:
    """Return the queries that find legal terms and terms of safety, by their reason."""
    text = (files("flows.text.urgency") / "alarms.toml").read_text(encoding="utf-8")
    legal = " OR ".join(f"({query.strip()})" for query in tomllib.loads(text)["legal"].values())
    safety = next(one.query for one in shipped_topics() if one.topic == "safety")
    return {"safety terms": safety, "legal terms": legal}


def urgency(labelled: pl.DataFrame) -> pl.DataFrame:
    """Return `urgency` and `urgency_reasons` of each post.

    `labelled` has `sentiment`, `intents`, `replies`, `followers`, `is_owned`, and `alarms`: the
    keys of `alarms()` whose queries were found in the post. Followers or replies that nobody
    stated are null, and count for nothing.
    """
    asks = pl.any_horizontal(_has("intents", "question"), _has("intents", "complaint"))
    praises = pl.col("sentiment").eq_missing("positive") & ~asks
    holds = {
        "safety terms": _has("alarms", "safety terms") & ~praises,
        "legal terms": _has("alarms", "legal terms") & ~praises,
        "may leave": _has("intents", "churn_risk"),
        "negative": pl.col("sentiment").eq_missing("negative"),
        "not answered": asks & pl.col("replies").eq_missing(0),
    }
    followers = pl.col("followers").fill_null(0)
    reach = (followers.clip(REACH_FROM, REACH_FULL) / REACH_FROM).log10() / 3
    calm = 1 - REACH_WEIGHT * reach
    for reason, held in holds.items():
        calm *= pl.when(held).then(1 - WEIGHTS[reason]).otherwise(1)
    told = [pl.when(held).then(pl.lit(reason)) for reason, held in holds.items()]
    told.append(
        pl.when(followers >= REACH_TOLD).then(pl.format("followed by {}", _thousands(followers)))
    )
    foreign = ~pl.col("is_owned").fill_null(value=False)
    return labelled.select(
        pl.when(foreign).then(1 - calm).otherwise(0.0).alias("urgency"),
        pl.when(foreign)
        .then(pl.concat_list(told).list.drop_nulls())
        .otherwise(pl.lit([], pl.List(pl.String)))
        .alias("urgency_reasons"),
    ).cast(_SCHEMA)


def _has(column: str, name: str) -> pl.Expr:
    return pl.col(column).list.contains(pl.lit(name)).fill_null(value=False)


def _thousands(count: pl.Expr) -> pl.Expr:
    """Return a whole number with a comma after each third digit, counted from the right."""
    backwards = count.cast(pl.String).str.reverse()
    grouped = backwards.str.replace_all(r"(\d{3})", "${1},").str.strip_suffix(",")
    return grouped.str.reverse()
