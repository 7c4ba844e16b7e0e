"""The sentences that a brand's query must match, and those that it must not."""

from collections.abc import Iterable, Iterator

import polars as pl

from flows.text.language import identify
from flows.text.queries.explaining import explain, reasons


def failures(query: str, must: Iterable[str], must_not: Iterable[str]) -> Iterator[str]:
    """Yield each sentence that the query does not do right by, and which part is to blame."""
    for sentence in must:
        told = explain(query, _post(sentence))
        if not told.is_true:
            yield f"it must match `{sentence}` and does not: {'; '.join(reasons(told))}."
    for sentence in must_not:
        told = explain(query, _post(sentence))
        if told.is_true:
            yield f"it must not match `{sentence}` and does: {'; '.join(reasons(told))}."


def _post(sentence: str) -> pl.DataFrame:
    """Return a post of which nothing is known but its text and, read off that, its language."""
    text = pl.Series("text", [sentence])
    language = identify(text, pl.Series([None], dtype=pl.String))["language"]
    return pl.DataFrame({"title": [""], "text": text, "language": language})
