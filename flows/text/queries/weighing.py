"""What stored posts say against a query: words that are common there, and a NOT that takes most."""

import re
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from flows.text.folding import fold
from flows.text.queries.explaining import shown, spelled
from flows.text.queries.linting import Remark, bare_words
from flows.text.queries.matching import compile_trees, match
from flows.text.queries.parsing import parse
from flows.text.queries.tree import And, Node, Or, Term

COMMON_SHARE = 0.1
"""A bare word that stands in more of the stored posts than this, and in no brand's name."""
GREEDY_SHARE = 0.5
"""A NOT that takes away more of the matches than this."""


def history_remarks(
    query: str, batches: Iterable[pl.DataFrame], names: Iterable[str]
) -> list[Remark]:
    """Return what stored posts say against a query; `names` are the brands' names.

    A batch of posts has the columns that `match` reads.
    """
    tree = parse(query)
    words = {shown(term): term for term in bare_words(tree)}
    named = {word for name in names for word in re.findall(r"\w+", fold(name))}
    asked: dict[str, Node] = {
        f"word {text}": term
        for text, term in words.items()
        if fold(term.words[0].text) not in named
    }
    cuts = list(_cuts(tree))
    for at, (before, without) in enumerate(cuts):
        asked |= {f"all {at}": before, f"left {at}": And((before,), (without,))}
    total, counts = _counts(asked, batches)
    return [*_frequent(words, total, counts), *_greedy(cuts, counts)]


def _counts(asked: dict[str, Node], batches: Iterable[pl.DataFrame]) -> tuple[int, dict[str, int]]:
    total, counts = 0, dict.fromkeys(asked, 0)
    if not asked:
        return total, counts
    compiled = compile_trees(asked)
    for posts in batches:
        total += posts.height
        found = match(posts, compiled).list.eval(pl.element().struct.field("id")).explode()
        for name, count in found.drop_nulls().value_counts().iter_rows():
            counts[name] += count
    return total, counts


def _frequent(words: dict[str, Term], total: int, counts: dict[str, int]) -> Iterator[Remark]:
    for text in words:
        count = counts.get(f"word {text}", 0)
        if count > COMMON_SHARE * total:
            said = (
                f"`{text}` stands in {count / total:.0%} of the stored posts and is in no brand's "
                "name. If it is a common word, ask for another beside it with AND or NEAR."
            )
            yield Remark("common_word", text, said)


def _greedy(cuts: Sequence[tuple[Node, Node]], counts: dict[str, int]) -> Iterator[Remark]:
    for at, (_, without) in enumerate(cuts):
        before, left = counts[f"all {at}"], counts[f"left {at}"]
        if before - left > GREEDY_SHARE * before:
            part = spelled(without)
            said = (
                f"NOT `{part}` takes away {before - left:,} of {before:,} matches in the stored "
                "posts. `earwitness query diff` shows which."
            )
            yield Remark("greedy_not", part, said)


def _cuts(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield what stands before each NOT, and what it excludes."""
    if isinstance(node, And):
        for without in node.without:
            yield (node.parts[0] if len(node.parts) == 1 else And(node.parts)), without
    if isinstance(node, Or | And):
        for part in node.parts:
            yield from _cuts(part)
