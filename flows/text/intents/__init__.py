"""What the author of a post is after: to complain, to ask, to praise, to buy, to leave.

A post may have several intents, or none. `cues` tells them by scorecards of plain phrases
(`intents.toml`), `questions` tells a question by its form (`questions.toml`); both know English,
German, French, Russian, Turkish and Korean. In other languages a question mark is read and
nothing else.
"""

from importlib.resources import files

import polars as pl

from flows.text.intents.cues import cued_intents
from flows.text.intents.questions import are_questions
from flows.text.language import UNDETERMINED

INTENTS = (
    "complaint",
    "question",
    "praise",
    "purchase_interest",
    "churn_risk",
    "feature_request",
    "comparison",
)
"""Every intent, in the order in which a post lists its own."""


def intents(folded: pl.Series, languages: pl.Series, sentiments: pl.Series) -> pl.Series:
    """Return the intents of each folded text, a list of names that may be empty.

    `sentiments` (negative, neutral, positive, unknown) is weak evidence beside the words.
    """
    # What is too short or too mixed for a language is most often English.
    read_as = languages.replace({UNDETERMINED: "en"})
    asks = are_questions(folded, read_as)
    found = cued_intents(folded, read_as, sentiments, asks).with_columns(asks.alias("question"))
    return found.select(
        pl.concat_list(pl.when(name).then(pl.lit(name)) for name in INTENTS)
        .list.drop_nulls()
        .alias("intents")
    ).to_series()


def intent_rules() -> str:
    """Return what the intents are told by, as TOML."""
    folder = files("flows.text.intents")
    names = ("intents.toml", "questions.toml")
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
