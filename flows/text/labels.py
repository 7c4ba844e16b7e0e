"""Label posts for those who work with them: topics, intents, department, urgency."""

from dataclasses import dataclass, field

import polars as pl

from flows.text.intents import intents
from flows.text.queries import Documents, documents
from flows.text.routing import Route, departments, shipped_routes
from flows.text.topics import TopicQuery, found, shipped_topics
from flows.text.urgency import ALARM_READ, alarms, urgency

LABELS: dict[str, pl.DataType] = {
    "topics": pl.List(pl.String()),
    "intents": pl.List(pl.String()),
    "department": pl.String(),
    "urgency": pl.Float64(),
    "urgency_reasons": pl.List(pl.String()),
}
"""The columns that `labelled` returns, in order."""


@dataclass(frozen=True)
class Labels:
    """The taxonomy of topics and the routes to departments; by default the shipped ones."""

    topics: tuple[TopicQuery, ...] = field(default_factory=shipped_topics)
    routes: tuple[Route, ...] = field(default_factory=shipped_routes)


def labelled(posts: pl.DataFrame, searched: Documents, labels: Labels) -> pl.DataFrame:
    """Return the columns of `LABELS` for posts whose language and sentiment are known."""
    queries = {one.topic: one.query for one in labels.topics}
    ids = found(posts, searched, queries | alarms())
    told = posts.select("language", "sentiment", "replies", "followers", "is_owned").with_columns(
        _among(ids, list(queries)).alias("topics"),
        _alarmed(posts, ids).alias("alarms"),
        intents(searched.folded, posts["language"], posts["sentiment"]).alias("intents"),
    )
    return told.with_columns(departments(told, labels.routes), *urgency(told)).select(list(LABELS))


def _alarmed(posts: pl.DataFrame, ids: pl.Series) -> pl.Series:
    """Return the alarms of each post; what stands far down in a long one is about something else.

    A list of two hundred games to swap names a hazard somewhere, and warns of nothing.
    """
    raised = _among(ids, list(alarms()))
    is_long = posts["text"].str.len_chars().fill_null(0) > ALARM_READ
    rows = ((raised.list.len() > 0) & is_long).arg_true()
    if rows.is_empty():
        return raised
    long = posts[rows].with_columns(pl.col("text").str.head(ALARM_READ))
    said = found(long, documents(long["title"], long["text"]), alarms())
    again = pl.DataFrame({"row": rows, "said": said})
    every = raised.to_frame("raised").with_row_index("row")
    read = every.join(again, on="row", how="left", maintain_order="left")
    return read.select(pl.coalesce("said", "raised")).to_series()


def _among(ids: pl.Series, wanted: list[str]) -> pl.Series:
    return ids.list.eval(pl.element().filter(pl.element().is_in(wanted)))
