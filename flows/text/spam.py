"""Spam, by plain rules about one post; each rule has a name that is stored with the verdict."""

import polars as pl

MIN_LINKS = 4
"""A link farm has this many links or more, and fewer than `MAX_WORDS_A_LINK` words for each."""
MAX_WORDS_A_LINK = 4

_LINK = r"https?://\S+|www\.\S+"
_WORD = r"\p{L}{2,}"


def spam_reasons(folded: pl.Series) -> pl.Series:
    """Return the name of the rule that a folded text breaks, null for none."""
    links = folded.str.count_matches(_LINK)
    words = folded.str.replace_all(_LINK, " ").str.count_matches(_WORD)
    is_farm = (links >= MIN_LINKS) & (words < MAX_WORDS_A_LINK * links)
    reasons = pl.select(pl.when(is_farm).then(pl.lit("links")))
    return reasons.to_series().cast(pl.String)
