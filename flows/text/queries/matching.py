"""Find brand queries in many posts at once, and say which term of the query was found first.

A word stands alone when no letter, digit or underscore touches it, whatever else does: `xbox`
is found in `#xbox`, `@xbox`, `xbox-live` and `xbox.com`, not in `xboxes`. Scripts differ:

- Hangul writes particles on the end of a name: a Hangul term is found at the beginning of words;
- Han, kana and Thai are written without spaces, so a term in them is found anywhere;
- a name in another script ends where Hangul, Han, kana or Thai begins.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from flows.text.folding import folded
from flows.text.queries.query import And, Node, Or, Term, parse, positive_terms, terms

_LETTER = r"\p{L}\p{M}\p{N}_"
_HANGUL = r"\x{1100}-\x{11ff}\x{3130}-\x{318f}\x{ac00}-\x{d7af}"
_UNSPACED = (
    r"\x{0e00}-\x{0e7f}\x{3005}-\x{3007}\x{3040}-\x{30ff}\x{31f0}-\x{31ff}"
    r"\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}\x{f900}-\x{faff}\x{20000}-\x{3ffff}"
)
_BEYOND_WORD = rf"[^{_LETTER}]"
_BEYOND_NAME = rf"[{_BEYOND_WORD}{_HANGUL}{_UNSPACED}]"
_ANY = r"(?s:.)"
_BETWEEN_WORDS = r"[\s\p{Pd}_']+"
# A full stop may end the sentence; before a letter it goes on to a longer handle, as `@` does.
_HANDLE_END = rf"(?:[.@]{_BEYOND_NAME}|[{_BEYOND_NAME}--[.@]])"

# Between title and text: matches no pattern, so that no phrase runs from one into the other.
_JOINT = "\n\u2016\n"
_NOWHERE = np.iinfo(np.uint32).max

MATCHES = pl.List(pl.Struct({"brand": pl.String(), "term": pl.String(), "field": pl.String()}))
"""One entry for each brand found in a post: the term found first, and its field, title or text."""

_Places = NDArray[np.uint32]


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
class Documents:
    """Posts as they are searched: title and text folded into one, a space at both ends.

    `title_ends` holds the byte at which each title ends.
    """

    folded: pl.Series
    title_ends: NDArray[np.uint32]


def documents(titles: pl.Series, texts: pl.Series) -> Documents:
    """Prepare posts for searching."""
    title = " " + folded(titles.fill_null(""))
    ends = title.str.len_bytes().to_numpy()
    return Documents(title + _JOINT + folded(texts.fill_null("")) + " ", ends)


FOUND = pl.List(
    pl.Struct(
        {"id": pl.String(), "term": pl.String(), "field": pl.String(), "is_typo": pl.Boolean()}
    )
)
"""One entry for each query found in a post: its id, the term found first as the post has it, the
field (title, text, or a field condition such as `site`), and whether `~1` found a misspelling."""


@dataclass(frozen=True)
class Compiled:
    """Named queries made ready to be looked for together: compile once, match many."""

    queries: tuple[tuple[str, Node], ...]

    @property
    def ids(self) -> list[str]:
        """The ids of the queries, in the order given."""
        return [name for name, _ in self.queries]


def compile_queries(queries: Mapping[str, str]) -> Compiled:
    """Make queries ready; raises ConfigError, naming the id, for one that cannot be read."""
    return Compiled(tuple((name, parse(query)) for name, query in queries.items()))


def match(posts: pl.DataFrame, compiled: Compiled, searched: Documents | None = None) -> pl.Series:
    """Find every query in every post: a series of `FOUND`, queries in the order given.

    `posts` has `title` and `text`; `author`, `author_name`, `language`, `url`, `platform`,
    `channel` and `rating` are read where a query asks for them. `searched` is
    `documents(posts["title"], posts["text"])` where the caller has them already.
    """
    searched = searched or documents(posts["title"], posts["text"])
    if not compiled.queries:
        return pl.Series([[]] * len(searched.folded), dtype=FOUND)
    wanted = {term for _, tree in compiled.queries for term in terms(tree)}
    places = _term_places(searched.folded, wanted)
    found = [_brand_matches(name, tree, places, searched) for name, tree in compiled.queries]
    by_post = (
        pl.concat([_NO_MATCH, *found])
        .group_by("row", maintain_order=True)
        .agg(
            pl.struct(
                pl.col("brand").alias("id"), "term", "field", pl.lit(value=False).alias("is_typo")
            ).alias("found")
        )
    )
    rows = pl.DataFrame({"row": pl.int_range(len(searched.folded), dtype=pl.UInt32, eager=True)})
    listed = rows.join(by_post, on="row", how="left", maintain_order="left")["found"]
    return listed.cast(FOUND).fill_null([])


def matches(posts: Documents, brands: Sequence[BrandQuery]) -> pl.Series:
    """Find every brand in every post: a series of `MATCHES`, brands in the order given."""
    if not brands:
        return pl.Series([[]] * len(posts.folded), dtype=MATCHES)
    wanted = {term for brand in brands for term in terms(brand.tree)}
    places = _term_places(posts.folded, wanted)
    found = [_brand_matches(brand.brand, brand.tree, places, posts) for brand in brands]
    by_post = (
        pl.concat([_NO_MATCH, *found])
        .group_by("row", maintain_order=True)
        .agg(pl.struct("brand", "term", "field").alias("brands"))
    )
    rows = pl.DataFrame({"row": pl.int_range(len(posts.folded), dtype=pl.UInt32, eager=True)})
    listed = rows.join(by_post, on="row", how="left", maintain_order="left")["brands"]
    return listed.cast(MATCHES).fill_null([])


_NO_MATCH = pl.DataFrame(
    schema={"row": pl.UInt32, "brand": pl.String, "term": pl.String, "field": pl.String}
)


def _term_places(posts: pl.Series, wanted: set[Term]) -> dict[Term, _Places]:
    """Find the first byte of every term in every post, `_NOWHERE` where it is not.

    One pass looks for the literals of all terms (Aho-Corasick, also inside other words); the
    exact pattern of a term then reads only the posts that hold its literal.
    """
    literals = sorted({term.literal for term in wanted})
    hits = posts.str.extract_many(literals, overlapping=True)
    held = (
        pl.DataFrame({"literal": hits})
        .with_row_index("row")
        .explode("literal", empty_as_null=False)
        .unique(maintain_order=False)
        .sort("row")
        .partition_by("literal", as_dict=True)
    )
    places: dict[Term, _Places] = {}
    for term in wanted:
        places[term] = np.full(len(posts), _NOWHERE, np.uint32)
        if (term.literal,) in held:
            rows = held[term.literal,]["row"]
            first = posts.gather(rows).str.find(pattern(term)).fill_null(_NOWHERE)
            places[term][rows.to_numpy()] = first.to_numpy()
    return places


def pattern(term: Term) -> str:
    """Return the regular expression that finds the term in a document.

    It begins with exactly one character before the term, so that of two terms in a document the
    one with the lower place is the one that stands first.
    """
    words = [
        pl.escape_regex(word.text) + (f"[{_LETTER}]*" if word.is_open else "")
        for word in term.words
    ]
    core = _BETWEEN_WORDS.join(words)
    if term.kind == "word":
        first, last = term.words[0].text[0], term.words[-1]
        return _before(first) + core + ("" if last.is_open else _after(last.text[-1]))
    if term.words[-1].is_open:
        return f"{_BEYOND_NAME}{term.literal[0]}{core}"
    after = _BEYOND_WORD if term.kind == "tag" else _HANDLE_END
    return f"{_BEYOND_NAME}{term.literal[0]}{core}{after}"


def _is_in(character: str, script: str) -> bool:
    return bool(pl.Series([character]).str.contains(f"[{script}]")[0])


def _before(character: str) -> str:
    if not _is_in(character, _LETTER) or _is_in(character, _UNSPACED):
        return _ANY
    return _BEYOND_WORD if _is_in(character, _HANGUL) else _BEYOND_NAME


def _after(character: str) -> str:
    if not _is_in(character, _LETTER) or _is_in(character, _UNSPACED + _HANGUL):
        return ""
    return _BEYOND_NAME


def _brand_matches(
    name: str, tree: Node, places: dict[Term, _Places], posts: Documents
) -> pl.DataFrame:
    witness = _witness(tree, places.__getitem__)
    rows = np.flatnonzero(witness < _NOWHERE).astype(np.uint32)
    at = witness[rows]
    label = np.zeros(len(rows), np.int64)
    # Where two terms stand at the same place, the longer one says more; the first written wins.
    by_length = sorted(dict.fromkeys(positive_terms(tree)), key=_length)
    for index, term in reversed(list(enumerate(by_length))):
        label[places[term][rows] == at] = index
    written = pl.Series([term.written for term in by_length], dtype=pl.String)
    is_title = pl.Series(at < posts.title_ends[rows])
    return pl.DataFrame({"row": rows, "term": written.gather(label)}).select(
        "row",
        pl.lit(name).alias("brand"),
        "term",
        pl.when(is_title).then(pl.lit("title")).otherwise(pl.lit("text")).alias("field"),
    )


def _length(term: Term) -> int:
    return -sum(len(word.text) for word in term.words)


def _witness(node: Node, place: Callable[[Term], _Places]) -> _Places:
    """Return the place of the first term that makes each post match, or `_NOWHERE`."""
    match node:
        case Term():
            return place(node)
        case Or(parts):
            return _first([_witness(part, place) for part in parts])
        case And(parts, without):
            found = [_witness(part, place) for part in parts]
            is_match = np.maximum.reduce(found) < _NOWHERE
            for part in without:
                is_match &= _witness(part, place) == _NOWHERE
            first = _first(found)
            first[~is_match] = _NOWHERE
            return first


def _first(found: Sequence[_Places]) -> _Places:
    first: _Places = np.minimum.reduce(found)
    return first
