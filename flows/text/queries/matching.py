"""Find many queries in many posts at once, and say what was found first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import polars as pl

from flows.errors import ConfigError
from flows.text.queries.evaluation import Evaluation, unpacked
from flows.text.queries.masking import Stretches, named_stretches
from flows.text.queries.parsing import parse
from flows.text.queries.pieces import Documents, documents
from flows.text.queries.places import Places, Searched
from flows.text.queries.tree import Leaf, Node, Term, leaves
from flows.text.queries.variants import variants

_ENTRY = {"term": pl.String(), "field": pl.String(), "is_typo": pl.Boolean()}

FOUND = pl.List(pl.Struct({"id": pl.String(), **_ENTRY}))
"""One entry for each query found in a post: its id; the term found first, as the post has it,
in lower case; where: title, text, or a condition such as `site`; whether `~1` found a
misspelling."""

MATCHES = pl.List(pl.Struct({"brand": pl.String(), **_ENTRY}))
"""`FOUND` of brands."""

MOST_TERMS = 65_536
"""Terms of all queries together; the number of a term takes two bytes."""


@dataclass(frozen=True)
class BrandQuery:
    """The id of a brand and the query that finds it, or ConfigError if it cannot be read."""

    brand: str
    query: str

    def __post_init__(self) -> None:
        _ = self.tree

    @cached_property
    def tree(self) -> Node:
        """The query as read."""
        return parse(self.query)


@dataclass(frozen=True)
class Compiled:
    """Named queries made ready to be looked for together: compile once, match many."""

    queries: Mapping[str, Node]
    leaves: tuple[Leaf, ...]
    searched: Searched


def compile_queries(queries: Mapping[str, str]) -> Compiled:
    """Make queries ready; raises ConfigError for one that cannot be read."""
    return _compiled(tuple(queries.items()))


@lru_cache(maxsize=16)
def _compiled(queries: tuple[tuple[str, str], ...]) -> Compiled:
    return compile_trees({name: parse(query) for name, query in queries})


def compile_trees(trees: Mapping[str, Node]) -> Compiled:
    """Make queries ready that have been read."""
    listed = tuple(dict.fromkeys(leaf for tree in trees.values() for leaf in leaves(tree)))
    if len(listed) > MOST_TERMS:
        raise ConfigError(
            f"The queries hold {len(listed):,} terms; {MOST_TERMS:,} is the most. "
            "Put endings together with `*`."
        )
    return Compiled(trees, listed, Searched.of(one for one in listed if isinstance(one, Term)))


class Search:
    """Queries looked for in one batch of posts; `match` says what a frame of posts must have."""

    def __init__(
        self, posts: pl.DataFrame, compiled: Compiled, searched: Documents | None = None
    ) -> None:
        self._compiled = compiled
        self._height = posts.height
        searched = searched or documents(posts["title"], posts["text"])
        self._places = Places(compiled.searched, searched)
        evaluation = Evaluation(compiled.leaves, self._places, posts)
        self._found = {name: evaluation.found(tree) for name, tree in compiled.queries.items()}

    @property
    def found(self) -> pl.Series:
        """What was found in each post: a series of `FOUND`, queries in the order given."""
        found = list(self._found.values())
        if not found or not self._height:
            return pl.Series([[]] * self._height, dtype=FOUND)
        numbers = np.repeat(np.arange(len(found)), [len(one.rows) for one in found])
        told = pl.DataFrame(
            {
                "row": np.concatenate([one.rows for one in found]),
                "id": pl.Series(list(self._found)).gather(numbers),
            }
        )
        first = unpacked(np.concatenate([one.packed for one in found]))
        forms = self._compiled.searched.forms
        told = told.hstack(variants(first, self._compiled.leaves, forms, self._places))
        return _listed(told, self._height)

    def names(self, queries: Iterable[str]) -> Stretches:
        """Return where the posts that some queries find have the names these look for."""
        asked = [(self._compiled.queries[name], self._found[name].rows) for name in queries]
        return named_stretches(asked, self._compiled.searched.forms, self._places)


def match(posts: pl.DataFrame, compiled: Compiled, searched: Documents | None = None) -> pl.Series:
    """Find every query in every post: a series of `FOUND`, queries in the order given.

    `posts` has `title` and `text`; `author`, `author_name`, `language`, `url`, `platform`,
    `channel` and `rating` are read where a query asks for them, and a post that lacks one fulfils
    no condition on it. `searched` is `documents(posts["title"], posts["text"])` where the caller
    has them already.
    """
    if not compiled.queries or not posts.height:
        return pl.Series([[]] * posts.height, dtype=FOUND)
    return Search(posts, compiled, searched).found


def search(
    posts: pl.DataFrame, brands: Sequence[BrandQuery], searched: Documents | None = None
) -> Search:
    """Look for every brand in posts."""
    return Search(posts, compile_queries({one.brand: one.query for one in brands}), searched)


def of_brands(found: pl.Series) -> pl.Series:
    """Return `FOUND` as `MATCHES`."""
    return found.list.eval(pl.element().struct.rename_fields(["brand", *_ENTRY]))


def matches(
    posts: pl.DataFrame, brands: Sequence[BrandQuery], searched: Documents | None = None
) -> pl.Series:
    """Find every brand in every post: a series of `MATCHES`, brands in the order given."""
    return of_brands(search(posts, brands, searched).found)


def _listed(told: pl.DataFrame, height: int) -> pl.Series:
    by_post = told.group_by("row", maintain_order=True).agg(
        pl.struct("id", "term", "field", "is_typo").alias("found")
    )
    rows = pl.DataFrame({"row": pl.int_range(height, dtype=pl.Int64, eager=True)})
    listed = rows.join(by_post, on="row", how="left", maintain_order="left")["found"]
    return listed.cast(FOUND).fill_null([])
