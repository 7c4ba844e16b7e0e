"""What posts are about: a taxonomy of topics, each found by a query of the language of `queries`.

The configuration's `[[topics]]` are the taxonomy; without any, the one of `topics.toml` is used,
made for customer experience and written in English, German, French, Russian, Turkish and Korean.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from flows.text.queries import Documents, compile_queries, match


@dataclass(frozen=True)
class TopicQuery:
    """The id and name of a topic and the query that finds it."""

    topic: str
    name: str
    query: str


@cache
def shipped_topics() -> tuple[TopicQuery, ...]:
    """Return the taxonomy for customer experience, the queries of its languages joined by OR."""
    text = (files("flows.text.topics") / "topics.toml").read_text(encoding="utf-8")
    return tuple(
        TopicQuery(
            given.pop("id"),
            given.pop("name"),
            " OR ".join(f"({query.strip()})" for query in given.values()),
        )
        for given in tomllib.loads(text)["topics"]
    )


def found(posts: pl.DataFrame, searched: Documents, queries: Mapping[str, str]) -> pl.Series:
    """Return the ids of the queries that each post matches, in the order given.

    `posts` has the columns that `queries.match` reads, `searched` is what it searches.
    """
    matched = match(posts, compile_queries(queries), searched)
    return matched.list.eval(pl.element().struct.field("id"))
