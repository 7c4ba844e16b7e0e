"""Which brand a post puts above which: "A is better than B", "switched from B to A".

The rules are data, `comparisons.toml`. They are tried on sentences that name two brands, with each
name replaced by one sign. A question says nothing, and no more does "if A is better than B".
"""

import re
from collections.abc import Sequence

import polars as pl

from flows.text.comparisons.names import Names, names
from flows.text.comparisons.rules import MARKS, comparison_rules, cues, rules
from flows.text.folding import without_accents
from flows.text.queries import BrandQuery

__all__ = ["COMPARISONS", "READ", "comparison_rules", "comparisons"]

_COMPARED = ("winner", "loser", "kind")

COMPARISONS = pl.List(pl.Struct(dict.fromkeys(_COMPARED, pl.String())))
"""What a post compares, each once: the brand it speaks for, the one it speaks against, and how.

That is `better`, `prefer` or `switch`, or `not_better` and so on where a negation turned it round.
"""

READ = 4_000
"""Characters of a post that are read."""

_SENTENCE_END = r"([.!?…])\s+"
_DECORATION = re.compile(r"[*_\"“”„«»()\[\],~^]+")


def comparisons(
    folded: pl.Series, languages: pl.Series, named: pl.Series, brands: Sequence[BrandQuery]
) -> pl.Series:
    """Return what each folded text compares: a series of `COMPARISONS`.

    `named` lists the ids of the brands that were found in each text.
    """
    known = {brand.brand: brand for brand in brands}
    told = set()
    sentences = _sentences(folded, named.list.len() > 1)
    rows = sentences["row"]
    some = zip(rows, sentences["said"], languages.gather(rows), named.gather(rows), strict=True)
    for row, said, language, found in some:
        present = tuple(known[brand] for brand in found)
        for winner, loser, kind in _compared(said, language, names(present)):
            told.add((row, present[winner].brand, present[loser].brand, kind))
    return _listed(sorted(told), len(folded))


def _sentences(folded: pl.Series, may_compare: pl.Series) -> pl.DataFrame:
    """Return the sentences of some texts that may compare, with their rows; no questions."""
    rows = may_compare.arg_true()
    said = without_accents(folded.gather(rows).str.slice(0, READ))
    parted = said.str.replace_all(_SENTENCE_END, "${1}\n").str.split("\n")
    return (
        pl.DataFrame({"row": rows, "said": parted})
        .explode("said")
        .filter(pl.col("said").str.contains_any(list(cues())) & ~pl.col("said").str.ends_with("?"))
    )


def _compared(sentence: str, language: str | None, known: Names) -> set[tuple[int, int, str]]:
    """Return the numbers of winner and loser, and the kind, of all that a sentence compares."""
    marked = known.marked(sentence)
    if sum(sign in marked for sign in MARKS[: known.count]) < 2:  # noqa: PLR2004 - it takes two
        return set()
    plain = " ".join(_DECORATION.sub(" ", marked.rstrip(" .!…")).split())
    return {
        (MARKS.index(winner), MARKS.index(loser), kind)
        for rule in rules(language)
        for winner, loser, kind in rule.found(plain)
        if winner != loser
    }


def _listed(told: list[tuple[int, str, str, str]], height: int) -> pl.Series:
    """Return rows with winner, loser and kind as a list for each of `height` posts."""
    schema = {"row": pl.Int64(), **dict.fromkeys(_COMPARED, pl.String())}
    by_post = (
        pl.DataFrame(told, schema=schema, orient="row")
        .group_by("row", maintain_order=True)
        .agg(pl.struct(_COMPARED).alias("compared"))
    )
    rows = pl.DataFrame({"row": pl.int_range(height, dtype=pl.Int64, eager=True)})
    listed = rows.join(by_post, on="row", how="left", maintain_order="left")["compared"]
    return listed.cast(COMPARISONS).fill_null([])
