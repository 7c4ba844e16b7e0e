"""Add to posts what they mean: language, sentiment, brands, labels, key of the text, spam."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import blake2b
from importlib.metadata import version

import polars as pl
from pydantic import StrictBool

from flows.text.comparisons import COMPARISONS, comparison_rules, comparisons
from flows.text.copies import text_keys
from flows.text.intents import intent_rules
from flows.text.labels import LABELS, Labels, labelled
from flows.text.language import identify
from flows.text.near_copies import near_keys
from flows.text.queries import (
    MATCHES,
    BrandQuery,
    Documents,
    documents,
    masked,
    of_brands,
    search,
)
from flows.text.sentiment import Judges, SentimentSettings
from flows.text.spam import spam_phrases, spam_reasons
from flows.text.urgency import alarms

RULES = 7
"""Raise by one when code of this package changes what it answers: history is then read anew."""

MARKET = "_market"
"""The id of the market's query among the brands' queries; no brand can be called so."""

SCHEMA: dict[str, pl.DataType] = {
    "language": pl.String(),
    "language_confidence": pl.Float64(),
    "sentiment": pl.String(),
    "sentiment_score": pl.Float64(),
    "sentiment_engine": pl.String(),
    "subjectivity": pl.Float64(),
    "brands": MATCHES,
    "comparisons": COMPARISONS,
    **LABELS,
    "text_key": pl.String(),
    "near_keys": pl.List(pl.Int64()),
    "is_spam": pl.Boolean(),
    "spam_reason": pl.String(),
}
"""The columns that `understand` adds, in order."""


class Understanding(SentimentSettings):
    """How posts are understood: the `[understanding]` table of the configuration."""

    correct: StrictBool = False
    """Print sentiment as corrected by people's labels beside what the engine says."""


def understand(
    posts: pl.DataFrame,
    brands: Sequence[BrandQuery],
    settings: Understanding | None = None,
    labels: Labels | None = None,
) -> pl.DataFrame:
    """Return the posts with the columns of `SCHEMA` added; the rows stay as they are.

    Sentiment is judged without the names of the brands: what a brand is called is no opinion.
    Without `labels` the shipped topics and routes are used.
    """
    settings = settings or Understanding()
    said = _said(posts)
    searched = documents(posts["title"], posts["text"])
    told = identify(said, posts["language_stated"])
    looked_for = search(posts.hstack(told), brands, searched)
    found = of_brands(looked_for.found)
    names = looked_for.names(one.brand for one in brands if one.brand != MARKET)
    bare = masked(posts["title"], posts["text"], searched, names)
    judged = _sentiment(bare, told["language"], posts["rating"], settings)
    reasons = spam_reasons(searched.folded)
    read = posts.hstack(told).hstack(judged)
    added = read.hstack(labelled(read, searched, labels or Labels())).with_columns(
        found.alias("brands"),
        _compared(found, searched, told["language"], brands).alias("comparisons"),
        text_keys(searched.folded).alias("text_key"),
        reasons.is_not_null().alias("is_spam"),
        reasons.alias("spam_reason"),
    )
    # Reports compare what names a brand or was written by one; of other posts nobody asks.
    is_told = (added["brands"].list.len() > 0) | added["is_owned"].fill_null(value=False)
    compared = searched.folded.zip_with(is_told, pl.Series([""]))
    return added.with_columns(near_keys(compared).alias("near_keys")).select(
        *posts.columns, *SCHEMA
    )


def understanding_id(
    brands: Sequence[BrandQuery],
    settings: Understanding | None = None,
    labels: Labels | None = None,
) -> str:
    """Return 10 hexadecimal digits that change when posts would be understood differently."""
    settings, labels = settings or Understanding(), labels or Labels()
    depends_on = {
        "rules": RULES,
        "spam": spam_phrases(),
        "intents": intent_rules(),
        "comparisons": comparison_rules(),
        "alarms": alarms(),
        "labels": asdict(labels),
        "columns": list(SCHEMA),
        "py3langid": version("py3langid"),
        "sentiment": Judges(settings).identities,
        "brands": [[brand.brand, brand.query] for brand in brands],
    }
    return blake2b(json.dumps(depends_on).encode(), digest_size=5).hexdigest()


def _compared(
    found: pl.Series, searched: Documents, languages: pl.Series, brands: Sequence[BrandQuery]
) -> pl.Series:
    ids = found.list.eval(pl.element().struct.field("brand"))
    named = ids.list.eval(pl.element().filter(pl.element() != MARKET))
    return comparisons(searched.folded, languages, named, brands)


def _said(posts: pl.DataFrame) -> pl.Series:
    """Return what each post says, as its language is read: title, empty line, text."""
    parts = (pl.col(name).fill_null("") for name in ("title", "text"))
    return posts.select(pl.concat_str(parts, separator="\n\n").str.strip_chars()).to_series()


def _sentiment(
    said: pl.Series, languages: pl.Series, ratings: pl.Series, settings: Understanding
) -> pl.DataFrame:
    judged = Judges(settings).judge(said.to_list(), languages.to_list(), ratings.to_list())
    rows = [
        (opinion.sentiment, opinion.score, name, opinion.subjectivity)
        if opinion
        else ("unknown", None, name, None)
        for opinion, name in judged
    ]
    columns = ("sentiment", "sentiment_score", "sentiment_engine", "subjectivity")
    return pl.DataFrame(rows, schema={name: SCHEMA[name] for name in columns}, orient="row")
